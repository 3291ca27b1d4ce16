"""What stands around a plan's measures, what does not hold together, and the wishes near it."""

from dataclasses import dataclass
from itertools import product
from typing import Any

from baken.catalogue.policy_indicators import policy_indicator
from baken.foundation.intake.quality.notices import QualityNoticeFact, notices_of_area
from baken.records.indicators.facts import JudgementFact
from baken.records.indicators.policy_selectors import judgements
from baken.records.plans.facts import PlanFact, WishListFact
from baken.records.plans.findings import PlanFinding, plan_findings, wish_findings
from baken.records.plans.schema import Measure, MeasureKind
from baken.records.plans.selectors import plan, plans, wish_lists
from baken.records.plans.surroundings import SURROUNDING_TABLES
from baken.records.plans.whole import rows_of
from baken.records.plans.wishes import Proposal
from baken.vocabulary.standing import Question, TargetQuality, TargetVerdict


@dataclass(frozen=True, slots=True)
class PlanBackground:
    """What a plan says beside its measures, with what was found in it and in its figures."""

    plan: PlanFact
    tables: dict[str, tuple[Any, ...]]
    findings: tuple[PlanFinding, ...]
    notices: tuple[QualityNoticeFact, ...]


@dataclass(frozen=True, slots=True)
class PlacedProposal:
    """A wish with the line of a plan that it is near to, by our judgement, if there is one."""

    proposal: Proposal
    plan: str
    line: Any | None


@dataclass(frozen=True, slots=True)
class WishPicture:
    """A list of wishes, theme by theme."""

    wishes: WishListFact
    findings: tuple[PlanFinding, ...]
    placed: dict[str, tuple[PlacedProposal, ...]]


def plan_background(identifier: str) -> PlanBackground | None:
    """Return what stands around a plan, or None where there is no such plan."""
    found = plan(identifier)
    if found is None:
        return None
    tables = {
        table: rows
        for table, kind in SURROUNDING_TABLES.items()
        if (rows := rows_of(kind, found.tables, table))
    }
    of_figures, notices = _in_the_figures(found)
    everything = (*plan_findings(found), *of_figures, *_elsewhere(found))
    return PlanBackground(found, tables, everything, notices)


def _in_the_figures(
    found: PlanFact,
) -> tuple[tuple[PlanFinding, ...], tuple[QualityNoticeFact, ...]]:
    """Return what the figures of the plan's own indicators show, and the notices about them."""
    code = found.head.municipality_code
    names = _indicators(found)
    answers = judgements(code, sorted(names)) if names else ()
    targets = any(each.question is Question.TARGET for each in answers)
    nothing = () if targets else (PlanFinding("no-indicator-table", 1),)
    if not names:
        return nothing, ()
    weaker = _those(answers, Question.TARGET_AS_SET, TargetQuality.WEAKER_THAN_PRESENT)
    untested = _those(answers, Question.TARGET, TargetVerdict.NOT_TESTABLE)
    found_there = (("target-weaker-than-present", weaker), ("target-not-testable", untested))
    notices = tuple(each for each in notices_of_area(code) if _is_about(each, names))
    shown = (PlanFinding(what, len(rows), rows) for what, rows in found_there if rows)
    return (*nothing, *shown), notices


def _elsewhere(found: PlanFact) -> tuple[PlanFinding, ...]:
    """Return the agreements of a plan that another plan names with other years."""
    rows = []
    others = [
        (each.head.municipality, agreement)
        for each in plans()
        if each.head.id != found.head.id
        for agreement in _agreements(each)
    ]
    for own, (place, other) in product(_agreements(found), others):
        about = {*own.phenomena, *own.phenomena_inferred}
        same = about & {*other.phenomena, *other.phenomena_inferred}
        if same and (own.start, own.end) != (other.start, other.end):
            at = f"{place} {other.start}-{other.end}"
            rows.append((own.id, f"{own.title_nl} / {at}", f"{own.title_en} / {at}"))
    return (PlanFinding("agreement-differs-elsewhere", len(rows), tuple(rows)),) if rows else ()


def _agreements(found: PlanFact) -> list[Measure]:
    return [
        each
        for each in found.measures
        if each.kind is MeasureKind.COOPERATION and each.start and each.end
    ]


def _indicators(found: PlanFact) -> set[str]:
    used = {name for goal in found.goals for name in goal.indicator_ids}
    used |= {row["indicator_id"] for row in found.tables.get("indicator_use", [])}
    known = (policy_indicator(name) for name in used)
    return {each.id for each in known if each is not None}


def _those(
    answers: tuple[JudgementFact, ...], question: Question, verdict: str
) -> tuple[tuple[str, str, str], ...]:
    rows = []
    for each in answers:
        definition = policy_indicator(each.indicator)
        if each.question is question and each.verdict == verdict and definition:
            labels = (definition.label_nl, definition.label_en)
            rows.append((each.indicator, *(f"{label}, {each.period}" for label in labels)))
    return tuple(dict.fromkeys(rows))


def _is_about(notice: QualityNoticeFact, names: set[str]) -> bool:
    told = (*notice.subject.split(), *str(notice.arithmetic.get("about", "")).split())
    known = (policy_indicator(name) for name in told)
    return any(each is not None and each.id in names for each in known)


def wish_pictures() -> tuple[WishPicture, ...]:
    """Return every list of wishes beside the lines of the municipality's plans."""
    return tuple(_wishes(each) for each in wish_lists())


def _wishes(wishes: WishListFact) -> WishPicture:
    near = {
        each.id: (found.head.id, each)
        for found in plans()
        if found.head.municipality_code == wishes.head.municipality_code
        for each in (*found.lines, *found.goals)
    }
    by_theme: dict[str, list[PlacedProposal]] = {theme.id: [] for theme in wishes.themes}
    for proposal in wishes.proposals:
        where, line = near.get(proposal.relates_to, ("", None))
        by_theme[proposal.theme].append(PlacedProposal(proposal, where, line))
    placed = {theme: tuple(each) for theme, each in by_theme.items()}
    return WishPicture(wishes, wish_findings(wishes), placed)
