"""The table of a municipality's indicators as a council member reads it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import PolicyIndicator
from baken.catalogue.quality import CHECKS, QualityRule
from baken.desks.indicators.charts import line
from baken.flows.policy_table import PolicyRow, PolicyTable
from baken.flows.tell_indicator.answers import Answer, answer_of, target_words
from baken.flows.tell_indicator.wording import ORIGINS, ROLES, STATUS
from baken.flows.tell_indicator.writing import (
    language,
    level,
    limits,
    number,
    own_decimals,
    period,
    publication,
)
from baken.records.indicators.facts import JudgementFact
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import ValueOrigin
from baken.vocabulary.standing import Question

UNTESTABLE = {check.id for check in CHECKS if check.rule is QualityRule.TARGET_WITHIN_NOISE}
"""Checks of targets that cannot be tested: nothing in the figures is wrong."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of the table: texts ready, nothing left to work out."""

    label: str
    unit: str
    href: str
    value: str
    year: str
    margin: str
    marks: tuple[tuple[str, str], ...]
    spark: str
    change: Answer | None
    target: str
    outcome: Answer | None
    no_target: str
    kept: Answer | None
    notices: int
    no_figures: str


@dataclass(frozen=True, slots=True)
class UndeclaredLine:
    """A figure under a name that the catalogue does not know, with its place in the file."""

    name: str
    period: str
    role: str
    value: str
    publication: str
    href: str


@dataclass(frozen=True, slots=True)
class TableGroup:
    """A heading with its rows."""

    id: str
    label: str
    lines: tuple[TableLine, ...]


def groups(table: PolicyTable) -> tuple[TableGroup, ...]:
    """Return what there are figures or answers of, under its headings."""
    english = language() == "en"
    found = (
        TableGroup(
            theme.id,
            theme.label_en if english else theme.label_nl,
            tuple(_line(table.area.code, row) for row in rows if _said(row)),
        )
        for theme, rows in table.groups
    )
    return tuple(group for group in found if group.lines)


def silent_lines(table: PolicyTable) -> tuple[TableLine, ...]:
    """Return what the texts name and nobody delivered figures of."""
    return tuple(_line(table.area.code, row) for row in table.rows if not _said(row))


def _said(row: PolicyRow) -> bool:
    return bool(row.values or row.judgements)


def _line(code: str, row: PolicyRow) -> TableLine:
    definition, newest = row.definition, row.newest
    outcome = chosen_target(row)
    change = row.answer(Question.CHANGE)
    kept = chosen_kept(row)
    return TableLine(
        label=definition.said("label", language()),
        unit=definition.said("unit", language()),
        href=reverse("policy-indicator", args=[code, definition.id]),
        value=level(definition, newest.value) if newest else _("no figure"),
        year=period(newest.period) if newest else "",
        margin=limits(definition, newest.lower, newest.upper)
        if newest and newest.lower != newest.upper
        else "",
        marks=_marks(row),
        spark=line(row),
        change=answer_of(definition, change) if change else None,
        target=_target(row, outcome),
        outcome=answer_of(definition, outcome) if outcome else None,
        no_target="" if outcome else definition.said("no_target", language()),
        kept=answer_of(definition, kept) if kept else None,
        notices=len(row.notices),
        no_figures="" if newest else no_figures(definition),
    )


def no_figures(definition: PolicyIndicator) -> str:
    """Say why there is no figure of an indicator."""
    own = definition.said("no_figures", language())
    return own or _("No delivery holds a figure of this indicator.")


def undeclared_lines(table: PolicyTable) -> tuple[UndeclaredLine, ...]:
    """Return what was delivered under names that the catalogue does not know."""
    return tuple(
        UndeclaredLine(
            name=fact.label or fact.indicator,
            period=period(fact.period),
            role=str(ROLES[fact.role]),
            value=" ".join([number(fact.value, own_decimals(fact.value, 0)), fact.unit]).strip(),
            publication=publication(fact.publication),
            href=f"{reverse('delivery', args=[fact.delivery])}?regel={fact.row}#regel-{fact.row}",
        )
        for fact in table.undeclared
    )


def _target(row: PolicyRow, outcome: JudgementFact | None) -> str:
    if outcome is None:
        return ""
    return _("%(year)s: %(target)s") % {
        "year": outcome.period,
        "target": target_words(row.definition, outcome),
    }


def chosen_target(row: PolicyRow) -> JudgementFact | None:
    """Return the newest target of whose year there is a figure, else the newest."""
    found = row.answers(Question.TARGET)
    judged = [each for each in found if each.value is not None]
    return (judged or list(found) or [None])[-1]


def chosen_kept(row: PolicyRow) -> JudgementFact | None:
    """Return whether the level was kept in the newest year."""
    return row.answer(Question.KEPT)


def _marks(row: PolicyRow) -> tuple[tuple[str, str], ...]:
    newest = row.newest
    if newest is None:
        return ()
    found = []
    if newest.status in {FigureStatus.PROVISIONAL, FigureStatus.REVISED}:
        found.append((str(newest.status), str(STATUS[newest.status])))
    if newest.origin is not ValueOrigin.PUBLISHED:
        found.append(("final", str(ORIGINS[newest.origin])))
    if newest.other_periods:
        found.append(("few", _("year unsure")))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CheckBlock:
    """A check with what does not fit, in sentences; without any it fits.

    ``untestable``: it is about targets that cannot be tested; nothing in the figures is wrong.
    """

    label: str
    notices: tuple[str, ...]
    fits: str
    untestable: bool = False


def checks_of(table: PolicyTable) -> tuple[CheckBlock, ...]:
    """Return every check of the publications with what it found; what fits comes last."""
    english = language() == "en"
    notices = {each.id: each for row in table.rows for each in row.notices}
    held = {(each.check.id, each.about): each for row in table.rows for each in row.held}
    blocks = []
    for check in CHECKS:
        own = tuple(
            each.sentence_en if english else each.sentence_nl
            for each in notices.values()
            if each.check == check.id
        )
        compared = sum(each.compared for each in held.values() if each.check.id == check.id)
        fits = check.fits_en if english else check.fits_nl
        if own or (fits and compared):
            label = check.label_en if english else check.label_nl
            blocks.append(CheckBlock(label, own, "" if own else fits, check.id in UNTESTABLE))
    return tuple(sorted(blocks, key=lambda block: (not block.notices, block.untestable)))
