"""A plan as a workbook to take along, to fill in and to bring back; without a plan an empty one."""

from collections.abc import Iterable, Mapping
from typing import Any

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.engines.spreadsheet import Cell, Sheet, SheetColumn, sheet_name, workbook_bytes
from baken.records.plans.schema import TYPED_TABLES
from baken.records.plans.tables import SINGLE_TABLES
from baken.records.plans.workbook.cells import written
from baken.records.plans.workbook.columns import (
    OF,
    CellForm,
    PlanColumn,
    PlanSheet,
    column_help,
    plan_sheets,
    table_name,
    word_name,
)
from baken.records.plans.workbook.explaining import read_me

_YES_NO = ("yes", "no")
NEEDED = " *"
"""Stands behind the name of a column that must be filled in."""


def plan_workbook(tables: Mapping[str, Any], *, language: str) -> bytes:
    """Return a plan, or with no tables an empty template, as a workbook in Dutch or English."""
    sheets = [each for each in plan_sheets().values() if _is_shown(each, tables)]
    lists = choice_lists(sheets)
    return workbook_bytes(
        [
            read_me(sheets, language),
            *(_sheet(each, tables, lists, language) for each in sheets),
            choices_sheet(lists, language),
            *_names(language),
        ]
    )


def _is_shown(sheet: PlanSheet, tables: Mapping[str, Any]) -> bool:
    main = sheet.parent or sheet.table
    return main == "plan" or main in TYPED_TABLES or bool(tables.get(main))


def _sheet(
    sheet: PlanSheet, tables: Mapping[str, Any], lists: list[tuple[str, ...]], language: str
) -> Sheet:
    rows = tuple(
        tuple(written(_value(row, column), column, language) for column in sheet.columns)
        for row in _rows(sheet, tables)
    )
    columns = drawn_columns(sheet, lists, language)
    return Sheet(sheet.name(language), columns, rows)


def _rows(sheet: PlanSheet, tables: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    if sheet.table in SINGLE_TABLES:
        return [tables[sheet.table]] if sheet.table in tables else []
    if not sheet.parent:
        return tables.get(sheet.table, [])
    part = sheet.table.rsplit(".", 1)[-1]
    return [
        {OF: row.get("id")} | each
        for row in tables.get(sheet.parent, [])
        for each in row.get(part, ())
    ]


def _value(row: Mapping[str, Any], column: PlanColumn) -> Any:
    value: Any = row
    for part in column.path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def drawn_columns(
    sheet: PlanSheet, lists: list[tuple[str, ...]], language: str
) -> tuple[SheetColumn, ...]:
    """Return the columns of a sheet with their names, widths, drop-down lists and help."""
    return tuple(_drawn(sheet, column, lists, language) for column in sheet.columns)


def _drawn(
    sheet: PlanSheet, column: PlanColumn, lists: list[tuple[str, ...]], language: str
) -> SheetColumn:
    words = words_of(column)
    is_long = column.form is CellForm.TEXT and column.path[-1].startswith(
        ("title", "name", "note", "judgement", "section", "not_measurable", "scale_down_nl")
    )
    choices = sheet_name(table_name("#choices", language), "x")
    return SheetColumn(
        name=column.name(sheet.table, language) + (NEEDED if column.is_needed else ""),
        width=44 if is_long else 20,
        text=column.is_list or column.form not in {CellForm.WHOLE, CellForm.NUMBER},
        wrapped=is_long,
        choices=(choices, lists.index(words), len(words)) if words else None,
        prompt=column_help(sheet.table, column.path, language),
    )


def words_of(column: PlanColumn) -> tuple[str, ...]:
    """Return the words of a column's drop-down list; a list of words has none in a spreadsheet."""
    if column.is_list:
        return ()
    return _YES_NO if column.form is CellForm.YES_NO else column.words


def choice_lists(sheets: Iterable[PlanSheet]) -> list[tuple[str, ...]]:
    """Return every list of words that the sheets need, once."""
    found = (words_of(column) for sheet in sheets for column in sheet.columns)
    return list(dict.fromkeys(words for words in found if words))


def choices_sheet(lists: list[tuple[str, ...]], language: str) -> Sheet:
    """Return the sheet with the words of all drop-down lists, a column each."""
    longest = max(len(words) for words in lists)
    rows = tuple(
        tuple(word_name(words[n], language) if n < len(words) else None for words in lists)
        for n in range(longest)
    )
    names = tuple(SheetColumn(word_name(words[0], language) + ", …") for words in lists)
    return Sheet(table_name("#choices", language), names, rows)


def _names(language: str) -> list[Sheet]:
    heads = ("Id", "Naam", "Name (English)") if language == "nl" else ("Id", "Name (Dutch)", "Name")
    columns = tuple(SheetColumn(head, width=36) for head in heads)
    found: tuple[tuple[str, Iterable[Any]], ...] = (
        ("#organisations", ORGANISATIONS),
        ("#phenomena", PHENOMENA),
    )
    return [
        Sheet(table_name(table, language), columns, tuple(_names_of(entries)))
        for table, entries in found
    ]


def _names_of(entries: Iterable[Any]) -> Iterable[tuple[Cell, ...]]:
    return ((each.id, each.name_nl, each.name_en) for each in entries)
