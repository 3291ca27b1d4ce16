"""What the figures say of a plan: its indicators, their targets, levels and newest values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from baken.catalogue.plan_alarms import AlarmRule, alarm_rule
from baken.catalogue.policy_indicators import BASELINES, PolicyIndicator, policy_indicator
from baken.records.alarms.facts import AlarmCause
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.records.indicators.policy_selectors import judgements, yearly_values
from baken.records.plans.codes import Direction
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import last_day
from baken.records.plans.schema import AreaGoal, Goal, PlanTarget
from baken.vocabulary.alarm import AlarmCheck
from baken.vocabulary.measure import Cadence
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import KeptVerdict, Polarity, Question, TargetVerdict

YEARS_BETWEEN = {
    Cadence.YEARLY: 1,
    Cadence.END_OF_YEAR: 1,
    Cadence.ODD_YEARS: 2,
    Cadence.SEVERAL_YEARS: 4,
}
"""How long an indicator may be silent; one without a rhythm may be so for ever."""


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The indicators of a plan with every answer and every realisation of theirs.

    ``of_areas`` holds the realisations in the areas that have a goal of their own.
    """

    indicators: tuple[PolicyIndicator, ...]
    judged: tuple[JudgementFact, ...]
    realised: tuple[YearlyValueFact, ...]
    of_areas: tuple[YearlyValueFact, ...] = ()


def figures_of(plan: PlanFact) -> PlanFigures:
    """Return what the figures say of a plan."""
    found, of_areas = _indicators(plan), _of_areas(plan)
    names, area = sorted({each.id for each in found}), plan.head.municipality_code
    if not names:
        return PlanFigures((), (), (), of_areas)
    values = yearly_values(area, names)
    return PlanFigures(
        indicators=found,
        judged=judgements(area, names),
        realised=_realised(values),
        of_areas=of_areas,
    )


def _of_areas(plan: PlanFact) -> tuple[YearlyValueFact, ...]:
    """Return the realisations of what goals of areas are measured by, in their own areas."""
    asked: dict[str, set[str]] = {}
    for goal in plan.area_goals:
        known = (policy_indicator(name) for name in goal.indicator_ids)
        asked.setdefault(goal.area, set()).update(each.id for each in known if each)
    return tuple(
        value
        for area, names in sorted(asked.items())
        if names
        for value in _realised(yearly_values(area, sorted(names)))
    )


def _realised(values: Iterable[YearlyValueFact]) -> tuple[YearlyValueFact, ...]:
    return tuple(each for each in values if each.role is FigureRole.REALISATION)


def causes_in_figures(plan: PlanFact, figures: PlanFigures, on: date) -> list[AlarmCause]:
    """Return what the figures give as causes of alarms on a day.

    A figure of a year counts from some days after that year: before, nobody could have known it.
    """
    return [
        *_missed(figures, on, alarm_rule(AlarmCheck.TARGET_MISSED)),
        *_missed_by_goals(plan, figures, on, alarm_rule(AlarmCheck.TARGET_MISSED)),
        *_lost(figures, on, alarm_rule(AlarmCheck.LEVEL_LOST)),
        *_silent(plan, figures, on, alarm_rule(AlarmCheck.INDICATOR_SILENT)),
    ]


def _indicators(plan: PlanFact) -> tuple[PolicyIndicator, ...]:
    """Return the indicators of goals and measures, and those of levels to keep in these years."""
    tied = [name for goal in plan.goals for name in goal.indicator_ids]
    tied += [name for measure in plan.measures for name in measure.indicator_ids]
    tied += [
        each.indicator
        for kept in BASELINES
        if kept.municipality == plan.head.municipality_code
        and kept.until_year == plan.head.period_end
        for each in kept.kept
    ]
    known = (policy_indicator(name) for name in tied)
    return tuple(dict.fromkeys(each for each in known if each is not None))


def _known_on(period: str, days: int) -> date | None:
    """Return from which day a figure of a period counts."""
    last = last_day(period)
    return last + timedelta(days=days) if last else None


def _counting(
    judged: Iterable[JudgementFact], question: Question, on: date, days: int
) -> dict[str, list[JudgementFact]]:
    """Return per indicator its answers that count on a day, from old to new."""
    found: dict[str, list[JudgementFact]] = {}
    for each in sorted(judged, key=lambda one: (one.period, one.subject)):
        known = _known_on(each.period, days)
        if each.question is question and known is not None and known <= on:
            found.setdefault(each.indicator, []).append(each)
    return found


def _missed(figures: PlanFigures, on: date, rule: AlarmRule) -> list[AlarmCause]:
    found = _counting(figures.judged, Question.TARGET, on, rule.from_days)
    newest = [answers[-1] for answers in found.values()]
    return [_cause(rule, each, each) for each in newest if is_missed(each)]


def is_missed(answer: JudgementFact) -> bool:
    """Return whether a figure does not meet its target, demonstrably or as it stands."""
    return answer.verdict == TargetVerdict.NOT_MET or answer.reached is False


