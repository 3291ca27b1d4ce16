"""What goes wrong with a plan on a day: every cause of an alarm, from the plan and its figures.

No clock and no database: the same plan, figures and notes of what was done give the same causes.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from baken.catalogue.plan_alarms import AlarmRule, alarm_rule
from baken.flows.plan_course.capacity import Shortage
from baken.flows.plan_course.figures import (
    PlanFigures,
    causes_in_figures,
    is_reached_for_certain,
    value_for,
)
from baken.records.alarms.facts import AlarmCause
from baken.records.plans.codes import ExecutionState
from baken.records.plans.dependencies import blocked
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import (
    OVER,
    Promise,
    is_promise,
    last_day,
    owner_of,
    promises_of,
    state_on,
    undated_of,
)
from baken.records.plans.schema import AreaGoal
from baken.vocabulary.alarm import AlarmCheck

Kept = Collection[tuple[str, str]]
"""(subject, occasion) of every promise that was noted as kept."""


def account_occasion(plan: PlanFact) -> tuple[str, str]:
    """Return (subject, occasion) under which the account of a whole plan is noted."""
    head = plan.head
    return f"plan {head.id}", f"{head.period_start}/{head.period_end}"


def causes_on(
    plan: PlanFact,
    on: date,
    *,
    figures: PlanFigures,
    kept: Kept,
    shortages: Iterable[Shortage] = (),
) -> tuple[AlarmCause, ...]:
    """Return what goes wrong with a plan on a day.

    Before its period nothing can be late. After it there is one alarm, that the plan waits for its
    account: what was promised is then accounted for as a whole, and not part by part.
    """
    begin, end = date(plan.head.period_start, 1, 1), date(plan.head.period_end, 12, 31)
    if on < begin:
        return ()
    if on > end:
        return _ended(plan, end, kept, alarm_rule(AlarmCheck.PLAN_ENDED), on)
    found = [
        *_late(plan, on, kept),
        *_not_started(plan, on),
        *_blocked(plan, on, kept),
        *_met(plan, figures, on),
        *_short(plan, on, shortages),
        *causes_in_figures(plan, figures, on),
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.key)))


def _ended(
    plan: PlanFact, end: date, kept: Kept, rule: AlarmRule, on: date
) -> tuple[AlarmCause, ...]:
    subject, occasion = account_occasion(plan)
    since = end + timedelta(days=1 + rule.from_days)
    if (subject, occasion) in kept or on < since:
        return ()
    promises = promises_of(plan)
    late = sum((each.subject, each.occasion) not in kept for each in promises)
    return (
        AlarmCause(
            check=rule.id,
            subject=subject,
            cause=occasion,
            since=since,
            owner="",
            inputs=(
                ("ended-on", end.isoformat()),
                ("measures", str(len(plan.measures))),
                ("promises", str(len(promises))),
                ("promises-not-known-kept", str(late)),
                ("measures-without-date", str(len(undated_of(plan)))),
                ("plan-version", str(plan.version)),
                ("plan-sha256", plan.sha256),
            ),
        ),
    )


def _late(plan: PlanFact, on: date, kept: Kept) -> list[AlarmCause]:
    """Return one cause per measure or duty: its oldest promise that was not kept."""
    oldest: dict[str, list[Promise]] = {}
    for promise in promises_of(plan):
        rule = _rule_of(promise)
        late = promise.is_late(on) and promise.last + timedelta(days=rule.from_days) <= on
        if late and (promise.subject, promise.occasion) not in kept:
            oldest.setdefault(promise.subject, []).append(promise)
    return [_late_cause(missed) for missed in oldest.values()]


def _late_cause(missed: list[Promise]) -> AlarmCause:
    first, rule = missed[0], _rule_of(missed[0])
    return AlarmCause(
        check=rule.id,
        subject=first.subject,
        cause=first.occasion,
        since=first.last + timedelta(days=rule.from_days),
        owner=first.owner,
        inputs=(
            ("field", first.field),
            ("written", first.occasion),
            ("last-day", first.last.isoformat()),
            ("missed", ", ".join(each.occasion for each in missed)),
        ),
    )


def _rule_of(promise: Promise) -> AlarmRule:
    of_duty = promise.subject.startswith("duty ")
    return alarm_rule(AlarmCheck.DUTY_PAST_DATE if of_duty else AlarmCheck.MEASURE_PAST_DATE)


def _not_started(plan: PlanFact, on: date) -> list[AlarmCause]:
    rule = alarm_rule(AlarmCheck.MEASURE_NOT_STARTED)
    causes = []
    for measure in filter(is_promise, plan.measures):
        begin = last_day(measure.start)
        since = begin + timedelta(days=rule.from_days) if begin else date.max
        if since <= on and state_on(measure, on) is ExecutionState.NOT_STARTED:
            said = (("written", measure.start), ("state", str(ExecutionState.NOT_STARTED)))
            owner = owner_of(measure)
            causes.append(
                AlarmCause(rule.id, f"measure {measure.id}", measure.start, since, owner, said)
            )
    return causes


def _blocked(plan: PlanFact, on: date, kept: Kept) -> list[AlarmCause]:
    rule = alarm_rule(AlarmCheck.DEPENDENCY_BLOCKS)
    return [
        AlarmCause(
            check=rule.id,
            subject=f"measure {each.measure.id}",
            cause=each.by.measure,
            since=each.by.since + timedelta(days=1 + rule.from_days),
            owner=owner_of(each.measure),
            inputs=(
                ("waits-for", each.by.measure),
                ("because", each.by.why),
                ("chain", ", ".join(one.measure for one in each.chain)),
            ),
        )
        for each in blocked(plan, on, kept=kept)
        if each.by.since + timedelta(days=1 + rule.from_days) <= on
    ]


def _met(plan: PlanFact, figures: PlanFigures, on: date) -> list[AlarmCause]:
    """Return the area goals that were met while what should be scaled down still runs."""
    rule = alarm_rule(AlarmCheck.SCALE_DOWN)
    measures = {each.id: each for each in plan.measures}
    causes = []
    for goal in plan.area_goals:
        occasion, since, said = _met_when(goal, figures, rule)
        running = [
            name for name in goal.scale_down_measures if state_on(measures[name], on) not in OVER
        ]
        if goal.scale_down_when_met and running and since <= on:
            owners = {owner_of(measures[name]) for name in running}
            causes.append(
                AlarmCause(
                    check=rule.id,
                    subject=f"area-goal {goal.id}",
                    cause=occasion,
                    since=since,
                    owner=owners.pop() if len(owners) == 1 else "",
                    inputs=(*said, ("still-runs", ", ".join(running))),
                )
            )
    return causes


def _met_when(
    goal: AreaGoal, figures: PlanFigures, rule: AlarmRule
) -> tuple[str, date, tuple[tuple[str, str], ...]]:
    """Return when an area goal was met: as somebody established, or as its figure shows.

    A figure shows it only with its whole margin: what can be chance is no reason to scale down.
    """
    met = last_day(goal.met_on)
    if met:
        return goal.met_on, met + timedelta(days=rule.from_days), (("met-on", goal.met_on),)
    value, target = value_for(goal, figures.of_areas, goal.area), goal.target
    known = last_day(value.period) if value else None
    if value is None or target is None or known is None:
        return "", date.max, ()
    if not is_reached_for_certain(value, target):
        return "", date.max, ()
    since = known + timedelta(days=alarm_rule(AlarmCheck.TARGET_MISSED).from_days + rule.from_days)
    said = (
        ("met-on", value.period),
        ("value", f"{value.value:.10g}"),
        ("held-against", f"{target.value:.10g}"),
    )
    return value.period, since, said


def _short(plan: PlanFact, on: date, shortages: Iterable[Shortage]) -> list[AlarmCause]:
    """Return the shortages of this year and later in which the plan has a part."""
    rule = alarm_rule(AlarmCheck.CAPACITY_SHORT)
    begin = date(plan.head.period_start, 1, 1)
    return [
        AlarmCause(
            check=rule.id,
            subject=f"organisation {each.organisation}",
            cause=str(each.year),
            since=max(each.known_from, begin) + timedelta(days=rule.from_days),
            owner="",
            inputs=(
                ("year", str(each.year)),
                ("asked-fte", each.said(each.asked_fte)),
                ("available-fte", each.said(each.available_fte)),
                ("asked-hours", each.said(each.asked_hours)),
                ("available-hours", each.said(each.available_hours)),
                ("asked-by", ", ".join(each.measures)),
            ),
        )
        for each in shortages
        if each.year >= on.year
        and plan.head.id in each.plans
        and max(each.known_from, begin) + timedelta(days=rule.from_days) <= on
    ]
