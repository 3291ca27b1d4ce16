"""A workbook as the tables of a plan, with every mistake in it at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from baken.foundation.intake.reading.workbooks import SheetContent, SheetRow
from baken.records.plans.checks import MisfitRow, misfits
from baken.records.plans.reading import mistakes_of
from baken.records.plans.tables import SINGLE_TABLES
from baken.records.plans.workbook.cells import CellRefusedError, hints, names_for, read, suggestion
from baken.records.plans.workbook.columns import (
    OF,
    PlanSheet,
    column_name,
    plan_sheets,
    table_name,
)
from baken.records.plans.workbook.faults import PlanFault, plan_fault
from baken.records.plans.workbook.heading import Heading, read_heading, sheets_by_table

Place = tuple[str, int]
"""A row of a table, counted from 1."""


@dataclass(frozen=True, slots=True)
class TakenWorkbook:
    """What a workbook says: the tables of a plan, and what is wrong with it."""

    tables: dict[str, Any]
    faults: tuple[PlanFault, ...]


@dataclass(slots=True)
class _Reading:
    """What was read so far: rows by table, where each stood, and the mistakes."""

    tables: dict[str, Any] = field(default_factory=dict)
    places: dict[Place, tuple[SheetContent, Heading, SheetRow]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, int, str], int] = field(default_factory=dict)
    faults: list[PlanFault] = field(default_factory=list)


def taken_workbook(sheets: Iterable[SheetContent]) -> TakenWorkbook:
    """Return the tables that a workbook holds, and every mistake in it."""
    reading = _Reading()
    by_table, unknown = sheets_by_table(sheets)
    reading.faults += unknown
    reading.names = {table: content.name for table, content in by_table.items()}
    for sheet in plan_sheets().values():
        if sheet.table in by_table:
            _read_sheet(reading, sheet, by_table[sheet.table])
    _check_plan_row(reading)
    if "plan" in reading.tables:
        _check_whole(reading)
    order = {content.name: place for place, content in enumerate(by_table.values())}
    found = sorted(reading.faults, key=lambda each: (order.get(each.sheet, -1), each.row))
    return TakenWorkbook(reading.tables, tuple(found))


def _read_sheet(reading: _Reading, sheet: PlanSheet, content: SheetContent) -> None:
    heading, faults = read_heading(sheet, content)
    reading.faults += faults
    if heading is None:
        return
    for row in content.rows:
        if row.number <= heading.row:
            continue
        values = _read_row(reading, sheet, content, heading, row)
        if values:
            _keep(reading, sheet, content, heading, row, values)


def _read_row(
    reading: _Reading, sheet: PlanSheet, content: SheetContent, heading: Heading, row: SheetRow
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    broken = {each.place: each.reason for each in row.faults}
    filled = False
    for place, cell in enumerate(row.cells):
        text, name = cell.strip(), heading.names.get(place, "")
        column = heading.columns.get(place)
        if not text and place not in broken:
            continue
        filled = filled or place not in heading.own
        if column is None:
            if place not in heading.own:
                reading.faults.append(
                    plan_fault("no-column-here", content.name, row.number, name, text)
                )
            continue
        try:
            value = read(text, column) if place not in broken else None
            refused = (broken[place], {}) if place in broken else None
        except CellRefusedError as refusal:
            value, refused = None, (refusal.reason, refusal.given)
        _put(values, column.path, value)
        if refused:
            reason, given = refused
            reading.faults.append(plan_fault(reason, content.name, row.number, name, text, **given))
    if filled:
        reading.faults += _missing(sheet, content, heading, row.number, values)
    return values


def _put(values: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *groups, last = path
    for group in groups:
        values = values.setdefault(group, {})
    values[last] = value


def _missing(
    sheet: PlanSheet, content: SheetContent, heading: Heading, number: int, values: dict[str, Any]
) -> list[PlanFault]:
    return [
        plan_fault("value-missing", content.name, number, heading.name_of(sheet, column), "")
        for column in sheet.columns
        if (column.is_needed or (column.group_needs and column.path[0] in values))
        and (column.path in heading.paths or column.group_needs)
        and not _is_there(values, column.path)
    ]


def _is_there(values: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    value: Any = values
    for part in path:
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return True


def _keep(
    reading: _Reading,
    sheet: PlanSheet,
    content: SheetContent,
    heading: Heading,
    row: SheetRow,
    values: dict[str, Any],
) -> None:
    if sheet.parent:
        _join_part(reading, sheet, content, row, values)
        return
    rows = reading.tables.setdefault(sheet.table, [])
    rows.append(values)
    reading.places[sheet.table, len(rows)] = (content, heading, row)


def _join_part(
    reading: _Reading,
    sheet: PlanSheet,
    content: SheetContent,
    row: SheetRow,
    values: dict[str, Any],
) -> None:
    """Add a part to the row that it belongs to."""
    of, part = values.pop(OF, None), sheet.table.rsplit(".", 1)[-1]
    parents = {each.get("id"): each for each in reading.tables.get(sheet.parent, [])}
    if of in parents:
        parents[of].setdefault(part, []).append(values)
        number = 1 + list(parents).index(of)
        for value in values.values():
            # Where a value of a part stood, to tell of it later.
            reading.parts.setdefault((sheet.table, number, str(value)), row.number)
    elif of is not None:
        near = suggestion(of, [name for name in parents if name])
        reading.faults.append(
            plan_fault(
                "of-nothing",
                reading.names.get(sheet.parent, table_name(sheet.parent, "nl")),
                row.number,
                column_name(sheet.table, (OF,), "nl"),
                of,
                at=content.name,
                **hints(near, near),
            )
        )


def _check_plan_row(reading: _Reading) -> None:
    """Tables that occur once have one row; a plan without its own row is none."""
    for table in SINGLE_TABLES:
        rows = reading.tables.pop(table, [])
        if len(rows) > 1:
            content, _, row = reading.places[table, 2]
            reading.faults.append(plan_fault("more-than-one-row", content.name, row.number))
        if rows:
            reading.tables[table] = rows[0]
    if "plan" not in reading.tables:
        name = reading.names.get("plan", table_name("plan", "nl"))
        reading.faults.append(plan_fault("no-plan-row", name, 0))


def _check_whole(reading: _Reading) -> None:
    """Hold the rows against each other, and against the types that a plan file has."""
    told = {(each.sheet, each.row) for each in reading.faults}
    for misfit in misfits(reading.tables):
        reading.faults.append(_of_misfit(reading, misfit))
    if not told and not reading.faults:
        name = reading.names.get("plan", table_name("plan", "nl"))
        reading.faults += [
            plan_fault("does-not-fit", name, 0, said=each) for each in mistakes_of(reading.tables)
        ]


def _of_misfit(reading: _Reading, misfit: MisfitRow) -> PlanFault:
    content, heading, row = reading.places[misfit.table, misfit.number]
    *parts, key = misfit.path.split(".")
    part = f"{misfit.table}.{parts[0]}" if parts else ""
    if part in plan_sheets():
        # A part has a sheet of its own; the row it belongs to is named by its id.
        sheet, at = plan_sheets()[part], reading.names.get(part, table_name(part, "nl"))
        name, number = column_name(part, (key,), "nl"), reading.parts.get(_part(misfit, part), 0)
    else:
        sheet, at, number = plan_sheets()[misfit.table], content.name, row.number
        path = tuple(misfit.path.split("."))
        column = next((each for each in sheet.columns if each.path == path), None)
        name = heading.name_of(sheet, column) if column else misfit.path
    near = suggestion(misfit.value, _known_ids(reading, key))
    given = {"other": misfit.other} if misfit.other else hints(near, near)
    return plan_fault(misfit.reason, at, number, name, misfit.value, **given)


def _part(misfit: MisfitRow, part: str) -> tuple[str, int, str]:
    return part, misfit.number, misfit.value


def _known_ids(reading: _Reading, key: str) -> list[str]:
    return names_for(key) or [
        row["id"]
        for table, rows in reading.tables.items()
        if table not in SINGLE_TABLES
        for row in rows
        if row.get("id")
    ]
