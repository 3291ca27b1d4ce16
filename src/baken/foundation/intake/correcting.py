"""Rows in quarantine, corrected by a person: checked again by their kind, stored with provenance.

A corrected value belongs to the row and the moment of its delivery, as if it had been delivered
well. How the row stood in the file is kept, beside the correction, who made it and when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from baken.foundation.intake.guarding import guarded
from baken.foundation.intake.kind import FileKind, ParsedRow, Received
from baken.foundation.intake.models import Delivery, QuarantinedRow
from baken.foundation.intake.quarantine_file import corrected_rows
from baken.foundation.intake.reading.csv_files import read_csv
from baken.foundation.intake.reading.table import RawRow, RowError, block_of
from baken.foundation.intake.rechecking import recheck_rows
from baken.foundation.intake.selectors import rows_at
from baken.foundation.intake.turns import take_turn
from baken.foundation.partners.scope import in_tenant
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.delivery import DeliveryState, WaitingState
from baken.vocabulary.errors import UnusableInputError

COUNTED = ("accepted", "unchanged", "revised", "quarantined")


@dataclass(frozen=True, slots=True)
class Corrector:
    """Who corrects and when; ``tenant`` is the municipality for which this person works."""

    at: datetime
    by: int | None = None
    tenant: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectionReceipt:
    """What became of corrections; ``refused`` are (row, column, reason, remedy nl, remedy en)."""

    delivery: UUID
    corrected: int
    refused: tuple[tuple[int, str, str, str, str], ...]
    waiting: int


def correct_row(
    *, kind: FileKind, delivery: UUID, number: int, values: Mapping[str, Any], corrector: Corrector
) -> None:
    """Store one row that waited, with the values that a person gives it.

    Raises:
        RowError: when it cannot be used this way either; nothing changes then.
        UnusableInputError: when the row does not wait, holds personal data now, or rows of this
            kind cannot be corrected.
    """
    with transaction.atomic(), in_tenant(corrector.tenant):
        found = _correctable(kind, delivery)
        errors = _correct(kind, found, [RawRow(number, dict(values))], corrector)
        if errors:
            raise errors[0][1]


def correct_rows(
    *,
    kind: FileKind,
    delivery: UUID,
    rows: Mapping[int, Mapping[str, Any]],
    corrector: Corrector,
) -> CorrectionReceipt:
    """Store the rows that are good now, by number; the others wait on.

    Raises:
        UnusableInputError: when one does not wait or holds personal data; nothing is stored then.
    """
    with transaction.atomic(), in_tenant(corrector.tenant):
        found = _correctable(kind, delivery)
        given = [RawRow(number, dict(values)) for number, values in rows.items()]
        return _receipt(found, given, _correct(kind, found, given, corrector))


def correct_file(
    *, kind: FileKind, delivery: UUID, path: Path, corrector: Corrector
) -> CorrectionReceipt:
    """Take the file of waiting rows back: rows that are good now are stored, the others wait on.

    Raises:
        UnusableInputError: when it is no such file or changes other rows; nothing is stored then.
    """
    with transaction.atomic(), in_tenant(corrector.tenant):
        found = _correctable(kind, delivery)
        table = guarded(
            read_csv(path),
            kind=kind.name,
            tenant=found.tenant_id,
            at=corrector.at,
            by=corrector.by,
            file_name=path.name,
        )
        rows = _changed(found, list(corrected_rows(table, path.name)), path.name)
        return _receipt(found, rows, _correct(kind, found, rows, corrector))


def _receipt(
    delivery: Delivery, rows: Sequence[RawRow], errors: Sequence[tuple[RawRow, RowError]]
) -> CorrectionReceipt:
    refused = tuple(
        (row.number, error.column, error.reason, error.remedy_nl, error.remedy_en)
        for row, error in errors
    )
    return CorrectionReceipt(
        delivery.id, len(rows) - len(errors), refused, waiting=delivery.quarantined
    )


def _correctable(kind: FileKind, delivery: UUID) -> Delivery:
    take_turn("intake")
    found = Delivery.objects.filter(id=delivery).first()
    if found is None or found.kind != kind.name:
        raise UnusableInputError(f"there is no delivery {delivery} of kind {kind.name}")
    if found.state != DeliveryState.TAKEN_IN:
        raise UnusableInputError(f'"{found.file_name}" was withdrawn; its rows wait no longer')
    if kind.unsaved_columns:
        raise UnusableInputError(
            f"rows of kind {kind.name} are not kept whole; correct the file and deliver it again"
        )
    return found


def _changed(delivery: Delivery, rows: Sequence[RawRow], file_name: str) -> list[RawRow]:
    """Return the rows that wait; a row that does not wait must be as it was delivered."""
    numbers = [row.number for row in rows]
    waiting = waiting_rows_by_number(delivery, numbers)
    others = {
        row.number: row.values
        for row in rows_at((delivery.id, number) for number in numbers)
        if row.number not in waiting
    }
    wrong = [
        row.number
        for row in rows
        if row.number not in waiting and others.get(row.number) != row.values
    ]
    if wrong or len(set(numbers)) < len(numbers):
        shown = ", ".join(str(number) for number in wrong[:10]) or "one of them twice"
        raise UnusableInputError(
            f'"{file_name}": only rows that wait can be corrected, each once; row {shown} of '
            f'"{delivery.file_name}" does not wait. Take it out, or deliver a corrected file'
        )
    return [row for row in rows if row.number in waiting]


def waiting_rows_by_number(
    delivery: Delivery, numbers: Sequence[int], *, state: WaitingState = WaitingState.WAITING
) -> dict[int, QuarantinedRow]:
    """Return rows of a delivery in quarantine that are in a state, by their number."""
    found = QuarantinedRow.objects.filter(delivery=delivery, number__in=numbers, state=state)
    return {row.number: row for row in found}


def _correct(
    kind: FileKind, delivery: Delivery, rows: Sequence[RawRow], corrector: Corrector
) -> list[tuple[RawRow, RowError]]:
    waiting = waiting_rows_by_number(delivery, [row.number for row in rows])
    for row in rows:
        if row.number not in waiting:
            raise UnusableInputError(
                f'row {row.number} of "{delivery.file_name}" does not wait for a correction'
            )
    errors: list[tuple[RawRow, RowError]] = []
    for checked in recheck_rows(kind, delivery, rows, at=corrector.at):
        row = checked.row
        try:
            if checked.parsed is None:
                raise checked.errors[0]
            _store(kind, delivery, checked.parsed)
        except RowError as error:
            errors.append((row, error))
            continue
        _keep(waiting[row.number], _as_kept(kind, delivery, row), corrector)
        log_row(delivery, row.number, corrector, "correct-row")
    kind.settle(delivery.id)
    delivery.save(update_fields=COUNTED)
    return errors


def _store(kind: FileKind, delivery: Delivery, row: ParsedRow) -> None:
    received = Received(delivery.id, delivery.known_from, delivery.tenant_id)
    try:
        with transaction.atomic():
            counts = kind.store(received, [row])
    except IntegrityError:
        # One delivery says one thing about one key; the table itself guards that.
        raise RowError(
            column="",
            value=str(row.content),
            reason="contradicts-an-earlier-row",
            remedy_nl="Een andere regel van dit bestand gaat over hetzelfde; die telt al mee.",
            remedy_en="Another row of this file is about the same; that one counts already.",
        ) from None
    delivery.accepted += counts.accepted
    delivery.unchanged += counts.unchanged
    delivery.revised += counts.revised
    delivery.quarantined -= 1


def _keep(waiting: QuarantinedRow, kept: RawRow, corrector: Corrector) -> None:
    waiting.state = WaitingState.CORRECTED
    waiting.corrected_values = kept.values
    waiting.corrected_at, waiting.corrected_by_id = corrector.at, corrector.by
    waiting.save(update_fields=["state", "corrected_values", "corrected_at", "corrected_by"])


def _as_kept(kind: FileKind, delivery: Delivery, row: RawRow) -> RawRow:
    columns = (delivery.mapping or {}).get("columns", {})
    return kind.keep(block_of(tuple(row.values), [row]), columns).row(0)


def log_row(delivery: Delivery, number: int, corrector: Corrector, action: str) -> None:
    """Log what a person did with a row that waited; the log never holds its content."""
    if corrector.tenant:
        write_audit_entry(
            tenant=corrector.tenant,
            actor=corrector.by,
            at=corrector.at,
            action=action,
            subject=str(delivery.id),
            details={"file": delivery.file_name, "row": str(number)},
        )
