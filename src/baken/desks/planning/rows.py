"""A plan as its pages write it: goals with reason and remedy, measures with what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.catalogue.policy_texts import policy_text
from baken.desks.planning import wording
from baken.flows.plan_picture import GoalPicture, LinePicture, PlanPicture
from baken.records.plans.facts import Measurability
from baken.records.plans.schema import LogicModel, Measure, PlanArea, Stated
from baken.vocabulary.standing import TargetVerdict
from baken.vocabulary.writing import NumberWriter

_ORGANISATIONS = {each.id: each for each in ORGANISATIONS}
_PHENOMENA = {each.id: each for each in PHENOMENA}
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
    reading: str
    indicators: tuple[tuple[str, str, str, str], ...]
    place: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure: how it stands, who and when by the text, and what we read into it."""

    title: str
    status: str
    is_later: bool
    kind: str
    owner: str
    logic: tuple[tuple[str, str], ...]
    partners: str
    inferred: str
    when: str
    about: str
    where: str
    place: str


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


def language() -> str:
    """Return the reader's language: en, or nl for everybody else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def goal_row(picture: GoalPicture, municipality: str) -> GoalRow:
    """Return a goal in words."""
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
        reading=goal.judgement_en if language() == "en" else goal.judgement_nl,
        indicators=tuple(_indicator(each, municipality) for each in picture.indicators),
        place=place_words(goal),
    )


def _reason(picture: GoalPicture) -> str:
    judged = picture.judged
    if judged.lacks:
        lacking = [str(wording.LACKING[need]) for need in judged.lacks]
        return _("It has %(lacking)s.") % {"lacking": joined(lacking)}
    if judged.verdict is Measurability.PARTLY:
        return _("All five are there, but they do not measure all that the goal names.")
    if judged.verdict is Measurability.NOT_MEASURABLE:
        return _("All five are there, but they measure something else than the goal names.")
    return _("Indicator, baseline, target, date and source are there.")


def joined(words: list[str]) -> str:
    """Write an enumeration: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return _("%(all_but_last)s and %(last)s") % {
        "all_but_last": ", ".join(words[:-1]),
        "last": words[-1],
    }


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


def place_words(stated: Stated) -> str:
    """Say where in which text something stands."""
    text = policy_text(stated.source)
    words = {
        "text": text.title(language()) if text else stated.source,
        "section": stated.section,
        "line": stated.line,
    }
    return _("%(text)s, “%(section)s”, paragraph %(line)d") % words


def line_rows(
    lines: Iterable[LinePicture], chosen: dict[str, tuple[Measure, ...]], areas: Iterable[PlanArea]
) -> list[LineRow]:
    """Return the lines of a plan; a line without any measure that was asked for is left out."""
    named = {area.id: area.name_nl for area in areas}
    return [
        LineRow(
            title=each.line.title(language()),
            number=str(each.line.number or ""),
            measures=tuple(_measure(measure, named) for measure in chosen[each.line.id]),
        )
        for each in lines
        if chosen[each.line.id]
    ]


def _measure(measure: Measure, areas: dict[str, str]) -> MeasureRow:
    return MeasureRow(
        title=measure.title(language()),
        status=str(wording.STATUSES[measure.status]),
        is_later=measure.context is not None,
        kind=str(wording.KINDS[measure.kind]),
        owner=organisations([measure.owner] if measure.owner else []),
        logic=_logic(measure.logic),
        partners=organisations(measure.partners),
        inferred=organisations(measure.partners_inferred),
        when=when(measure),
        about=phenomena(measure.phenomena),
        where=", ".join(areas[area] for area in measure.areas),
        place=place_words(measure),
    )


def _logic(model: LogicModel | None) -> tuple[tuple[str, str], ...]:
    """Return (step, words) of every step of a logic model that was written down."""
    if model is None:
        return ()
    steps = ((str(words), getattr(model, name)) for name, words in wording.LOGIC_STEPS.items())
    return tuple((words, said) for words, said in steps if said)


def organisations(names: Iterable[str]) -> str:
    """Write organisations by name."""
    return ", ".join(_ORGANISATIONS[name].name(language()) for name in names)


def phenomena(names: Iterable[str]) -> str:
    """Write phenomena by name."""
    return ", ".join(_PHENOMENA[name].name(language()) for name in names)


def when(measure: Measure) -> str:
    """Write everything a text says about when; empty where it says nothing."""
    said = [
        _("from %(day)s") % {"day": _day(measure.start)} if measure.start else "",
        _("until %(day)s") % {"day": _day(measure.end)} if measure.end else "",
        _("before %(day)s") % {"day": measure.due_nl or _day(measure.due)}
        if measure.due or measure.due_nl
        else "",
        str(measure.year or ""),
        _day(measure.event_date) if measure.event_date else "",
        str(wording.RHYTHMS.get(measure.interval, measure.interval)),
        measure.season_nl,
        _("law in force since %(day)s") % {"day": _day(measure.law_in_force)}
        if measure.law_in_force
        else "",
    ]
    return ", ".join(each for each in said if each)


def _day(written: str) -> str:
    """Write a date as precisely as the text gives it: a year, a month or a day."""
    parts = written.split("-")
    if len(parts) == 1:
        return written
    year, month, *day = (int(part) for part in parts)
    return date_format(date(year, month, *day or [1]), "j F Y" if day else "F Y")


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
