"""The alarms of a plan on any day: as they were opened and handled, or as they would have been."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from baken.catalogue.plan_alarms import alarm_rule
from baken.flows.plan_course.capacity import municipal_capacity, shortages_of
from baken.flows.plan_course.causes import account_occasion, causes_on
from baken.flows.plan_course.figures import figures_of
from baken.foundation.partners.scope import Scope
from baken.records.accounts.selectors import published_accounts
from baken.records.alarms.facts import AlarmCause, AlarmFact, AlarmRound, FulfilmentFact
from baken.records.alarms.fulfilment import note_fulfilment, withdraw_fulfilment
from baken.records.alarms.rounds import keep_alarms
from baken.records.alarms.rules import (
    AlarmRefusedError,
    first_addressee,
    readable_tenants,
    standing_on,
    terms_of,
)
from baken.records.alarms.selectors import alarms, alarms_seen, fulfilled, fulfilments
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import promises_of
from baken.records.plans.selectors import plan, plans
from baken.vocabulary.alarm import Addressee, AlarmState


@dataclass(frozen=True, slots=True)
class PlanAlarms:
    """The alarms of a plan on a day: those that stand, and those that ended by then.

    ``unowned`` counts the standing ones that would go to an owner, had the plan named one.
    """

    plan: PlanFact
    day: date
    standing: tuple[AlarmFact, ...]
    ended: tuple[AlarmFact, ...]
    kept: tuple[FulfilmentFact, ...]

    @property
    def unowned(self) -> int:
        """Return how many standing alarms have no owner to go to."""
        return sum(
            alarm_rule(each.cause.check).first is Addressee.OWNER and not each.cause.owner
            for each in self.standing
        )


def plan_alarms(identifier: str, *, on: date, by: Scope) -> PlanAlarms | None:
    """Return the alarms of a plan on a day, or None where it is not known to who asks.

    A cause for which no alarm was opened by that day is shown as it would stand if Baken had
    followed the plan from its begin: without an id, since nobody could handle it.
    """
    found = plan(identifier)
    if found is None or found.head.municipality_code not in readable_tenants(by):
        return None
    opened = alarms(by=by, on=on, plan=identifier)
    return _together(found, opened, fulfilments(identifier, by=by), on)


def alarms_in_sight(identifier: str, *, on: date) -> PlanAlarms | None:
    """Return the same without asking who wants to know: for commands, never for the web."""
    found = plan(identifier)
    return _together(found, alarms_seen(identifier, on=on), (), on) if found else None


def _together(
    found: PlanFact, opened: tuple[AlarmFact, ...], kept: tuple[FulfilmentFact, ...], on: date
) -> PlanAlarms:
    standing = [each for each in opened if each.standing.state is not AlarmState.ENDED]
    known = {each.cause.key for each in standing}
    would = [each for each in would_stand(found, on=on) if each.cause.key not in known]
    return PlanAlarms(
        plan=found,
        day=on,
        standing=tuple(sorted([*standing, *would], key=_urgent_first)),
        ended=tuple(each for each in opened if each.standing.state is AlarmState.ENDED),
        kept=kept,
    )


def would_stand(found: PlanFact, *, on: date) -> tuple[AlarmFact, ...]:
    """Return the alarms of a plan on a day, had it been followed from its begin by nobody."""
    return tuple(_as_computed(found, cause, on) for cause in _causes(found, on))


def _causes(found: PlanFact, on: date) -> tuple[AlarmCause, ...]:
    capacity = municipal_capacity(found.head.municipality_code, on=on)
    return causes_on(
        found,
        on,
        figures=figures_of(found),
        kept={*fulfilled(found.head.id, on=on), *_accounted(found, on)},
        shortages=shortages_of(capacity.rows),
    )


def _accounted(found: PlanFact, on: date) -> set[tuple[str, str]]:
    """Return the account of the whole plan as kept, when it was published by that day.

    The account of its last year, or of a year after it, is one of the whole plan.
    """
    published = published_accounts(found.head.id)
    whole = any(
        each.year >= found.head.period_end and timezone.localdate(each.published_at) <= on
        for each in published
    )
    return {account_occasion(found)} if whole else set()


def _as_computed(found: PlanFact, cause: AlarmCause, on: date) -> AlarmFact:
    rule = alarm_rule(cause.check)
    terms, first = terms_of(rule), first_addressee(rule, cause.owner)
    return AlarmFact(
        id=None,
        tenant=found.head.municipality_code,
        plan=found.head.id,
        cause=cause,
        first=first,
        terms=terms,
        opened_on=cause.since,
        ended_on=None,
        entries=(),
        standing=standing_on(on, first=first, terms=terms, opened_on=cause.since, entries=()),
    )


def _urgent_first(alarm: AlarmFact) -> tuple[int, bool, date, str, str]:
    handled = alarm.standing.state is not AlarmState.OPENED
    return (
        -alarm.standing.addressee.height,
        handled,
        alarm.cause.since,
        alarm.cause.check,
        alarm.cause.subject,
    )


def follow_plans(tenants: Collection[str], *, on: date, at: datetime) -> tuple[AlarmRound, ...]:
    """Do the round of a night over every plan of these municipalities; twice is as once.

    The caller sees the rows of all of them, in one transaction.
    """
    return tuple(
        _follow(found, on, at) for found in plans() if found.head.municipality_code in tenants
    )


def follow_plan(identifier: str, *, on: date, at: datetime) -> AlarmRound | None:
    """Do the same for one plan at once, where something happened that may end an alarm."""
    found = plan(identifier)
    return _follow(found, on, at) if found else None


def _follow(found: PlanFact, on: date, at: datetime) -> AlarmRound:
    tenant = found.head.municipality_code
    return keep_alarms(tenant=tenant, plan=found.head.id, causes=_causes(found, on), on=on, at=at)


def my_alarms(*, by: Scope, on: date) -> tuple[tuple[PlanFact, AlarmFact], ...]:
    """Return the standing alarms of every plan that somebody may read, the most urgent first."""
    known = {each.head.id: each for each in plans()}
    standing = [
        each
        for each in alarms(by=by, on=on)
        if each.standing.state is not AlarmState.ENDED and each.plan in known
    ]
    return tuple((known[each.plan], each) for each in sorted(standing, key=_urgent_first))


def note_kept(
    *, identifier: str, subject: str, occasion: str, done_on: date, reference: str,
    by: Scope, at: datetime,
) -> FulfilmentFact:  # fmt: skip
    """Note that a promise of a plan was kept; its alarm ends at once, and not in the night.

    Raises:
        AlarmRefusedError: when the plan promises no such thing, or the record refuses the note.
    """
    found = plan(identifier)
    if found is None or (subject, occasion) not in occasions_of(found):
        raise AlarmRefusedError("unknown-promise")
    tenant = found.head.municipality_code
    with transaction.atomic():
        noted = note_fulfilment(
            tenant=tenant, plan=identifier, subject=subject, occasion=occasion, done_on=done_on,
            reference=reference, by=by, at=at,
        )  # fmt: skip
        _follow(found, timezone.localdate(at), at)
    return noted


def take_back(*, identifier: UUID, by: Scope, at: datetime) -> FulfilmentFact:
    """Withdraw a note that a promise was kept; its alarm comes back at once.

    Raises:
        AlarmRefusedError: when the record refuses it.
    """
    with transaction.atomic():
        withdrawn = withdraw_fulfilment(identifier=identifier, by=by, at=at)
        found = plan(withdrawn.plan)
        if found is not None:
            _follow(found, timezone.localdate(at), at)
    return withdrawn


def occasions_of(found: PlanFact) -> tuple[tuple[str, str], ...]:
    """Return what can be noted as kept: duties, what comes back every year, and the account."""
    noted_here = (
        (each.subject, each.occasion)
        for each in promises_of(found)
        if each.subject.startswith("duty ") or each.field == "interval"
    )
    return (*noted_here, account_occasion(found))


def one_alarm(identifier: UUID, *, by: Scope, on: date) -> tuple[PlanFact, AlarmFact] | None:
    """Return an alarm with its plan, or None when it is unknown or not for who asks."""
    opened = alarms(by=by, on=on, identifiers=[identifier])
    found = plan(opened[0].plan) if opened else None
    return (found, opened[0]) if found else None
