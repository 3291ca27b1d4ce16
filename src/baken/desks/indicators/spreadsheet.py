"""The table of indicators and the values of one, as tables for a spreadsheet, unrounded."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from baken.desks.indicators.page import value_line
from baken.desks.indicators.table import chosen_kept, chosen_target
from baken.engines.spreadsheet import Cell, Table
from baken.flows.policy_table import PolicyPage, PolicyRow, PolicyTable
from baken.flows.tell_indicator.answers import answer_of, target_words
from baken.flows.tell_indicator.wording import CONFIDENCES, ORIGINS, ROLES, STATUS
from baken.flows.tell_indicator.writing import language, level, period, publication
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Question

About = tuple[tuple[str, str], ...]
"""What a file says of itself: (what, words)."""


def table_of(table: PolicyTable, about: About) -> Table:
    """Return a row per indicator."""
    return Table(
        title=_("Indicators of %(name)s") % {"name": table.area.name},
        columns=(
            *(_("Code"), _("Municipality"), _("Indicator"), _("Unit"), _("Year"), _("Value")),
            *(_("Lower limit (95 %)"), _("Upper limit (95 %)"), _("Status")),
            *(_("Source of the value"), _("Since the value before"), _("Target")),
            *(_("Verdict on the target"), _("Level to keep"), _("Notices"), _("Method")),
        ),
        rows=tuple(_whole(_table_row(table, row)) for row in table.rows),
        about=about,
    )


def _whole(cells: list[Cell]) -> tuple[Cell, ...]:
    """Return a row in which whole numbers are written as such: 399, not 399.0."""
    return tuple(
        int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells
    )


def _table_row(table: PolicyTable, row: PolicyRow) -> list[Cell]:
    definition, newest, target = row.definition, row.newest, chosen_target(row)
    start = [table.area.code, table.area.name, definition.said("label", language())]
    start.append(definition.said("unit", language()))
    value: list[Cell] = [None] * 6
    if newest:
        value = [period(newest.period), newest.value, newest.lower, newest.upper]
        value += [str(STATUS[newest.status]), _source(newest)]
    aimed = target_words(definition, target) if target else definition.said("no_target", language())
    return [
        *start,
        *value,
        _verdict(row, row.answer(Question.CHANGE)),
        f"{target.period}: {aimed}" if target else aimed,
        _verdict(row, target),
        _verdict(row, chosen_kept(row)),
        len(row.notices),
        newest.method if newest else None,
    ]


def _verdict(row: PolicyRow, judged: JudgementFact | None) -> str:
    return answer_of(row.definition, judged).verdict if judged else ""


def values_of(page: PolicyPage, about: About) -> Table:
    """Return every value and every target of one indicator."""
    label = page.row.definition.said("label", language())
    return Table(
        title=f"{label}, {page.area.name}",
        columns=(
            *(_("Code"), _("Indicator"), _("Year"), _("Role"), _("Value"), _("Lower limit (95 %)")),
            *(_("Upper limit (95 %)"), _("Number under it"), _("Status")),
            *(_("Source of the value"), _("Reading"), _("Or year"), _("Other publications")),
            *(_("Notes"), _("Method"), _("Verdict")),
        ),
        rows=tuple(_whole(row) for row in _value_rows(page)),
        about=about,
    )


def _value_rows(page: PolicyPage) -> Iterator[list[Cell]]:
    for value in page.row.values:
        yield _value_row(page, value)
    for target in page.row.answers(Question.TARGET):
        yield _target_row(page, target)


def _value_row(page: PolicyPage, value: YearlyValueFact) -> list[Cell]:
    definition = page.row.definition
    others = "; ".join(
        _("%(value)s according to %(publication)s")
        % {
            "value": level(definition, other["value"]),
            "publication": publication(other["publication"]),
        }
        for other in value.others
    )
    notes = " ".join(value_line(definition, value).notes[: len(value.notes)])
    return [
        *(page.area.code, definition.said("label", language()), period(value.period)),
        *(str(ROLES[value.role]), value.value, value.lower, value.upper, value.n),
        *(str(STATUS[value.status]), _source(value), str(CONFIDENCES[value.confidence])),
        *(" / ".join(value.other_periods), others, notes, value.method, ""),
    ]


def _target_row(page: PolicyPage, target: JudgementFact) -> list[Cell]:
    definition = page.row.definition
    years = " / ".join(each["period"] for each in target.others)
    answer = answer_of(definition, target)
    return [
        *(page.area.code, definition.said("label", language()), target.period),
        *(
            str(ROLES[FigureRole.TARGET]),
            target.held_against,
            None,
            None,
            None,
            "",
            publication(target.subject),
        ),
        *("", years, "", answer.sentence, target.method, answer.verdict),
    ]


def _source(value: YearlyValueFact) -> str:
    return publication(value.publication) or str(ORIGINS[value.origin])
