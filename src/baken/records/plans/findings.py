"""What does not hold together in a plan, found by counting in it; no reader's judgement needed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from baken.records.plans.codes import LocalLaw
from baken.records.plans.facts import Need, PlanFact, WishListFact
from baken.records.plans.rules import FORWARD, has_date, judged_goal
from baken.records.plans.schema import GoalLevel, Measure, MeasureKind, MeasureStatus
from baken.records.plans.surroundings import SteeringRule
from baken.records.plans.whole import rows_of

NO_PLACE = "unnamed_place"
VAGUE_RHYTHMS = frozenset({"not_set", "periodic"})


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something that does not hold together: what (a code), and the rows that show it.

    ``rows`` are (id, title in Dutch, title in English); ``number`` says of how many it is true.
    """

    what: str
    number: int
    rows: tuple[tuple[str, str, str], ...] = ()


def plan_findings(plan: PlanFact) -> tuple[PlanFinding, ...]:
    """Return what was found in a plan, in the order in which a reader should look."""
    found = (
        PlanFinding(what, len(rows), tuple(_named(row) for row in rows))
        for what, find in _RULES.items()
        if (rows := list(find(plan)))
    )
    return tuple(found)


def wish_findings(wishes: WishListFact) -> tuple[PlanFinding, ...]:
    """Return what wishes leave open before anybody could keep them."""
    everything = (
        ("wishes-without-number", [w for w in wishes.proposals if not w.has_number]),
        ("wishes-without-date", [w for w in wishes.proposals if not w.has_date]),
        ("wishes-without-year", [wishes.head] if wishes.head.period_start is None else []),
    )
    return tuple(PlanFinding(what, len(rows)) for what, rows in everything if rows)


def _named(row: Any) -> tuple[str, str, str]:
    return row.id, row.title("nl"), row.title("en")


def _baseline_without_target(plan: PlanFact) -> Iterable[Any]:
    """A goal says from where, and not to where or how much worse is too much."""
    for goal in plan.goals:
        judged = judged_goal(goal)
        if Need.BASELINE in judged.has and Need.TARGET in judged.lacks and not goal.kept_level:
            yield goal


def _outside_the_list(plan: PlanFact) -> Iterable[Any]:
    """A goal stands under another heading than most goals of its level."""
    goals = [g for g in plan.goals if g.level in {GoalLevel.GOAL, GoalLevel.SUB_GOAL}]
    headings = Counter(goal.section for goal in goals)
    usual = headings.most_common(1)[0][0] if headings else ""
    return [goal for goal in goals if goal.section != usual]


def _steered_without_threshold(plan: PlanFact) -> Iterable[Any]:
    found = rows_of(SteeringRule, plan.tables, "steering_rule")
    return [each for each in found if not each.threshold_given]


def _areas_without_goal(plan: PlanFact) -> Iterable[Measure]:
    if plan.area_goals:
        return []
    return [each for each in plan.measures if each.kind is MeasureKind.AREA_APPROACH]


def _studies_of_nobody(plan: PlanFact) -> Iterable[Measure]:
    return [
        each
        for each in plan.measures
        if each.kind is MeasureKind.RESEARCH
        and each.status in FORWARD
        and not (each.partners or each.owner or has_date(each))
    ]


def _without_means(plan: PlanFact) -> Iterable[Measure]:
    """No measure of the whole plan says what it costs or who works on it."""
    some = any(
        m.capacity or m.capacity_by_year or m.money_by_year or (m.money and m.money.amount_given)
        for m in plan.measures
    )
    return [] if some else plan.measures[:1]


def _money_without_amount(plan: PlanFact) -> Iterable[Measure]:
    return [
        each
        for each in plan.measures
        if each.money and not each.money.amount_given and not each.money_by_year
    ]


def _law_not_used_here(plan: PlanFact) -> Iterable[Measure]:
    """A law is in force in the country and not, or not yet, used by this municipality."""
    for each in plan.measures:
        not_yet = each.instrument and each.instrument.lawful_locally is LocalLaw.NOT_YET
        if not_yet or (each.law_in_force and each.status is MeasureStatus.EXPLORE):
            yield each


def _later_than_the_plan(plan: PlanFact) -> Iterable[Measure]:
    return [each for each in plan.measures if each.context is not None]


def _places_without_name(plan: PlanFact) -> Iterable[Any]:
    return [_Place(each.id, each.name_nl) for each in plan.areas if each.code_fit == NO_PLACE]


def _duties_without_rhythm(plan: PlanFact) -> Iterable[Any]:
    return [each for each in plan.duties if each.interval in VAGUE_RHYTHMS and not each.due]


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    name: str

    def title(self, _language: str) -> str:
        return self.name


_RULES: dict[str, Callable[[PlanFact], Iterable[Any]]] = {
    "baseline-without-target": _baseline_without_target,
    "steered-without-threshold": _steered_without_threshold,
    "goal-outside-the-list": _outside_the_list,
    "area-approach-without-goal": _areas_without_goal,
    "study-of-nobody": _studies_of_nobody,
    "no-means-at-all": _without_means,
    "money-without-amount": _money_without_amount,
    "law-not-used-here": _law_not_used_here,
    "later-than-the-plan": _later_than_the_plan,
    "place-without-name": _places_without_name,
    "duty-without-rhythm": _duties_without_rhythm,
}
