"""Alarms as their pages write them: about what, why, since when, whose turn, and what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.catalogue.plan_alarms import addressee_entry, alarm_rule
from baken.catalogue.policy_indicators import policy_indicator
from baken.desks.planning import naming
from baken.desks.planning.alarm_wording import ACTS, INPUTS, STATES, VALUES
from baken.records.alarms.facts import AlarmEntryFact, AlarmFact
from baken.records.plans.facts import PlanFact
from baken.vocabulary.alarm import Addressee, AlarmCheck


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm in words; ``id`` is None where it was computed for a past day."""

    id: UUID | None
    plan: str
    plan_title: str
    label: str
    title: str
    is_of_plan: bool
    sentence: str
    why: str
    remedy: str
    since: date
    owner: str
    addressee: str
    state: str
    mark: str
    next: str
    risen: tuple[str, ...]
    href: str
    remedy_href: str

    @property
    def heading(self) -> str:
        """Return what an alarm is called in a list: its subject, or itself on a whole plan."""
        return self.label if self.is_of_plan else self.title


def alarm_row(alarm: AlarmFact, plan: PlanFact) -> AlarmRow:
    """Return an alarm in words."""
    rule, language = alarm_rule(alarm.cause.check), naming.language()
    state, mark = STATES[alarm.standing.state]
    return AlarmRow(
        id=alarm.id,
        plan=plan.head.id,
        plan_title=plan.head.title(language),
        label=rule.said("label", language),
        title=title_of(alarm.cause.subject, plan),
        is_of_plan=alarm.cause.subject.startswith("plan "),
        sentence=_sentence(alarm, plan),
        why=rule.said("why", language),
        remedy=rule.said("remedy", language),
        since=alarm.cause.since,
        owner=_owner(alarm),
        addressee=addressee_entry(alarm.standing.addressee).label(language),
        state=str(state),
        mark=mark,
        next=_next(alarm),
        risen=tuple(_rise(day, to) for day, to in alarm.standing.risen),
        href=reverse("plan-alarm", args=[alarm.id]) if alarm.id else "",
        remedy_href=reverse("plan-accounts") if alarm.cause.check is AlarmCheck.PLAN_ENDED else "",
    )


def title_of(subject: str, plan: PlanFact) -> str:
    """Return what an alarm or a promise is about, by name."""
    kind, _space, name = subject.partition(" ")
    if kind == "plan":
        return plan.head.title(naming.language())
    if kind == "indicator":
        found = policy_indicator(name)
        return found.said("label", naming.language()) if found else name
    if kind == "organisation":
        return naming.organisations([name])
    everything = (*plan.goals, *plan.measures, *plan.activities, *plan.duties, *plan.area_goals)
    stated = next((each for each in everything if each.id == name), None)
    return stated.title(naming.language()) if stated else name


def _owner(alarm: AlarmFact) -> str:
    """Name the owner, or say that the plan names none where the owner should have been first."""
    if alarm.cause.owner:
        return naming.organisations([alarm.cause.owner])
    if alarm_rule(alarm.cause.check).first is Addressee.OWNER:
        return _("no owner named")
    return ""


def _sentence(alarm: AlarmFact, plan: PlanFact) -> str:
    said = dict(alarm.cause.inputs)
    return _SENTENCES[alarm.cause.check](said, plan)


def _date_passed(said: Mapping[str, str], _plan: PlanFact) -> str:
    if said["field"] == "interval":
        return _("Promised for %(missed)s.") % {"missed": said["missed"]}
    return _("Date in the plan: %(written)s.") % {"written": said["written"]}


def _plan_ended(said: Mapping[str, str], _plan: PlanFact) -> str:
    words = {"promises": said["promises"], "late": said["promises-not-known-kept"]}
    dated = _(
        "It promised %(promises)s things by a date; of %(late)s it is not known whether they were "
        "kept."
    )
    undated = _("%(n)s measures had no date.") % {"n": said["measures-without-date"]}
    return f"{dated % words} {undated}"


def _figure(said: Mapping[str, str], _plan: PlanFact) -> str:
    words = {
        "period": said["period"],
        "value": number(said["value"]),
        "against": number(said["held-against"]),
        "verdict": value_words(said["verdict"]),
    }
    return _("%(period)s: %(value)s, held against %(against)s: %(verdict)s.") % words


