"""The guard against person columns, put around the rows of a delivered table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from baken.foundation.intake.reading.table import RowBlock, RowsInBlocks, Table, in_blocks
from baken.foundation.stewardship.exceptions import agreed_exceptions, log_use
from baken.foundation.stewardship.person_columns import PersonColumnGuard


def guarded(
    table: Table,
    *,
    kind: str,
    tenant: str | None,
    at: datetime,
    by: int | None,
    file_name: str = "",
) -> Table:
    """Return the table with its rows watched; the last one is followed by the verdict.

    In the caller's transaction: what was stored of a refused file goes with it. That an agreed
    exception was used is logged.

    Raises:
        PersonColumnsRefusedError: now by a column's name, or after the last row by its cells.
    """
    allowed = agreed_exceptions(tenant=tenant, file_kind=kind, on=at.date())
    guard = PersonColumnGuard(table.header, allowed=allowed, file_name=file_name)
    guard.refuse_names()
    used = [pair for pair in sorted(allowed) if pair[0] in table.header]
    if tenant and used:
        log_use(tenant=tenant, file_kind=kind, columns=used, at=at, by=by)
    return replace(table, rows=RowsInBlocks(_watched(in_blocks(table), guard)))


def _watched(blocks: Iterable[RowBlock], guard: PersonColumnGuard) -> Iterator[RowBlock]:
    for block in blocks:
        guard.look_at(block.columns)
        yield block
    guard.refuse()
