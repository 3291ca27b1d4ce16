"""What does not hold together in a plan, found by counting in it; no reader's judgement needed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from baken.catalogue.phenomena import PHENOMENA
from baken.catalogue.phenomenon_sets import PHENOMENON_SETS, nearly_alike
from baken.catalogue.policy_indicators import policy_indicator
from baken.records.plans.codes import IndicatorLink, LocalLaw
from baken.records.plans.facts import Need, PlanFact, WishListFact
from baken.records.plans.rules import FORWARD, has_date, judged_goal
from baken.records.plans.schema import GoalLevel, Measure, MeasureKind, MeasureStatus
from baken.records.plans.surroundings import IndicatorUse, ParticipationRound, SteeringRule
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
    unnamed = (each for each in plan.areas if each.code_fit == NO_PLACE)
    return [_Named(each.id, each.name_nl, each.name_nl) for each in unnamed]


def _duties_without_rhythm(plan: PlanFact) -> Iterable[Any]:
    return [each for each in plan.duties if each.interval in VAGUE_RHYTHMS and not each.due]


def _lines_without_measure(plan: PlanFact) -> Iterable[Any]:
    """A line of the plan under which nothing is done."""
    used = {each.parent for each in plan.measures}
    return [each for each in plan.lines if each.id not in used]


def _phases_without_contents(plan: PlanFact) -> Iterable[Measure]:
    """Phases are named, and no activity says what happens in one or when it begins."""
    told = {each.measure for each in plan.activities}
    return [each for each in plan.measures if each.phases and each.id not in told]


def _rounds_in_other_units(plan: PlanFact) -> Iterable[Any]:
    """Some rounds of participation count people, others conversations or a session: no sum."""
    found = rows_of(ParticipationRound, plan.tables, "participation")
    units = {each.id: _unit(each) for each in found}
    usual, _number = Counter(units.values()).most_common(1)[0] if units else ("", 0)
    return [each for each in found if units[each.id] != usual]


def _unit(heard: ParticipationRound) -> str:
    if heard.participants is not None:
        return "people"
    if heard.participants_more_than is not None:
        return "more than so many people"
    if heard.participants_per_session_about is not None:
        return "about so many in a session"
    return "conversations" if heard.conversations is not None else ""


def _rounds_without_day(plan: PlanFact) -> Iterable[Any]:
    found = rows_of(ParticipationRound, plan.tables, "participation")
    return [each for each in found if each.date_is_inferred]


def _mandatory_without_target(plan: PlanFact) -> Iterable[Any]:
    """The law asks for the indicator and for no target; so an empty target is not missing."""
    found = rows_of(IndicatorUse, plan.tables, "indicator_use")
    return [_indicator(each) for each in found if each.mandatory and not each.has_target]


def _indicator_by_reading(plan: PlanFact) -> Iterable[Any]:
    """The text gives a goal and figures, and does not say that the one is measured by the other."""
    return [each for each in plan.goals if each.indicator_link is IndicatorLink.JUDGEMENT]


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    name_nl: str
    name_en: str

    def title(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_nl


def _indicator(use: IndicatorUse) -> _Named:
    known = policy_indicator(use.indicator_id)
    labels = (known.label_nl, known.label_en) if known else (use.indicator_id,) * 2
    return _Named(use.indicator_id, *labels)


def _sets_alike(plan: PlanFact) -> Iterable[_Named]:
    """A name of the plan's texts stands for nearly the same phenomena as one of another text."""
    for one, other in combinations(PHENOMENON_SETS, 2):
        apart = nearly_alike(one, other)
        if apart and {one.source, other.source} & set(plan.head.sources):
            names = sorted((p for p in PHENOMENA if p.id in apart), key=lambda p: p.id)
            yield _Named(
                f"{one.id} {other.id}",
                *(
                    f"{one.name(language)} / {other.name(language)}: "
                    + ", ".join(each.name(language) for each in names)
                    for language in ("nl", "en")
                ),
            )


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
    "line-without-measure": _lines_without_measure,
    "phases-without-contents": _phases_without_contents,
    "rounds-in-other-units": _rounds_in_other_units,
    "rounds-without-day": _rounds_without_day,
    "indicator-by-reading": _indicator_by_reading,
    "mandatory-without-target": _mandatory_without_target,
    "sets-nearly-alike": _sets_alike,
}
