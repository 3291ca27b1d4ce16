"""A plan as its pages write it: goals with reason and remedy, measures with what is open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.planning import naming, wording
from baken.desks.planning.goal_doubts import doubt_words
from baken.desks.planning.measure_rows import MeasureRow, measure_row, names_in
from baken.desks.planning.naming import day_words, joined, language, number, place_words
from baken.flows.goal_aim import KnownBaseline
from baken.flows.plan_picture import GoalPicture, LinePicture, PlanPicture
from baken.records.plans.codes import MarginUnit
from baken.records.plans.facts import Measurability, PlanFact
from baken.records.plans.schema import (
    AreaGoal,
    Goal,
    KeptLevel,
    Measure,
    PlanBaseline,
    PlanHead,
    PlanTarget,
)
from baken.vocabulary.standing import TargetVerdict
from baken.vocabulary.writing import NumberWriter

TARGET_MARKS = {
    TargetVerdict.MET: "held",
    TargetVerdict.NOT_MET: "lost",
    TargetVerdict.NOT_TO_BE_TOLD: "untold",
    TargetVerdict.NOT_TESTABLE: "untestable",
}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal: what it has of the five, the verdict, why, and what would mend it."""

    level: str
    title: str
    needs: tuple[tuple[str, bool], ...]
    verdict: str
    mark: str
    reason: str
    remedies: tuple[str, ...]
    doubts: tuple[str, ...]
    reading: str
    is_old_reading: bool
    stands: tuple[str, ...]
    because: str
    indicators: tuple[tuple[str, str, str, str], ...]
    place: str


@dataclass(frozen=True, slots=True)
class AreaGoalRow:
    """A goal of one area: where, what, how it is measured, and what goes down once it is met."""

    id: str
    area: str
    title: str
    stands: tuple[str, ...]
    scale_down: str
    measures: tuple[str, ...]
    met: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with its measures that were asked for."""

    title: str
    number: str
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many measures leave something open: of those announced, and of all."""

    label: str
    announced: str
    everything: str
    href: str


def goal_row(picture: GoalPicture, head: PlanHead, known: Iterable[KnownBaseline] = ()) -> GoalRow:
    """Return a goal in words; ``known`` are figures from which its baseline lies far."""
    judged, goal = picture.judged, picture.judged.goal
    verdict, mark = wording.VERDICTS[judged.verdict]
    return GoalRow(
        level=str(wording.LEVELS[goal.level]),
        title=goal.title(language()),
        needs=tuple((str(words), need in judged.has) for need, words in wording.NEEDS.items()),
        verdict=str(verdict),
        mark=mark,
        reason=_reason(picture),
        remedies=tuple(str(wording.REMEDIES[need]) for need in judged.lacks),
        doubts=doubt_words(goal, head, known),
        reading=goal.judgement_en if language() == "en" else goal.judgement_nl,
        is_old_reading=judged.outgrew_reading,
        stands=stands(goal.baseline, goal.target, goal.kept_level),
        because=because(goal),
        indicators=tuple(_indicator(each, head.municipality_code) for each in picture.indicators),
        place=place_words(goal),
    )


def _reason(picture: GoalPicture) -> str:
    judged = picture.judged
    if judged.lacks:
        lacking = [str(wording.LACKING[need]) for need in judged.lacks]
        return _("It has %(lacking)s.") % {"lacking": joined(lacking)}
    if not judged.is_in_order:
        return _("All five are there, but the target does not come after the baseline.")
    if judged.verdict is Measurability.PARTLY:
        return _("All five are there, but they do not measure all that the goal names.")
    if judged.verdict is Measurability.NOT_MEASURABLE:
        return _("All five are there, but they measure something else than the goal names.")
    return _("Indicator, baseline, target, date and source are there.")


def _indicator(tie, municipality: str) -> tuple[str, str, str, str]:
    """Return (label, address, mark, words) of an indicator of a goal."""
    definition = tie.definition
    label = definition.label_en if language() == "en" else definition.label_nl
    href = reverse("policy-indicator", args=[municipality, definition.id])
    if tie.answer is None:
        return label, href, "", ""
    verdict = TargetVerdict(tie.answer.verdict)
    words = {
        TargetVerdict.MET: _("target of %(year)s met"),
        TargetVerdict.NOT_MET: _("target of %(year)s not met"),
        TargetVerdict.NOT_TO_BE_TOLD: _("target of %(year)s: not to be told"),
        TargetVerdict.NOT_TESTABLE: _("target of %(year)s: not testable"),
    }[verdict] % {"year": tie.answer.period}
    return label, href, TARGET_MARKS[verdict], words


def because(goal: Goal) -> str:
    """Return why a goal is not measurable, where the plan says so itself."""
    english = goal.not_measurable_because_en if language() == "en" else ""
    return english or goal.not_measurable_because_nl


