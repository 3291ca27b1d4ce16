"""A goal held against what its indicators can show: could a change as large as wished be seen?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baken.catalogue.policy_indicators import PolicyIndicator, policy_indicator
from baken.records.indicators.facts import JudgementFact
from baken.records.indicators.policy_selectors import judgements, yearly_values
from baken.records.plans.facts import JudgedGoal
from baken.records.plans.rules import is_far, judged_goal
from baken.records.plans.schema import Goal
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Question


@dataclass(frozen=True, slots=True)
class AimedIndicator:
    """An indicator of a goal: its newest value, and the nearest levels that could be told from it.

    ``is_too_near`` is whether the target differs so little from the baseline that nobody could say
    later whether it was met or chance; None where that cannot be computed.
    """

    definition: PolicyIndicator
    period: str
    value: float | None
    fall: float | None
    rise: float | None
    is_too_near: bool | None


@dataclass(frozen=True, slots=True)
class AimedGoal:
    """A goal with its verdict and, per indicator, whether its target can be tested."""

    judged: JudgedGoal
    indicators: tuple[AimedIndicator, ...]


@dataclass(frozen=True, slots=True)
class KnownBaseline:
    """What is known of an indicator in the year of a baseline that says something else."""

    definition: PolicyIndicator
    year: str
    value: float


def far_baselines(goals: Sequence[Goal], municipality: str) -> dict[str, tuple[KnownBaseline, ...]]:
    """Return, per goal, the known figures from which its baseline lies far."""
    asked = {goal.id: _definitions(goal) for goal in goals if goal.baseline is not None}
    names = {each.id for found in asked.values() for each in found}
    values = yearly_values(municipality, sorted(names)) if names else ()
    known = {
        (each.indicator, each.period): each.value
        for each in values
        if each.role is FigureRole.REALISATION
    }
    return {goal.id: _far(goal, asked[goal.id], known) for goal in goals if goal.id in asked}


def _far(
    goal: Goal, definitions: Iterable[PolicyIndicator], known: dict[tuple[str, str], float]
) -> tuple[KnownBaseline, ...]:
    if goal.baseline is None:
        return ()
    written, year = goal.baseline.value, goal.baseline.date[:4]
    found = ((each, known.get((each.id, year))) for each in definitions)
    return tuple(
        KnownBaseline(each, year, value)
        for each, value in found
        if value is not None and is_far(written, value)
    )


def _definitions(goal: Goal) -> tuple[PolicyIndicator, ...]:
    known = (policy_indicator(name) for name in goal.indicator_ids)
    return tuple(dict.fromkeys(each for each in known if each is not None))


def aimed_goal(goal: Goal, municipality: str) -> AimedGoal:
    """Return what can be said of a goal while it is being written."""
    definitions = _definitions(goal)
    names = [each.id for each in definitions]
    found = _newest(judgements(municipality, names)) if names else {}
    return AimedGoal(
        judged_goal(goal),
        tuple(_aimed(each, found.get(each.id), goal) for each in definitions),
    )


def _newest(found: Iterable[JudgementFact]) -> dict[str, JudgementFact]:
    asked = [each for each in found if each.question is Question.DETECTABLE]
    return {each.indicator: each for each in sorted(asked, key=lambda one: one.period)}


def _aimed(
    definition: PolicyIndicator,
    answer: JudgementFact | None,
    goal: Goal,
) -> AimedIndicator:
    if answer is None:
        return AimedIndicator(definition, "", None, None, None, None)
    value = answer.held_against
    fall, rise = answer.detectable_fall, answer.detectable_rise
    near = _too_near(value, fall, rise, goal) if value else None
    return AimedIndicator(definition, answer.period, value, fall, rise, near)


def _too_near(value: float, fall: float | None, rise: float | None, goal: Goal) -> bool | None:
    """Hold the wished change, as a share of the baseline, against the smallest that can be told."""
    if goal.baseline is None or goal.target is None or not goal.baseline.value:
        return None
    wished = value * goal.target.value / goal.baseline.value
    edge = fall if wished < value else rise
    return None if edge is None else abs(wished - value) < abs(edge - value)
