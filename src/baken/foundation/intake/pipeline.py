"""The one way in: a file becomes a delivery, its rows are checked, stored or put in quarantine.

Everything of one file happens in one transaction: after a crash, a fault or a cancellation it is
not there at all, and taking it in again gives what an undisturbed run gives.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max

from baken.catalogue.sources import SOURCES
from baken.foundation.intake.checking import Taking, row_by_row
from baken.foundation.intake.columns.mapping import ColumnMapping, as_json
from baken.foundation.intake.columns.saved import recognised_mapping
from baken.foundation.intake.columns.understanding import understand
from baken.foundation.intake.columnwise import column_by_column
from baken.foundation.intake.guarding import guarded
from baken.foundation.intake.invented import without_hidden_inventions
from baken.foundation.intake.kind import FileKind, Options, Received
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.reading.ahead import one_ahead
from baken.foundation.intake.reading.fingerprint import sha256_of
from baken.foundation.intake.reading.readers import READERS
from baken.foundation.intake.reading.table import Table, in_blocks
from baken.foundation.intake.storing import ReadyBlock, keep_block, kept_header, ready_block
from baken.foundation.intake.turns import take_turn
from baken.foundation.partners.scope import in_tenant
from baken.foundation.partners.selectors import municipality_names
from baken.vocabulary.delivery import DeliveryState, WaitingState
from baken.vocabulary.errors import UnusableInputError, WorkCancelledError

COUNTED = ("rows", "accepted", "unchanged", "revised", "quarantined", "notes")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many rows are done and how many there are (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivered file; ``reasons`` counts the waiting rows by reason."""

    delivery: uuid.UUID
    kind: str
    file: str
    sha256: str
    rows: int
    accepted: int
    unchanged: int
    revised: int
    quarantined: int
    reasons: dict[str, int]
    notes: tuple[str, ...]


