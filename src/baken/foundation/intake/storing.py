"""Stores a block of rows: as they stood, those that wait, and what became of them."""

from collections.abc import Sequence

from baken.foundation.intake.bulk import load_rows
from baken.foundation.intake.checking import BlockOutcome
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.packing import packs
from baken.foundation.intake.reading.table import RawRow, RowBlock, RowError
from baken.vocabulary.delivery import WaitingState

PACK_COLUMNS = ("delivery_id", "tenant_id", "first", "last", "content")
QUARANTINE_COLUMNS = (
    *("delivery_id", "tenant_id", "number", "column", "value", "reason"),
    *("remedy_nl", "remedy_en", "state", "explanation"),
)


def keep_block(delivery: Delivery, kind: FileKind, block: RowBlock, outcome: BlockOutcome) -> None:
    """Keep a block in the transaction of its delivery and add it to the delivery's counts."""
    where = (delivery.id, delivery.tenant_id)
    load_rows(
        "intake_deliveredpack",
        PACK_COLUMNS,
        (
            (*where, pack.first, pack.last, rf"\x{pack.content.hex()}")
            for pack in packs(block, kind.unsaved_columns)
        ),
    )
    _copy_quarantine(delivery, outcome.refused)
    delivery.rows += len(block)
    delivery.accepted += outcome.counts.accepted
    delivery.revised += outcome.counts.revised
    delivery.unchanged += outcome.counts.unchanged + outcome.repeated
    delivery.quarantined += len(outcome.refused)
    delivery.notes += outcome.notes


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
