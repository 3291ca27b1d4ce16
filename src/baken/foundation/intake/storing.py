"""Stores a block of rows: as they stood, those that wait, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from baken.foundation.intake.bulk import load_rows
from baken.foundation.intake.checking import Taking
from baken.foundation.intake.columns.mapping import ColumnMapping
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.packing import Pack, packs
from baken.foundation.intake.reading.table import RawRow, RowBlock, RowError
from baken.vocabulary.delivery import WaitingState

INSERT_PACKS = """
INSERT INTO intake_deliveredpack (delivery_id, tenant_id, first, last, content)
SELECT %s, %s, * FROM unnest(%s::int[], %s::int[], %s::bytea[])
"""
QUARANTINE_COLUMNS = (
    *("delivery_id", "tenant_id", "number", "column", "value", "reason"),
    *("remedy_nl", "remedy_en", "state", "explanation"),
)


@dataclass(frozen=True, slots=True)
class ReadyBlock:
    """A block of which all is done that needs no database: its rows are packed and looked at."""

    block: RowBlock
    packs: tuple[Pack, ...]
    looked: Any


def kept_header(kind: FileKind, header: Sequence[str], mapping: ColumnMapping | None) -> list[str]:
    """Return the columns of a file that the copies of its rows have."""
    none = RowBlock(tuple(header), (), [() for _ in header])
    kept = kind.keep(none, mapping.columns if mapping else {}).header
    return [name for name in kept if name not in kind.unsaved_columns]


def ready_block(
    kind: FileKind, mapping: ColumnMapping | None, taking: Taking, block: RowBlock
) -> ReadyBlock:
    """Return a block made ready for storing."""
    kept = kind.keep(block, mapping.columns if mapping else {})
    return ReadyBlock(block, tuple(packs(kept, kind.unsaved_columns)), taking.look(block))


def keep_block(delivery: Delivery, taking: Taking, ready: ReadyBlock) -> None:
    """Keep a block in the transaction of its delivery and add it to the delivery's counts."""
    outcome = taking.take(ready.block, ready.looked)
    _keep_packs(delivery, ready.packs)
    _copy_quarantine(delivery, outcome.refused)
    delivery.rows += len(ready.block)
    delivery.accepted += outcome.counts.accepted
    delivery.revised += outcome.counts.revised
    delivery.unchanged += outcome.counts.unchanged + outcome.repeated
    delivery.quarantined += len(outcome.refused)
    delivery.notes += outcome.notes


def _keep_packs(delivery: Delivery, kept: Sequence[Pack]) -> None:
    firsts, lasts, contents = map(list, zip(*kept, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(INSERT_PACKS, [delivery.id, delivery.tenant_id, firsts, lasts, contents])


def _copy_quarantine(delivery: Delivery, refused: Sequence[tuple[RawRow, RowError]]) -> None:
    if refused:
        load_rows(
            "intake_quarantinedrow",
            QUARANTINE_COLUMNS,
            (_waiting(delivery, row, error) for row, error in refused),
        )


def _waiting(delivery: Delivery, row: RawRow, error: RowError) -> tuple[object, ...]:
    where = (delivery.id, delivery.tenant_id, row.number, error.column[:80], str(error.value)[:200])
    return (*where, error.reason, error.remedy_nl, error.remedy_en, WaitingState.WAITING, "")
