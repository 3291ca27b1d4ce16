"""A plan held against itself and against the figures: goals with verdicts, lines with measures."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.catalogue.policy_indicators import PolicyIndicator, policy_indicator
from baken.records.indicators.facts import JudgementFact
from baken.records.indicators.policy_selectors import judgements
from baken.records.plans.facts import JudgedGoal, JudgedNorm, Measurability, MeasureCounts, PlanFact
from baken.records.plans.norms import judged_norms
from baken.records.plans.rules import counts_of, is_forward, judged_goal
from baken.records.plans.schema import Measure, PlanLine
from baken.records.plans.selectors import plan, plans
from baken.vocabulary.standing import Question


@dataclass(frozen=True, slots=True)
class GoalIndicator:
    """An indicator tied to a goal, with whether its newest target was met, where that is judged."""

    definition: PolicyIndicator
    answer: JudgementFact | None


@dataclass(frozen=True, slots=True)
class GoalPicture:
    """A goal with its test and its indicators."""

    judged: JudgedGoal
    indicators: tuple[GoalIndicator, ...]


@dataclass(frozen=True, slots=True)
class LinePicture:
    """A line of a plan with the measures under it that were asked for."""

    line: PlanLine
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """A whole plan: ``announced`` counts only what the plan's own text announces."""

    plan: PlanFact
    goals: tuple[GoalPicture, ...]
    lines: tuple[LinePicture, ...]
    counts: MeasureCounts
    announced: MeasureCounts
    norms: tuple[JudgedNorm, ...]

    @property
    def measurable(self) -> int:
        """Return how many goals are measurable."""
        return sum(g.judged.verdict is Measurability.MEASURABLE for g in self.goals)


def plan_picture(identifier: str) -> PlanPicture | None:
    """Return a plan as it stands, or None where it is not known."""
    found = plan(identifier)
    return _picture(found) if found else None


def plan_pictures() -> tuple[PlanPicture, ...]:
    """Return every plan, by municipality and period."""
    return tuple(_picture(found) for found in plans())


def _picture(found: PlanFact) -> PlanPicture:
    judged = tuple(judged_goal(goal) for goal in found.goals)
    definitions = {
        goal.id: _definitions(goal.indicator_ids) for goal in found.goals if goal.indicator_ids
    }
    names = {each.id for ties in definitions.values() for each in ties}
    answers = _newest_answers(found.head.municipality_code, names)
    own_text = found.head.sources[0] if found.head.sources else ""
    return PlanPicture(
        plan=found,
        goals=tuple(
            GoalPicture(
                each,
                tuple(
                    GoalIndicator(tie, answers.get(tie.id))
                    for tie in definitions.get(each.goal.id, ())
                ),
            )
            for each in judged
        ),
        lines=_lines(found),
        counts=counts_of(found.measures),
        norms=judged_norms(found, judged),
        announced=counts_of(m for m in found.measures if is_forward(m, text=own_text)),
    )


def _definitions(names: Iterable[str]) -> tuple[PolicyIndicator, ...]:
    known = (policy_indicator(name) for name in names)
    return tuple(dict.fromkeys(each for each in known if each is not None))


def _newest_answers(municipality: str, names: set[str]) -> dict[str, JudgementFact]:
    found = judgements(municipality, sorted(names)) if names else ()
    on_targets = [each for each in found if each.question is Question.TARGET]
    return {each.indicator: each for each in sorted(on_targets, key=lambda one: one.period)}


def _lines(found: PlanFact) -> tuple[LinePicture, ...]:
    under: dict[str, list[Measure]] = {}
    for measure in found.measures:
        under.setdefault(measure.parent, []).append(measure)
    return tuple(LinePicture(line, tuple(under.get(line.id, ()))) for line in found.lines)
