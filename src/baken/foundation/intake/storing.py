"""Stores a checked chunk: its rows as they stood, those that wait, what the good ones say."""

import json
from collections.abc import Sequence
from functools import lru_cache

from baken.foundation.intake.bulk import load_rows
from baken.foundation.intake.checking import CheckedChunk
from baken.foundation.intake.kind import FileKind, Received
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.vocabulary.delivery import WaitingState

QUARANTINE_COLUMNS = (
    *("delivery_id", "tenant_id", "number", "column", "value", "reason"),
    *("remedy_nl", "remedy_en", "state", "explanation"),
)


def store_chunk(delivery: Delivery, kind: FileKind, chunk: CheckedChunk) -> None:
    """Store a chunk in the transaction of its delivery and add it to the delivery's counts."""
    _copy_rows(kind, delivery, chunk.rows)
    _copy_quarantine(delivery, chunk.refused)
    received = Received(delivery.id, delivery.known_from, delivery.tenant_id)
    counts = kind.store(received, chunk.good)
    delivery.rows += len(chunk.rows)
    delivery.accepted += counts.accepted
    delivery.revised += counts.revised
    delivery.unchanged += counts.unchanged + chunk.repeated
    delivery.quarantined += len(chunk.refused)
    delivery.notes += [row.note for row in chunk.good if row.note]


def _copy_rows(kind: FileKind, delivery: Delivery, rows: Sequence[RawRow]) -> None:
    unsaved = frozenset(kind.unsaved_columns)
    # The same few cells stand in most rows: each is written as JSON once.
    cell = lru_cache(maxsize=20_000)(_cell)

    def stored(row: RawRow) -> str:
        cells = [cell(*each) for each in row.values.items() if each[0] not in unsaved]
        return "{" + ",".join(cells) + "}"

    where = (str(delivery.id), delivery.tenant_id)
    load_rows(
        "intake_deliveredrow",
        ("delivery_id", "tenant_id", "number", "values"),
        ((*where, row.number, stored(row)) for row in rows),
    )


def _cell(column: str, value: object) -> str:
    return f"{json.dumps(column, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False)}"


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