def _missed_by_goals(
    plan: PlanFact, figures: PlanFigures, on: date, rule: AlarmRule
) -> list[AlarmCause]:
    """Return the goals that state a target of their own, of which the figure did not reach it.

    A target that a publication states as well is judged there, and gives its alarm there.
    """
    stated = {
        (each.indicator, each.period, each.held_against)
        for each in figures.judged
        if each.question is Question.TARGET
    }
    causes = []
    for goal in plan.goals:
        value = value_for(goal, figures.realised)
        target = goal.target
        if value is None or target is None or is_reached(value, target):
            continue
        known = _known_on(value.period, rule.from_days)
        if known is None or known > on:
            continue
        if (value.indicator, value.period, target.value) not in stated:
            causes.append(_goal_cause(rule, goal, target, value, known))
    return causes


def _goal_cause(
    rule: AlarmRule, goal: Goal, target: PlanTarget, value: YearlyValueFact, known: date
) -> AlarmCause:
    certain = is_missed_for_certain(value, target)
    verdict = TargetVerdict.NOT_MET if certain else TargetVerdict.NOT_TO_BE_TOLD
    return AlarmCause(
        check=rule.id,
        subject=f"goal {goal.id}",
        cause=value.period,
        since=known,
        owner="",
        inputs=(
            ("period", value.period),
            ("value", _number(value.value)),
            ("held-against", _number(target.value)),
            ("margin", ""),
            ("verdict", verdict),
            ("method", "target of the goal itself"),
        ),
    )


def value_for(
    goal: Goal | AreaGoal, values: Iterable[YearlyValueFact], area: str = ""
) -> YearlyValueFact | None:
    """Return the figure of the year for which a goal states its target; None where there is none.

    A goal with several indicators does not say of which one its target is: then nothing is told.
    """
    if goal.target is None or len(goal.indicator_ids) != 1:
        return None
    definition = policy_indicator(goal.indicator_ids[0])
    if goal.target.direction is None and definition and definition.polarity is Polarity.NEUTRAL:
        return None
    year = goal.target.date[:4]
    found = (
        each
        for each in values
        if definition is not None
        and each.indicator == definition.id
        and each.period == year
        and (not area or each.area_code == area)
    )
    return next(found, None)


def is_reached(value: YearlyValueFact, target: PlanTarget) -> bool:
    """Return whether the bare figure is at its target or on the good side of it."""
    if _wants_less(value, target):
        return value.value <= target.value
    return value.value >= target.value


def is_reached_for_certain(value: YearlyValueFact, target: PlanTarget) -> bool:
    """Return whether the figure with its whole margin is at its target or on the good side."""
    edge = value.upper if _wants_less(value, target) else value.lower
    return edge is not None and is_reached(replace(value, value=edge), target)


def is_missed_for_certain(value: YearlyValueFact, target: PlanTarget) -> bool:
    """Return whether the figure with its whole margin is on the wrong side of its target."""
    edge = value.lower if _wants_less(value, target) else value.upper
    return edge is not None and not is_reached(replace(value, value=edge), target)


def _wants_less(value: YearlyValueFact, target: PlanTarget) -> bool:
    """Return which side is the good one: as the plan says, else as the indicator says."""
    if target.direction is not None:
        return target.direction is Direction.AT_MOST
    definition = policy_indicator(value.indicator)
    return definition is not None and definition.polarity is Polarity.LOWER_IS_BETTER


def _lost(figures: PlanFigures, on: date, rule: AlarmRule) -> list[AlarmCause]:
    causes = []
    for answers in _counting(figures.judged, Question.KEPT, on, rule.from_days).values():
        run: list[JudgementFact] = []
        for each in answers:
            run = [*run, each] if each.verdict == KeptVerdict.LOST else []
        if run:
            causes.append(_cause(rule, run[0], run[-1]))
    return causes


def _cause(rule: AlarmRule, first: JudgementFact, newest: JudgementFact) -> AlarmCause:
    since = _known_on(first.period, rule.from_days)
    return AlarmCause(
        check=rule.id,
        subject=f"indicator {first.indicator}",
        cause=first.period,
        since=since or date.max,
        owner="",
        inputs=(
            ("period", newest.period),
            ("value", _number(newest.value)),
            ("held-against", _number(newest.held_against)),
            ("margin", _number(newest.margin)),
            ("verdict", newest.verdict),
            ("method", f"{newest.method} {newest.version}"),
        ),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _silent(plan: PlanFact, figures: PlanFigures, on: date, rule: AlarmRule) -> list[AlarmCause]:
    causes = []
    for indicator in figures.indicators:
        years = YEARS_BETWEEN.get(indicator.measured)
        if years is None:
            continue
        newest = _newest(figures, indicator.id, on, rule.from_days)
        # A plan can be silent about an indicator from its own begin only.
        since_year = max(int(newest[:4]) if newest else 0, plan.head.period_start - 1)
        due = date(since_year + years, 12, 31) + timedelta(days=rule.from_days)
        if due <= on:
            causes.append(
                AlarmCause(
                    check=rule.id,
                    subject=f"indicator {indicator.id}",
                    cause=newest or "never",
                    since=due,
                    owner="",
                    inputs=(("newest", newest), ("rhythm", str(indicator.measured))),
                )
            )
    return causes


def _newest(figures: PlanFigures, indicator: str, on: date, days: int) -> str:
    periods = [
        each.period
        for each in figures.realised
        if each.indicator == indicator and (_known_on(each.period, days) or date.max) <= on
    ]
    return max(periods, default="")
