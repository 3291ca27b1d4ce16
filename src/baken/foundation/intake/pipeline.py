"""The one way in: a file becomes a delivery, its rows are checked, stored or put in quarantine.

Everything of one file happens in one transaction: after a crash it is whole or not there at all.
"""

import uuid
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import transaction
from psycopg.types.json import Jsonb

from baken.foundation.intake.bulk import load_rows
from baken.foundation.intake.kind import FileKind, Options, ParsedRow, Received
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.reading.fingerprint import sha256_of
from baken.foundation.intake.reading.table import RawRow, RowError, Table
from baken.foundation.intake.turns import take_turn
from baken.vocabulary.errors import UnusableInputError

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many rows are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivered file; ``reasons`` counts the quarantined rows by reason."""

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


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The rows of a file: good, refused, and those that repeat an earlier row to the letter."""

    good: tuple[ParsedRow, ...]
    repeated: int
    refused: tuple[tuple[RawRow, RowError], ...]


def receive(
    *,
    kind: FileKind,
    path: Path,
    source: str,
    delivered_on: date,
    received_at: datetime,
    options: Options,
    progress: Progress = lambda _what, _done, _all: None,
) -> Receipt:
    """Take in one file; the same file a second time changes nothing.

    Raises:
        UnusableInputError: when the file as a whole cannot be used; nothing is stored then.
    """
    sha256 = sha256_of(path)
    origin = {"kind": kind.name, "sha256": sha256, "source": source}
    if earlier := Delivery.objects.filter(**origin).first():
        return _known_already(earlier)
    table = kind.read(path)
    _check_columns(kind, path, table)
    rows = tuple(table.rows)
    sorted_rows = _sort(kind, rows, options, progress)
    progress("store", 0, len(sorted_rows.good))
    with transaction.atomic():
        take_turn("intake")
        if earlier := Delivery.objects.filter(**origin).first():
            return _known_already(earlier)
        delivery = Delivery(
            **origin, file_name=path.name, delivered_on=delivered_on, received_at=received_at
        )
        _store(delivery, kind, table.header, rows, sorted_rows)
    progress("store", len(sorted_rows.good), len(sorted_rows.good))
    return _receipt(delivery, _count_reasons(error for _, error in sorted_rows.refused))


def _store(
    delivery: Delivery,
    kind: FileKind,
    header: Sequence[str],
    rows: Sequence[RawRow],
    sorted_rows: _Sorted,
) -> None:
    delivery.header = [name for name in header if name not in kind.unsaved_columns]
    delivery.notes = [row.note for row in sorted_rows.good if row.note]
    delivery.rows, delivery.quarantined = len(rows), len(sorted_rows.refused)
    delivery.save(force_insert=True)
    _copy_rows(kind, delivery, rows)
    _copy_quarantine(delivery, sorted_rows.refused)
    moment = datetime.combine(delivery.delivered_on, time.min, UTC)
    counts = kind.store(Received(delivery.id, moment), sorted_rows.good)
    delivery.accepted, delivery.revised = counts.accepted, counts.revised
    delivery.unchanged = counts.unchanged + sorted_rows.repeated
    delivery.save(update_fields=["accepted", "unchanged", "revised"])


def _known_already(delivery: Delivery) -> Receipt:
    reasons = _count_reasons(delivery.quarantined_rows.all())
    receipt = _receipt(delivery, reasons)
    unchanged = delivery.rows - delivery.quarantined
    fields = {name: getattr(receipt, name) for name in Receipt.__slots__}
    return Receipt(**fields | {"accepted": 0, "revised": 0, "unchanged": unchanged})


def _receipt(delivery: Delivery, reasons: dict[str, int]) -> Receipt:
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
        reasons=reasons,
        notes=tuple(delivery.notes),
    )


def _count_reasons(refusals) -> dict[str, int]:
    counts: dict[str, int] = {}
    for refusal in refusals:
        counts[refusal.reason] = counts.get(refusal.reason, 0) + 1
    return counts


def _check_columns(kind: FileKind, path: Path, table: Table) -> None:
    missing = [names for names in kind.required_columns if not set(names) & set(table.header)]
    if missing:
        wanted = "; ".join(" or ".join(names) for names in missing)
        raise UnusableInputError(
            f'"{path.name}", row 1: no column {wanted}; found {", ".join(table.header)}. '
            f"Rename the column or deliver the file as another kind than {kind.name}"
        )


def _sort(kind: FileKind, rows: Sequence[RawRow], options: Options, progress: Progress) -> _Sorted:
    good: dict[Hashable, ParsedRow] = {}
    refused: list[tuple[RawRow, RowError]] = []
    repeated = 0
    for done, row in enumerate(rows):
        try:
            parsed = _parsed(kind, row, options)
            first = good.setdefault(kind.identity(parsed.content), parsed)
            if first is not parsed:
                _check_repetition(first, parsed)
                repeated += 1
        except RowError as error:
            refused.append((row, error))
        if done % 1000 == 0:
            progress("check", done, len(rows))
    progress("check", len(rows), len(rows))
    return _Sorted(tuple(good.values()), repeated, tuple(refused))


def _parsed(kind: FileKind, row: RawRow, options: Options) -> ParsedRow:
    if row.error is not None:
        raise row.error
    return kind.parse(row, options)


def _check_repetition(first: ParsedRow, later: ParsedRow) -> None:
    if later.content != first.content:
        raise RowError(
            column="",
            value=str(later.content),
            reason="contradicts-an-earlier-row",
            remedy_nl=f"Rij {first.number} zegt iets anders over hetzelfde; laat er een staan.",
            remedy_en=f"Row {first.number} says something else of the same; keep one of them.",
        )


def _copy_rows(kind: FileKind, delivery: Delivery, rows: Sequence[RawRow]) -> None:
    unsaved = set(kind.unsaved_columns)

    def stored(row: RawRow) -> Jsonb:
        return Jsonb({name: value for name, value in row.values.items() if name not in unsaved})

    load_rows(
        "intake_deliveredrow",
        ("delivery_id", "tenant_id", "number", "values"),
        ((delivery.id, delivery.tenant_id, row.number, stored(row)) for row in rows),
    )


QUARANTINE_COLUMNS = (
    *("delivery_id", "tenant_id", "number", "column", "value", "reason"),
    *("remedy_nl", "remedy_en"),
)


def _quarantined(delivery: Delivery, row: RawRow, error: RowError) -> tuple[object, ...]:
    where = (delivery.id, delivery.tenant_id, row.number, error.column, str(error.value)[:200])
    return (*where, error.reason, error.remedy_nl, error.remedy_en)


def _copy_quarantine(delivery: Delivery, refused: Sequence[tuple[RawRow, RowError]]) -> None:
    load_rows(
        "intake_quarantinedrow",
        QUARANTINE_COLUMNS,
        (_quarantined(delivery, row, error) for row, error in refused),
    )