def _silent(said: Mapping[str, str], _plan: PlanFact) -> str:
    return _("Newest figure: %(newest)s. Measured: %(rhythm)s.") % {
        "newest": value_words(said["newest"]),
        "rhythm": value_words(said["rhythm"]),
    }


def _not_started(said: Mapping[str, str], _plan: PlanFact) -> str:
    return _("Should have begun: %(written)s.") % said


def _blocked(said: Mapping[str, str], plan: PlanFact) -> str:
    """Tell the chain in words: what is waited for, and what that waits for in its turn."""
    because = value_words(said["because"])
    first, *further = [title_of(f"measure {name}", plan) for name in said["chain"].split(", ")]
    told = _("Waits for “%(what)s”: %(because)s.") % {"what": first, "because": because}
    more = [_("That waits for “%(what)s”.") % {"what": what} for what in further]
    return " ".join([told, *more])


def _short(said: Mapping[str, str], plan: PlanFact) -> str:
    units = (("fte", _("full-time jobs")), ("hours", _("hours")))
    amounts = [
        _("%(asked)s %(unit)s asked, %(there)s available")
        % {
            "asked": number(said[f"asked-{unit}"]),
            "there": number(said[f"available-{unit}"]),
            "unit": words,
        }
        for unit, words in units
        if said[f"asked-{unit}"] and said[f"available-{unit}"]
    ]
    measures = [title_of(f"measure {name}", plan) for name in said["asked-by"].split(", ")]
    return _("%(year)s: %(amounts)s. Asked by: %(measures)s.") % {
        "year": said["year"],
        "amounts": "; ".join(amounts),
        "measures": "; ".join(measures),
    }


def _met(said: Mapping[str, str], plan: PlanFact) -> str:
    names = said["still-runs"].split(", ")
    measures = "; ".join(title_of(f"measure {name}", plan) for name in names)
    return _("Met: %(day)s. Still runs: %(measures)s.") % {
        "day": said["met-on"],
        "measures": measures,
    }


_SENTENCES = {
    AlarmCheck.PLAN_ENDED: _plan_ended,
    AlarmCheck.MEASURE_PAST_DATE: _date_passed,
    AlarmCheck.DUTY_PAST_DATE: _date_passed,
    AlarmCheck.MEASURE_NOT_STARTED: _not_started,
    AlarmCheck.DEPENDENCY_BLOCKS: _blocked,
    AlarmCheck.CAPACITY_SHORT: _short,
    AlarmCheck.SCALE_DOWN: _met,
    AlarmCheck.TARGET_MISSED: _figure,
    AlarmCheck.LEVEL_LOST: _figure,
    AlarmCheck.INDICATOR_SILENT: _silent,
}


def number(written: str) -> str:
    """Write a stored number in the reader's language."""
    if not written:
        return _("unknown")
    return written if naming.language() == "en" else written.replace(".", ",")


def value_words(written: str) -> str:
    """Write a stored value in words where it is a code."""
    return str(VALUES.get(written, written))


def _next(alarm: AlarmFact) -> str:
    standing = alarm.standing
    if standing.until is not None:
        return _("holds until %(day)s") % {"day": _day(standing.until)}
    if standing.rises_on is None or standing.addressee.above is None:
        return ""
    above = addressee_entry(standing.addressee.above).label(naming.language())
    return _("goes to the %(above)s on %(day)s") % {"above": above, "day": _day(standing.rises_on)}


def _rise(day: date, to: Addressee) -> str:
    return _("on %(day)s to the %(to)s") % {
        "day": _day(day),
        "to": addressee_entry(to).label(naming.language()),
    }


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def entry_words(entry: AlarmEntryFact) -> str:
    """Return something that happened with an alarm, in words."""
    words = {
        "who": entry.person or _("somebody, no longer kept"),
        "to": addressee_entry(entry.addressee).label(naming.language()),
        "until": _day(entry.until) if entry.until else "",
    }
    return str(ACTS[entry.act]) % words


def input_rows(alarm: AlarmFact) -> list[tuple[str, str]]:
    """Return (name, value) of everything the alarm rests on, in words."""
    return [(str(INPUTS.get(name, name)), value_words(value)) for name, value in alarm.cause.inputs]
