"""What is said of a goal while it is written: can it be measured, what lacks, can it be tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from baken.catalogue.reader import build
from baken.desks.planning import naming, wording
from baken.desks.planning.goal_doubts import doubt_words
from baken.flows.goal_aim import AimedIndicator, aimed_goal, far_baselines
from baken.records.plans.changing import deep, flat
from baken.records.plans.facts import JudgedGoal, Measurability, PlanFact
from baken.records.plans.schema import GOAL_TABLES, Goal


@dataclass(frozen=True, slots=True)
class GoalPanel:
    """The verdict on a goal, what it has and lacks with the remedies, and what can be tested."""

    verdict: str
    mark: str
    needs: tuple[tuple[str, bool], ...]
    remedies: tuple[str, ...]
    tests: tuple[tuple[str, bool], ...]
    is_explained: bool
    said: tuple[str, ...]
    doubts: tuple[str, ...]


def goal_panel(
    table: str, row: Mapping[str, Any] | None, values: Mapping[str, Any], plan: PlanFact
) -> GoalPanel | None:
    """Return what can be said of a goal as it is typed, or None of what is no goal yet."""
    if table not in GOAL_TABLES:
        return None
    whole = {"id": "new", "title_nl": "", "source": "", "level": "goal"}
    whole |= flat(row or {}) | values
    goal = build(Goal, deep(whole), "goal", [])
    if goal is None:
        return None
    aimed = aimed_goal(goal, plan.head.municipality_code)
    verdict, mark = wording.VERDICTS[aimed.judged.verdict]
    known = far_baselines((goal,), plan.head.municipality_code).get(goal.id, ())
    return GoalPanel(
        verdict=str(verdict),
        mark=mark,
        needs=tuple(
            (str(words), need in aimed.judged.has) for need, words in wording.NEEDS.items()
        ),
        remedies=_remedies(aimed.judged),
        tests=tuple(_test(each) for each in aimed.indicators),
        is_explained=aimed.judged.is_explained,
        said=tuple(each for each in (_baseline_as_said(goal), goal.target_en) if each),
        doubts=doubt_words(goal, plan.head, known),
    )


def _baseline_as_said(goal: Goal) -> str:
    """Return how the text words the baseline; such words count, and numbers can be checked."""
    return goal.baseline_nl or goal.baseline_en


def _remedies(judged: JudgedGoal) -> tuple[str, ...]:
    """Return what would mend a goal; with all five there, our own reading may still stand in it."""
    if not judged.is_in_order and not judged.lacks:
        return ()  # The doubt says it.
    if not judged.lacks and judged.verdict is not Measurability.MEASURABLE:
        return (
            _(
                "All five are there. Under “Our reading of the text” stands that they do not "
                "measure (all of) what the goal names; change that where it does not hold any more."
            ),
        )
    return tuple(str(wording.REMEDIES[need]) for need in judged.lacks)


def _test(each: AimedIndicator) -> tuple[str, bool]:
    """Return (sentence, whether it is a warning) about what an indicator can show."""
    words = {"label": each.definition.said("label", naming.language()), "period": each.period}
    if each.value is None or (each.fall is None and each.rise is None):
        return _(
            "%(label)s: how large a change must be to be seen is not known here."
        ) % words, False
    words |= {
        "value": naming.number(round(each.value, 1)),
        "fall": naming.number(round(each.fall, 1)) if each.fall is not None else "–",
        "rise": naming.number(round(each.rise, 1)) if each.rise is not None else "–",
    }
    said = (
        _(
            "%(label)s was %(value)s in %(period)s. A change can be told from chance from %(fall)s "
            "downwards or from %(rise)s upwards."
        )
        % words
    )
    if each.is_too_near:
        said += " " + _(
            "The target lies nearer to the baseline: nobody could say later whether it was met. "
            "Choose a larger step, more years together, or another indicator."
        )
    return said, bool(each.is_too_near)
