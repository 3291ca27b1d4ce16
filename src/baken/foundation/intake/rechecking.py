"""Corrected rows looked at before they are stored: by the guard on persons, and cell by cell.

Reads only: the web process does it to show errors beside the fields, the worker does it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from baken.foundation.intake.checking import parse_row
from baken.foundation.intake.columns.mapping import cell_errors, from_json
from baken.foundation.intake.columns.understanding import kind_of_delivery
from baken.foundation.intake.effects import as_text, held_values
from baken.foundation.intake.kind import FileKind, Options, ParsedRow
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.foundation.intake.selectors import rows_at
from baken.foundation.stewardship.exceptions import agreed_exceptions
from baken.foundation.stewardship.person_columns import PersonColumnGuard, refuse_written


@dataclass(frozen=True, slots=True)
class RecheckedRow:
    """A corrected row: what it says now, or every reason why it cannot be used either."""

    row: RawRow
    parsed: ParsedRow | None
    errors: tuple[RowError, ...]


def recheck_delivery(
    kind: FileKind, delivery: UUID, rows: Sequence[RawRow], *, at: datetime
) -> tuple[RecheckedRow, ...]:
    """Check corrected rows of the delivery with this id; see ``recheck_rows``."""
    return recheck_rows(kind, Delivery.objects.get(id=delivery), rows, at=at)


def recheck_rows(
    kind: FileKind, delivery: Delivery, rows: Sequence[RawRow], *, at: datetime
) -> tuple[RecheckedRow, ...]:
    """Check corrected rows of a delivery as its kind reads them, and against one another.

    Raises:
        PersonColumnsRefusedError: when a person wrote personal data into them.
    """
    guard_rows(kind, delivery, rows, at=at)
    options = Options(delivery.options.get("year"), delivery.source, delivery.tenant_id or "")
    reading = kind_of_delivery(kind.prepare(kind, options), delivery.mapping)
    checked = [_recheck(kind, reading, delivery, row, options) for row in rows]
    return _compared(kind, delivery, checked)


def guard_rows(kind: FileKind, delivery: Delivery, rows: Sequence[RawRow], *, at: datetime) -> None:
    """Let the guard on persons look at corrected rows, and at each cell that was written anew.

    Raises:
        PersonColumnsRefusedError: naming the columns and never what stood in them.
    """
    allowed = agreed_exceptions(tenant=delivery.tenant_id, file_kind=kind.name, on=at.date())
    guard = PersonColumnGuard(delivery.header, allowed=allowed)
    stood = rows_at((delivery.id, row.number) for row in rows)
    before: dict[int, dict[str, Any]] = {row.number: row.values for row in stood}
    for row in rows:
        guard.look(row.values)
        earlier = before.get(row.number, {})
        written = {n: v for n, v in row.values.items() if v != earlier.get(n)}
        refuse_written(delivery.header, written, allowed=allowed)
    guard.refuse()


def _recheck(
    kind: FileKind, reading: FileKind, delivery: Delivery, row: RawRow, options: Options
) -> RecheckedRow:
    if delivery.mapping and not row.error:
        mapping = from_json(delivery.mapping, kind.columns)
        if errors := cell_errors(kind.columns, mapping, row):
            return RecheckedRow(row, None, errors)
    try:
        return RecheckedRow(row, parse_row(reading, row, options), ())
    except RowError as error:
        error.column = _column_of_file(delivery.mapping or {}, error.column)
        return RecheckedRow(row, None, (error,))


def _column_of_file(mapping: Mapping[str, Any], column: str) -> str:
    """Return which column of the file gave a column of the kind, or the name that was given."""
    names = mapping.get("columns", {}).get(column, [])
    return str(names[0]) if names else column


def _compared(
    kind: FileKind, delivery: Delivery, checked: list[RecheckedRow]
) -> tuple[RecheckedRow, ...]:
    """Refuse what another row of the delivery says already: one delivery says one thing of it."""
    if kind.table is None:
        return tuple(checked)
    size = len(kind.table.key)
    keys = {
        each.row.number: [value[:size] for value in kind.values(each.parsed.content)]
        for each in checked
        if each.parsed
    }
    said = held_values(
        kind.table, [key for found in keys.values() for key in found], delivery=delivery.id
    )
    first: dict[tuple[Any, ...], int] = {key: held.row for key, held in said.items()}
    answer = []
    for each in checked:
        mine = [as_text(key) for key in keys.get(each.row.number, [])]
        others = {first.setdefault(key, each.row.number) for key in mine} - {each.row.number}
        answer.append(_refused(each, min(others)) if others else each)
    return tuple(answer)


def _refused(checked: RecheckedRow, other: int) -> RecheckedRow:
    error = RowError(
        column="",
        value="",
        reason="contradicts-an-earlier-row",
        remedy_nl=f"Rij {other} van dit bestand gaat over hetzelfde; die telt al mee.",
        remedy_en=f"Row {other} of this file is about the same; that one counts already.",
    )
    return replace(checked, parsed=None, errors=(error,))
