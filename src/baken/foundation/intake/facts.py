"""What leaves intake: deliveries and the rows they brought."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from baken.vocabulary.delivery import DeliveryState


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which a delivery did not count: from its withdrawal until it was put back."""

    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryFact:
    """A file that was taken in, with the counts of what became of its rows.

    ``tenant`` is the municipality whose own it is; None: it is open to all.
    """

    id: UUID
    kind: str
    file_name: str
    sha256: str
    source: str
    tenant: str | None
    delivered_on: date
    received_at: datetime
    known_from: datetime
    state: DeliveryState
    withdrawn_at: datetime | None
    header: tuple[str, ...]
    notes: tuple[str, ...]
    rows: int
    accepted: int
    unchanged: int
    revised: int
    quarantined: int
    absences: tuple[Absence, ...] = ()
    year: int | None = None
    mapping: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RowFact:
    """A row as it stood in the file; ``number`` counts the header as row 1."""

    delivery: UUID
    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class QuarantineFact:
    """A row that waits for a correction; ``tenant`` is that of its delivery."""

    delivery: UUID
    tenant: str | None
    file_name: str
    number: int
    column: str
    value: str
    reason: str
    remedy_nl: str
    remedy_en: str