def stands(
    baseline: PlanBaseline | None, target: PlanTarget | None, kept: KeptLevel | None
) -> tuple[str, ...]:
    """Say where something stood, and what it should become or how much worse it may get."""
    said = []
    if baseline:
        words = {"value": number(baseline.value), "day": day_words(baseline.date)}
        said.append(_("Baseline: %(value)s in %(day)s") % words + _by(baseline.source))
    if target:
        words = {"value": number(target.value), "day": day_words(target.date)}
        said.append(str(wording.TARGETS[target.direction]) % words + _by(target.source))
    if kept:
        share = kept.unit is MarginUnit.SHARE
        margin = naming.percents(kept.margin) if share else number(kept.margin)
        words = {"value": margin, "day": day_words(kept.date)}
        said.append(str(wording.KEPT[kept.unit]) % words + _by(kept.source))
    return tuple(said)


def _by(source: str) -> str:
    return f" ({naming.text_words(source)})" if source else ""


def area_goal_row(goal: AreaGoal, plan: PlanFact) -> AreaGoalRow:
    """Return a goal of an area in words."""
    names = names_in(plan)
    return AreaGoalRow(
        id=goal.id,
        area=names.areas[goal.area],
        title=goal.title(language()),
        stands=stands(goal.baseline, goal.target, None),
        scale_down=goal.scale_down_nl or _("what is done for it")
        if goal.scale_down_when_met
        else "",
        measures=tuple(names.measures[each] for each in goal.scale_down_measures),
        met=_("Met on %(day)s") % {"day": day_words(goal.met_on)} if goal.met_on else "",
    )


def _scale_down(goal: AreaGoal) -> str:
    if not goal.scale_down_when_met:
        return ""
    return goal.scale_down_nl or _("what is done for it")


def line_rows(
    lines: Iterable[LinePicture], chosen: dict[str, tuple[Measure, ...]], plan: PlanFact
) -> list[LineRow]:
    """Return the lines of a plan; a line without any measure that was asked for is left out."""
    names = names_in(plan)
    return [
        LineRow(
            title=each.line.title(language()),
            number=str(each.line.number or ""),
            measures=tuple(measure_row(measure, names) for measure in chosen[each.line.id]),
        )
        for each in lines
        if chosen[each.line.id]
    ]


def summary(picture: PlanPicture) -> str:
    """Say in two sentences how far the plan can be held to account."""
    verdicts = [each.judged.verdict for each in picture.goals]
    words = {
        "n": len(verdicts),
        "whole": verdicts.count(Measurability.MEASURABLE),
        "partly": verdicts.count(Measurability.PARTLY),
        "not": verdicts.count(Measurability.NOT_MEASURABLE),
    }
    goals = (
        ngettext(
            "It has %(n)d goal: %(whole)d measurable, %(partly)d in part, %(not)d not.",
            "It has %(n)d goals: %(whole)d measurable, %(partly)d in part, %(not)d not.",
            len(verdicts),
        )
        % words
    )
    explained = sum(each.judged.is_explained for each in picture.goals)
    if explained:
        goals += " " + ngettext(
            "Of %(n)d goal that is not wholly measurable the plan says why.",
            "Of %(n)d goals that are not wholly measurable the plan says why.",
            explained,
        ) % {"n": explained}
    announced, everything = picture.announced, picture.counts.measures
    measures = ngettext(
        "Of its %(all)d measures %(n)d is announced; %(who)d names nobody, %(when)d no date.",
        "Of its %(all)d measures %(n)d are announced; %(who)d name nobody, %(when)d no date.",
        announced.measures,
    ) % {
        "all": everything,
        "n": announced.measures,
        "who": announced.without_partner,
        "when": announced.without_date,
    }
    return f"{goals} {measures}"


def count_rows(picture: PlanPicture) -> list[CountRow]:
    """Return what the measures leave open, with the way to those measures."""
    page = reverse("plan", args=[picture.plan.head.id])

    def row(label: str, of, gap: str = "") -> CountRow:
        return CountRow(
            label,
            _of(of(picture.announced), picture.announced.measures),
            _of(of(picture.counts), picture.counts.measures),
            f"{page}?mist={gap}#maatregelen" if gap else "",
        )

    return [
        row(_("No organisation named"), lambda c: c.without_partner, "organisatie"),
        row(_("No date named"), lambda c: c.without_date, "datum"),
        row(_("Neither organisation nor date"), lambda c: c.without_either, "beide"),
        row(_("No owner named"), lambda c: c.measures - c.with_owner),
        row(_("No amount of money"), lambda c: c.measures - c.with_amount),
        row(_("No capacity"), lambda c: c.measures - c.with_capacity),
        row(_("No indicator"), lambda c: c.measures - c.with_indicator),
        row(_("No reasoning why it should work"), lambda c: c.measures - c.with_logic),
    ]


def _of(part: int, whole: int) -> str:
    writer = NumberWriter(language() == "en")
    return _("%(part)s of %(whole)s") % {
        "part": writer.whole(part),
        "whole": writer.whole(whole),
    }