def receive(  # noqa: PLR0913 - one file and all that is said about it
    *,
    kind: FileKind,
    path: Path,
    source: str,
    delivered_on: date,
    received_at: datetime,
    options: Options,
    tenant: str | None = None,
    by: int | None = None,
    mapping: ColumnMapping | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Receipt:
    """Take in one file; the same file of the same day a second time changes nothing.

    ``tenant`` is the municipality whose rows these are; a kind that is open to all keeps none.
    ``mapping`` says what its columns mean; without one they are recognised by their names.
    ``by`` is the person who delivers, None for a command. ``cancelled`` is asked between chunks.

    Raises:
        UnusableInputError: the file as a whole cannot be used, or has columns about persons.
        WorkCancelledError: it was cancelled; in all these cases nothing is stored.
    """
    _check_source(source, path)
    owner = _owner(kind, path, tenant)
    origin = {
        "kind": kind.name,
        "sha256": sha256_of(path),
        "source": source,
        "delivered_on": delivered_on,
        "options": stored_options(options, mapping),
        "tenant_id": owner,
        "state": DeliveryState.TAKEN_IN,
    }
    with transaction.atomic(), in_tenant(owner):
        take_turn("intake")
        if earlier := Delivery.objects.filter(**origin).first():
            return _known_already(earlier)
        options = replace(options, source=source, municipality=owner or "")
        kind = kind.prepare(kind, options)
        table = _read(kind, path, owner, received_at, by)
        table = without_hidden_inventions(table, source_id=source, file_name=path.name)
        kind, table, mapping = _understood(kind, path, table, options, mapping, tenant)
        delivery = Delivery.objects.create(
            **origin,
            file_name=path.name,
            received_at=received_at,
            received_by_id=by,
            known_from=_known_from(delivered_on),
            mapping=mapping and as_json(mapping),
            header=kept_header(kind, table.header, mapping),
        )
        taking = _taking(delivery, kind, mapping, options)
        blocks = (ready_block(kind, mapping, taking, block) for block in in_blocks(table))
        _keep(delivery, taking, blocks, progress, cancelled)
        receipt = _closed(kind, delivery, table)
    progress("rows", receipt.rows, receipt.rows)
    return receipt


def _keep(
    delivery: Delivery,
    taking: Taking,
    blocks: Iterator[ReadyBlock],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> None:
    for ready in one_ahead(blocks):
        if cancelled():
            raise WorkCancelledError(f'"{delivery.file_name}" was cancelled; nothing of it is kept')
        keep_block(delivery, taking, ready)
        progress("rows", delivery.rows, 0)


def _closed(kind: FileKind, delivery: Delivery, table: Table) -> Receipt:
    kind.settle(delivery.id)
    delivery.notes = [*table.notes, *delivery.notes]  # complete when the last row was read
    delivery.save(update_fields=COUNTED)
    return receipt_of(delivery)


def _taking(
    delivery: Delivery, kind: FileKind, mapping: ColumnMapping | None, options: Options
) -> Taking:
    received = Received(delivery.id, delivery.known_from, delivery.tenant_id)
    by_columns = column_by_column(kind, mapping, received, options)
    if by_columns and mapping and (translator := mapping.translator):
        # Rows that go by themselves are translated by the kind, as it reads them under the mapping.
        look = by_columns.look
        return Taking(by_columns.take, lambda block: look(translator.block(block)))
    return by_columns or row_by_row(kind, received, options)


def _read(
    kind: FileKind, path: Path, owner: str | None, received_at: datetime, by: int | None
) -> Table:
    return guarded(
        READERS[kind.shape](path),
        kind=kind.name,
        tenant=owner,
        at=received_at,
        by=by,
        file_name=path.name,
    )


def _understood(
    kind: FileKind,
    path: Path,
    table: Table,
    options: Options,
    mapping: ColumnMapping | None,
    tenant: str | None,
) -> tuple[FileKind, Table, ColumnMapping | None]:
    """Return the kind as it reads this file, its table, and the mapping by which it is read."""
    mapping = mapping or recognised_mapping(kind, table.header, tenant)
    understood = understand(kind, path.name, table, options, mapping)
    return understood.kind, understood.table, understood.mapping


def receipt_of(delivery: Delivery) -> Receipt:
    """Return what became of a delivery, as it stands now."""
    waiting = delivery.quarantined_rows.filter(state=WaitingState.WAITING)
    reasons = waiting.values_list("reason").annotate(number=Count("id")).order_by("reason")
    return Receipt(
        delivery=delivery.id,
        kind=delivery.kind,
        file=delivery.file_name,
        sha256=delivery.sha256,
        rows=delivery.rows,
        accepted=delivery.accepted,
        unchanged=delivery.unchanged,
        revised=delivery.revised,
        quarantined=delivery.quarantined,
        reasons=dict(reasons),
        notes=tuple(delivery.notes),
    )


def stored_options(options: Options, mapping: ColumnMapping | None = None) -> dict[str, object]:
    """Return what was said about the file, as it is kept with the delivery."""
    said = {} if options.year is None else {"year": options.year}
    return said | ({"mapping": as_json(mapping)} if mapping else {})


def _known_already(delivery: Delivery) -> Receipt:
    receipt = receipt_of(delivery)
    unchanged = delivery.accepted + delivery.unchanged + delivery.revised
    fields = {name: getattr(receipt, name) for name in Receipt.__slots__}
    return Receipt(**fields | {"accepted": 0, "revised": 0, "unchanged": unchanged})


def _known_from(delivered_on: date) -> datetime:
    """Return from when its values are known: its day, and after what came earlier that day."""
    last: datetime | None = Delivery.objects.filter(delivered_on=delivered_on).aggregate(
        last=Max("known_from")
    )["last"]
    midnight = datetime.combine(delivered_on, time.min, UTC)
    return last + timedelta(microseconds=1) if last else midnight


def _check_source(source: str, path: Path) -> None:
    known = [entry.id for entry in SOURCES]
    if source not in known:
        raise UnusableInputError(
            f'"{path.name}": there is no source "{source}"; known: {", ".join(known)}'
        )


def _owner(kind: FileKind, path: Path, tenant: str | None) -> str | None:
    if not kind.of_municipality:
        return None
    if tenant is None:
        raise UnusableInputError(
            f'"{path.name}": a file of kind {kind.name} is of one municipality; '
            "name it, such as --municipality GM0344"
        )
    known = municipality_names()
    if tenant not in known:
        raise UnusableInputError(
            f'"{path.name}": there is no municipality "{tenant}" in this installation; '
            f"known: {', '.join(sorted(known)) or 'none yet'} (BAKEN_MUNICIPALITIES)"
        )
    return tenant
