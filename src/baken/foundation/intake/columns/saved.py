"""Column mappings kept under a name: open to all, or of one municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from baken.foundation.intake.columns.column import Column
from baken.foundation.intake.columns.comparing import (
    HeaderChange,
    compare_headers,
    header_fingerprint,
)
from baken.foundation.intake.columns.mapping import ColumnMapping, as_json, from_json
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.models import SavedMapping
from baken.vocabulary.errors import UnusableInputError


@dataclass(frozen=True, slots=True)
class SavedMappingFact:
    """A saved mapping: its name, whose it is (None: everybody's), and the header it is for."""

    id: int
    name: str
    tenant: str | None
    kind: str
    header: tuple[str, ...]
    mapping: dict
    saved_at: datetime


def save_mapping(
    *,
    name: str,
    kind: FileKind,
    header: Sequence[str],
    mapping: ColumnMapping,
    tenant: str | None,
    at: datetime,
) -> SavedMappingFact:
    """Keep a mapping under a name; the same name again replaces it.

    Raises:
        UnusableInputError: when it names columns that the kind or the header does not have.
    """
    checked = checked_mapping(name, kind.columns, header, mapping)
    row, _ = SavedMapping.objects.update_or_create(
        tenant_id=tenant,
        name=name,
        defaults={
            "kind": kind.name,
            "header": list(header),
            "fingerprint": header_fingerprint(header),
            "mapping": as_json(checked),
            "saved_at": at,
        },
    )
    return _fact(row)


def checked_mapping(
    name: str, columns: Sequence[Column], header: Sequence[str], mapping: ColumnMapping
) -> ColumnMapping:
    """Return a mapping that fits the columns of a kind and the header of a file.

    Raises:
        UnusableInputError: when it names columns that one of both does not have.
    """
    checked = from_json(as_json(mapping), columns)
    absent = sorted(checked.file_columns - set(header))
    if absent:
        raise UnusableInputError(
            f'the mapping "{name}" names columns that the file does not have: {", ".join(absent)}; '
            f"it has {', '.join(header)}"
        )
    silent = [
        column.name
        for column in columns
        if column.required and column.name not in {*checked.columns, *checked.fixed, "year"}
    ]
    if silent:
        raise UnusableInputError(
            f'the mapping "{name}" says nothing of {", ".join(silent)}; add a column or a fixed '
            "value"
        )
    return checked


def saved_mappings(kind: str | None = None) -> tuple[SavedMappingFact, ...]:
    """Return the saved mappings that who asks may see, by kind and name."""
    found = SavedMapping.objects.order_by("kind", "name")
    return tuple(_fact(row) for row in (found.filter(kind=kind) if kind else found))


def mapping_named(name: str, tenant: str | None) -> SavedMappingFact:
    """Return a saved mapping: the municipality's own, or else everybody's.

    Raises:
        UnusableInputError: naming the mappings that there are.
    """
    row = _of(tenant).filter(name=name).first()
    if row is None:
        known = ", ".join(sorted(_of(tenant).values_list("name", flat=True))) or "none yet"
        raise UnusableInputError(f'there is no saved mapping "{name}"; saved: {known}')
    return _fact(row)


def recognised_mapping(
    kind: FileKind, header: Sequence[str], tenant: str | None
) -> ColumnMapping | None:
    """Return the mapping that was saved for this header, its own municipality's first."""
    row = _of(tenant).filter(kind=kind.name, fingerprint=header_fingerprint(header)).first()
    return from_json(row.mapping, kind.columns) if row else None


def header_change(saved: SavedMappingFact, header: Sequence[str]) -> HeaderChange:
    """Return what became of the columns since the mapping was saved."""
    return compare_headers(saved.header, header)


def usable_mapping(saved: SavedMappingFact, columns: Sequence[Column]) -> ColumnMapping:
    """Return a saved mapping as intake takes it."""
    return from_json(saved.mapping, columns)


def _of(tenant: str | None):
    mine = Q(tenant_id=tenant) | Q(tenant=None)
    return SavedMapping.objects.filter(mine).order_by(F("tenant").asc(nulls_last=True), "-saved_at")


def _fact(row: SavedMapping) -> SavedMappingFact:
    return SavedMappingFact(
        id=row.pk,
        name=row.name,
        tenant=row.tenant_id,
        kind=row.kind,
        header=tuple(row.header),
        mapping=row.mapping,
        saved_at=row.saved_at,
    )
