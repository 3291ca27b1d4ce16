"""Which sheet of a workbook is which table, and which of its columns says what."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.foundation.intake.reading.workbooks import SheetContent, SheetRow
from baken.records.plans.workbook.cells import LANGUAGES, hints, plain, suggestion
from baken.records.plans.workbook.columns import (
    EXPLAINING,
    REMEDY,
    WHY,
    PlanColumn,
    PlanSheet,
    column_name,
    plan_sheets,
    table_name,
)
from baken.records.plans.workbook.faults import PlanFault, plan_fault

OWN_WORK = "#"
LINES_ABOVE = 10
"""The names of the columns stand in one of the first rows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The row with names of columns: what stands in which place; ``own`` is not read."""

    row: int
    names: dict[int, str]
    columns: dict[int, PlanColumn]
    own: frozenset[int]

    @property
    def paths(self) -> frozenset[tuple[str, ...]]:
        """Return which values the sheet has a column for."""
        return frozenset(column.path for column in self.columns.values())

    def name_of(self, sheet: PlanSheet, column: PlanColumn) -> str:
        """Return the name of a column as it stands on the sheet, else the Dutch one."""
        for place, each in self.columns.items():
            if each.path == column.path:
                return self.names[place]
        return column.name(sheet.table, "nl")


def sheets_by_table(
    sheets: Iterable[SheetContent],
) -> tuple[dict[str, SheetContent], list[PlanFault]]:
    """Return the sheets by their table, and a mistake for every sheet that is none."""
    known = _sheet_names()
    found: dict[str, SheetContent] = {}
    faults = []
    for content in sheets:
        name = plain(content.name)
        table = known.get(name)
        if name.startswith(OWN_WORK) or table in EXPLAINING or not content.rows:
            continue
        if table is None:
            nl, en = (suggestion(content.name, _names_in(language)) for language in LANGUAGES)
            faults.append(
                plan_fault("unknown-sheet", content.name, 0, "", content.name, **hints(nl, en))
            )
        elif table in found:
            faults.append(plan_fault("sheet-twice", content.name, 0, "", content.name))
        else:
            found[table] = content
    return found, faults


def _names_in(language: str) -> list[str]:
    return [sheet.name(language) for sheet in plan_sheets().values()]


def _sheet_names() -> dict[str, str]:
    tables = (*plan_sheets(), *EXPLAINING)
    named = {
        plain(_as_title(table_name(table, language))): table
        for table in tables
        for language in LANGUAGES
    }
    return named | {plain(table): table for table in tables}


def _as_title(name: str) -> str:
    # A workbook takes no apostrophe in a name; see engines/spreadsheet.
    return name.replace("'", "")


def read_heading(sheet: PlanSheet, content: SheetContent) -> tuple[Heading | None, list[PlanFault]]:
    """Return the heading of a sheet, with what is wrong in it; None when there is none."""
    known = column_names(sheet)
    row = _heading_row(content, known)
    if row is None:
        return None, [plan_fault("no-header", content.name, content.rows[0].number)]
    # Without the star of what must be filled in: that is no part of the name.
    told = {place: cell.strip().rstrip("* ") for place, cell in enumerate(row.cells)}
    names = {place: name for place, name in told.items() if name}
    columns: dict[int, PlanColumn] = {}
    own, faults = set(), []
    for place, name in names.items():
        column = known.get(plain_name(name))
        if name.startswith(OWN_WORK) or plain_name(name) in _explaining_columns():
            own.add(place)
        elif column is None:
            own.add(place)
            near = [_nearest(sheet, name, language) for language in LANGUAGES]
            faults.append(
                plan_fault("unknown-column", content.name, row.number, name, name, **hints(*near))
            )
        elif any(each.path == column.path for each in columns.values()):
            own.add(place)
            faults.append(plan_fault("column-twice", content.name, row.number, name, name))
        else:
            columns[place] = column
    heading = Heading(row.number, names, columns, frozenset(own))
    if content.rows[-1].number > row.number:
        faults += _lacking(sheet, content, heading)
    return heading, faults


def _lacking(sheet: PlanSheet, content: SheetContent, heading: Heading) -> list[PlanFault]:
    return [
        plan_fault("column-missing", content.name, heading.row, column.name(sheet.table, "nl"))
        for column in sheet.columns
        if column.is_needed and column.path not in heading.paths
    ]


def _heading_row(content: SheetContent, known: dict[str, PlanColumn]) -> SheetRow | None:
    scored = [
        (sum(plain_name(cell) in known for cell in row.cells), -place, row)
        for place, row in enumerate(content.rows[:LINES_ABOVE])
    ]
    best = max(scored, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] else None


def column_names(sheet: PlanSheet) -> dict[str, PlanColumn]:
    """Return the columns of a sheet by every name that is understood."""
    named = {
        plain(column.name(sheet.table, language)): column
        for column in sheet.columns
        for language in LANGUAGES
    }
    return {plain(".".join(column.path)): column for column in sheet.columns} | named


def plain_name(name: str) -> str:
    """Return the name of a column as it is compared, without the star of what is needed."""
    return plain(name.rstrip("* "))


def _nearest(sheet: PlanSheet, name: str, language: str) -> str:
    return suggestion(plain_name(name), [c.name(sheet.table, language) for c in sheet.columns])


def _explaining_columns() -> frozenset[str]:
    return frozenset(
        plain(column_name("", (name,), language))
        for name in (WHY, REMEDY)
        for language in LANGUAGES
    )
