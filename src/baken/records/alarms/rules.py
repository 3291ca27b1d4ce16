"""Decisions about alarms, without a database: how one stands on a day, and who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from baken.catalogue.plan_alarms import AlarmRule, addressees_of
from baken.foundation.partners.scope import Scope
from baken.records.alarms.facts import AlarmEntryFact, AlarmFact, AlarmStanding, AlarmTerms
from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmState
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

LONGEST_TEXT = 1000
LONGEST_REFERENCE = 300
_HANDLED = {
    AlarmAct.SEEN: AlarmState.SEEN,
    AlarmAct.TAKEN_UP: AlarmState.TAKEN_UP,
    AlarmAct.EXPLAINED: AlarmState.EXPLAINED,
}


class AlarmRefusedError(Exception):
    """The alarm may not be handled so; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def terms_of(rule: AlarmRule) -> AlarmTerms:
    """Return the days of a rule as an alarm keeps them."""
    return AlarmTerms(rule.owner_days, rule.manager_days, rule.seen_days, rule.longest_days)


def first_addressee(rule: AlarmRule, owner: str) -> Addressee:
    """Return who gets an alarm first: without an owner in the plan that is the next one up."""
    if rule.first is Addressee.OWNER and not owner:
        return Addressee.PROGRAMME_MANAGER
    return rule.first


@dataclass(slots=True)
class _Course:
    """An alarm on its way through the days."""

    terms: AlarmTerms
    addressee: Addressee
    rises_on: date | None = None
    state: AlarmState = AlarmState.OPENED
    until: date | None = None
    risen: list[tuple[date, Addressee]] = field(default_factory=list)

    def pass_days(self, day: date) -> None:
        """Let the days up to and including this one pass."""
        while True:
            if self.until is not None and self.until < day:
                self._lapse(self.until + timedelta(days=1))
            elif self.rises_on is not None and self.rises_on <= day:
                self._rise(self.rises_on)
            else:
                return

    def begin(self, day: date) -> None:
        """Let the days of whoever has it now begin."""
        self.rises_on = self._after(day, self.terms.days(self.addressee))

    def handle(self, entry: AlarmEntryFact) -> None:
        """Take in what somebody did."""
        if entry.act is AlarmAct.SEEN:
            # Seeing holds an alarm up once at each height, and only by whom it has come to.
            if self.state is AlarmState.OPENED and entry.addressee.height >= self.addressee.height:
                self.state = AlarmState.SEEN
                self.rises_on = self._after(entry.day, self.terms.seen_days)
            return
        self.state, self.until, self.rises_on = _HANDLED[entry.act], entry.until, None

    def _lapse(self, day: date) -> None:
        """A promised date that passed goes up; an explanation that ran out opens again."""
        was, self.state, self.until = self.state, AlarmState.OPENED, None
        if was is AlarmState.TAKEN_UP:
            self._rise(day)
        else:
            self.begin(day)

    def _rise(self, day: date) -> None:
        above = self.addressee.above
        if above is not None:
            self.addressee, self.state = above, AlarmState.OPENED
            self.risen.append((day, above))
        self.begin(day)

    def _after(self, day: date, days: int | None) -> date | None:
        if days is None or self.addressee.above is None:
            return None
        return day + timedelta(days=days)


def standing_on(
    day: date,
    *,
    first: Addressee,
    terms: AlarmTerms,
    opened_on: date,
    entries: Iterable[AlarmEntryFact],
    ended_on: date | None = None,
) -> AlarmStanding:
    """Return how an alarm stands on a day, from what people did up to and including that day.

    An alarm that is neither seen, taken up nor explained within its days goes one step up. A later
    day never stands lower. The same entries give the same answer, whenever one asks.
    """
    course = _Course(terms, first)
    course.begin(opened_on)
    last = min(day, ended_on) if ended_on else day
    for entry in sorted(entries, key=lambda each: each.day):
        if entry.act in _HANDLED and entry.day <= last:
            course.pass_days(entry.day)
            course.handle(entry)
    course.pass_days(last)
    over = ended_on is not None and ended_on <= day
    return AlarmStanding(
        state=AlarmState.ENDED if over else course.state,
        addressee=course.addressee,
        rises_on=None if over else course.rises_on,
        until=course.until,
        risen=tuple(course.risen),
    )


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose alarms this scope may read."""
    return scope.where(PermissionName.READ_PLAN_ALARMS)


def addressed_in(scope: Scope, tenant: str) -> tuple[Addressee, ...]:
    """Return for which addressees somebody stands in a municipality, from low to high."""
    return addressees_of(role for role in Role if scope.holds(role, tenant=tenant))


def handler_of(scope: Scope, alarm: AlarmFact) -> tuple[Addressee, Role]:
    """Return as which addressee and in which role this scope handles an alarm.

    Raises:
        AlarmRefusedError: when it may not, or the alarm has ended.
    """
    role = scope.role_for(PermissionName.HANDLE_PLAN_ALARMS, tenant=alarm.tenant)
    heights = addressed_in(scope, alarm.tenant)
    if role is None or not heights:
        raise AlarmRefusedError("not-addressed")
    if alarm.standing.state is AlarmState.ENDED:
        raise AlarmRefusedError("ended-already")
    highest = heights[-1]
    held = (each for each in Role if scope.holds(each, tenant=alarm.tenant))
    return highest, next(each for each in held if highest in addressees_of([each]))


def check_seeing(alarm: AlarmFact, addressee: Addressee) -> None:
    """Let only the addressee, or somebody above, see an alarm off for some days.

    Raises:
        AlarmRefusedError: when it has gone higher up than who sees it, or was handled already.
    """
    if addressee.height < alarm.standing.addressee.height:
        raise AlarmRefusedError("gone-up")
    if alarm.standing.state is not AlarmState.OPENED:
        raise AlarmRefusedError("handled-already")


def check_until(until: date, *, today: date, terms: AlarmTerms) -> date:
    """Return the day until which a promise or explanation holds.

    Raises:
        AlarmRefusedError: when it has passed, or is further than the alarm allows.
    """
    if until <= today:
        raise AlarmRefusedError("date-passed")
    if until > today + timedelta(days=terms.longest_days):
        raise AlarmRefusedError("date-too-far")
    return until


def check_text(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text without surrounding space, a line end counted as one character.

    Raises:
        AlarmRefusedError: when it is empty, too long or no text.
    """
    stripped = text.replace("\r\n", "\n").strip()
    if not stripped:
        raise AlarmRefusedError("empty-text")
    if len(stripped) > longest:
        raise AlarmRefusedError("text-too-long")
    if "\0" in stripped:
        raise AlarmRefusedError("unusable-characters")
    return stripped
