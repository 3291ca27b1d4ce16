"""A workbook that was refused, with beside each wrong row what is wrong and what to do.

It is the whole workbook: mended, it can be offered again as it is.
"""

from collections.abc import Iterable, Mapping, Sequence

from baken.engines.spreadsheet import Cell, Sheet, SheetColumn, workbook_bytes
from baken.foundation.intake.reading.workbooks import SheetContent
from baken.records.plans.workbook.columns import (
    EXPLAINING,
    REMEDY,
    WHY,
    PlanSheet,
    column_name,
    plan_sheets,
    table_name,
)
from baken.records.plans.workbook.faults import PlanFault
from baken.records.plans.workbook.giving import choice_lists, choices_sheet, drawn_columns
from baken.records.plans.workbook.heading import Heading, plain_name, read_heading, sheets_by_table

_HEADS = {
    "nl": ("Blad", "Rij", "Kolom", "Waarde", "Wat niet klopt", "Wat te doen"),
    "en": ("Sheet", "Row", "Column", "Value", "What is wrong", "What to do"),
}
_WIDTHS = (24, 8, 24, 30, 60, 60)


def mended_workbook(
    sheets: Iterable[SheetContent], faults: Sequence[PlanFault], *, language: str
) -> bytes:
    """Return the workbook as it was offered, with the mistakes beside its rows."""
    offered = list(sheets)
    by_table, _ = sheets_by_table(offered)
    tables = {content.name: plan_sheets()[table] for table, content in by_table.items()}
    lists = choice_lists(plan_sheets().values())
    explaining = {
        plain_name(table_name(table, each)) for table in EXPLAINING for each in ("nl", "en")
    }
    again = [
        _again(content, tables.get(content.name), faults, lists, language)
        for content in offered
        if content.rows and plain_name(content.name) not in explaining
    ]
    return workbook_bytes([_list_of(faults, language), *again, choices_sheet(lists, language)])


def _list_of(faults: Sequence[PlanFault], language: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            *(each.sheet, each.row or None, each.column, each.value),
            *(each.said(language), each.remedy(language)),
        )
        for each in faults
    ]
    columns = tuple(
        SheetColumn(name, width=width, wrapped=width > 30)
        for name, width in zip(_HEADS[language], _WIDTHS, strict=True)
    )
    return Sheet(table_name("#faults", language), columns, tuple(rows))


def _again(
    content: SheetContent,
    sheet: PlanSheet | None,
    faults: Sequence[PlanFault],
    lists: list[tuple[str, ...]],
    language: str,
) -> Sheet:
    heading = read_heading(sheet, content)[0] if sheet else None
    first = heading.row if heading else content.rows[0].number
    top = next(row for row in content.rows if row.number == first)
    below = [row for row in content.rows if row.number > first]
    width = max(len(row.cells) for row in content.rows)
    told = _told(content.name, faults, language)
    columns = (
        SheetColumn(column_name("", (WHY,), language), width=44, wrapped=True),
        SheetColumn(column_name("", (REMEDY,), language), width=44, wrapped=True),
        *_columns(top.cells, width, sheet, heading, lists, language),
    )
    # What stood beside the rows the last time is replaced.
    kept = [place for place in range(width) if not _is_ours(top.cells, place)]
    rows = tuple(
        (
            *told.get(row.number, (None, None)),
            *(row.cells[place] if place < len(row.cells) else None for place in kept),
        )
        for row in below
    )
    shown = (*columns[:2], *(columns[2:][place] for place in kept))
    marked = frozenset(place for place, row in enumerate(below) if row.number in told)
    return Sheet(content.name, shown, rows, marked)


def _told(name: str, faults: Sequence[PlanFault], language: str) -> Mapping[int, tuple[Cell, Cell]]:
    found: dict[int, tuple[str, str]] = {}
    for each in faults:
        if each.sheet != name:
            continue
        why = f"{each.column}: {each.said(language)}" if each.column else each.said(language)
        before = found.get(each.row, ("", ""))
        after = (why, each.remedy(language))
        found[each.row] = (
            "\n".join(filter(None, (before[0], after[0]))),
            "\n".join(filter(None, (before[1], after[1]))),
        )
    return dict(found)


def _is_ours(names: Sequence[str], place: int) -> bool:
    name = plain_name(names[place]) if place < len(names) else ""
    return name in {
        plain_name(column_name("", (each,), language))
        for each in (WHY, REMEDY)
        for language in ("nl", "en")
    }


def _columns(
    names: Sequence[str],
    width: int,
    sheet: PlanSheet | None,
    heading: Heading | None,
    lists: list[tuple[str, ...]],
    language: str,
) -> list[SheetColumn]:
    helped = {}
    if sheet and heading:
        drawn = drawn_columns(sheet, lists, language)
        helped = dict(zip((each.path for each in sheet.columns), drawn, strict=True))
    found = []
    for place in range(width):
        name = names[place] if place < len(names) else ""
        known = heading.columns.get(place) if heading else None
        column = helped.get(known.path) if known else None
        found.append(
            SheetColumn(name, column.width, choices=column.choices, prompt=column.prompt)
            if column
            else SheetColumn(name)
        )
    return found
