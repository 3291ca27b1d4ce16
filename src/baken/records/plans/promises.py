"""What a plan promises by a date, occasion by occasion: measures, activities, duties; no database.

A date counts as precisely as the text gives it: a year ends on 31 December, a month on its last
day. What has no date promises nothing that can be late, and is counted instead.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from baken.records.plans.codes import ExecutionState, MeasureStatus, PartRole
from baken.records.plans.facts import PlanFact
from baken.records.plans.schema import Activity, Duty, Measure

PROMISING = frozenset(
    {MeasureStatus.NEW, MeasureStatus.INTENSIFY, MeasureStatus.EXPLORE, MeasureStatus.CONTINUE}
)
"""What looks back, or is a condition, promises nothing."""
OVER = frozenset({ExecutionState.DONE, ExecutionState.STOPPED})
YEARS_BETWEEN = {"yearly": 1, "two_yearly": 2, "four_yearly": 4}
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something a plan promises by a day; ``occasion`` is the date or the year as written.

    ``field`` is what the plan called it: due, end, event_date, year or interval. ``over_from`` is
    the day from which the plan itself says that it was done or stopped.
    """

    subject: str
    title_nl: str
    title_en: str
    owner: str
    occasion: str
    field: str
    last: date
    over_from: date | None = None

    def title(self, language: str) -> str:
        """Return what is promised, in Dutch or English."""
        return (self.title_en if language.startswith("en") else "") or self.title_nl

    def is_late(self, on: date) -> bool:
        """Return whether its last day has passed, and the plan does not say that it is over."""
        return self.last < on and not (self.over_from and self.over_from <= on)


def first_day(written: str) -> date | None:
    """Return the first day of a year, month or day as a plan writes it; None where it is none."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(written: str) -> date | None:
    """Return the last day of a year, month or day as a plan writes it; None where it is none."""
    first = first_day(written)
    if first is None or written.count("-") == 2:
        return first
    month = first.month if "-" in written else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def promises_of(plan: PlanFact) -> tuple[Promise, ...]:
    """Return everything the plan promises by a day within its period, in the order of the days."""
    first, last = plan.head.period_start, plan.head.period_end
    found = [
        promise
        for measure in plan.measures
        if is_promise(measure)
        for promise in _of_measure(measure, first, last)
    ]
    promising = {measure.id for measure in plan.measures if is_promise(measure)}
    found += [
        promise
        for activity in plan.activities
        if activity.measure in promising
        for promise in _of_activity(activity)
    ]
    found += [promise for duty in plan.duties for promise in _of_duty(duty, first, last)]
    return tuple(sorted(found, key=lambda each: (each.last, each.subject, each.occasion)))


def is_promise(measure: Measure) -> bool:
    """Return whether the plan itself promises this measure, now or still."""
    return measure.status in PROMISING and measure.context is None


def end_of_measure(measure: Measure) -> tuple[str, str]:
    """Return (field, date as written) of when a measure should be done; empty where unsaid."""
    said = {
        "due": measure.due,
        "end": measure.end,
        "event_date": measure.event_date,
        "year": str(measure.year or ""),
    }
    return next(((field, written) for field, written in said.items() if written), ("", ""))


def undated_of(plan: PlanFact) -> tuple[Measure, ...]:
    """Return the promised measures that name no date by which they should be done."""
    return tuple(
        each
        for each in plan.measures
        if is_promise(each) and not end_of_measure(each)[0] and each.interval not in YEARS_BETWEEN
    )


def state_on(measure: Measure, on: date) -> ExecutionState | None:
    """Return how far a measure is on a day; None where the plan does not say, or said it later."""
    if measure.execution is None:
        return None
    said = first_day(measure.execution.date)
    return measure.execution.state if said and said <= on else None


def owner_of(measure: Measure) -> str:
    """Return the organisation that owns a measure, or an empty word."""
    return next(iter(measure.organisations_as(PartRole.OWNER)), "")


def _over_from(measure: Measure) -> date | None:
    if measure.execution is None or measure.execution.state not in OVER:
        return None
    return first_day(measure.execution.date)


def _of_measure(measure: Measure, first: int, last: int) -> list[Promise]:
    field, written = end_of_measure(measure)
    owner = owner_of(measure)
    if field:
        found = _promise("measure", measure, owner, written, field)
    else:
        found = _of_rhythm("measure", measure, owner, measure.interval, first, last)
    return [replace(each, over_from=_over_from(measure)) for each in found]


def _of_activity(activity: Activity) -> list[Promise]:
    found = _promise("activity", activity, activity.owner, activity.due, "due")
    # The plan does not say since when an activity is done.
    over = date.min if activity.state in OVER else None
    return [replace(each, over_from=over) for each in found]


def _of_duty(duty: Duty, first: int, last: int) -> list[Promise]:
    if duty.due:
        return _promise("duty", duty, "", duty.due, "due")
    if duty.interval == "once":
        return _promise("duty", duty, "", str(last), "interval")
    return _of_rhythm("duty", duty, "", duty.interval, first, last)


def _of_rhythm(
    kind: str, stated: Measure | Duty, owner: str, interval: str, first: int, last: int
) -> list[Promise]:
    step = YEARS_BETWEEN.get(interval)
    if step is None:
        return []
    years = range(first + step - 1, last + 1, step)
    return [
        promise
        for year in years
        for promise in _promise(kind, stated, owner, str(year), "interval")
    ]


def _promise(
    kind: str, stated: Measure | Activity | Duty, owner: str, written: str, field: str
) -> list[Promise]:
    last = last_day(written)
    if last is None:
        return []
    subject = f"{kind} {stated.id}"
    return [Promise(subject, stated.title_nl, stated.title_en, owner, written, field, last)]
