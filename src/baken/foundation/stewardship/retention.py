"""Destruction on time: every record declares its erasers, one sweep runs them all.

An eraser destroys what is due in its tables; a tombstone stays, and the log of each municipality
says that Baken itself did it.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from baken.catalogue.retention import term_named
from baken.foundation.stewardship.models import Tombstone
from baken.foundation.stewardship.operations import operation, operation_under_way
from baken.foundation.stewardship.services import write_audit_entry


@dataclass(frozen=True, slots=True)
class DestroyedRows:
    """What an eraser destroyed of one municipality (None: of none), without its contents.

    ``sha256`` is over the keys of the rows; of a log, ``last`` is the last number and hash.
    """

    tenant: str | None
    number: int
    sha256: str
    last: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Eraser:
    """How a record destroys on time.

    ``due`` counts what is due before a day; ``erase`` destroys that and says what it was, writing
    a tombstone through ``bury`` first where the database demands one.
    """

    table: str
    term: str
    due: Callable[[date], int]
    erase: Callable[[date, "Burial"], Iterable[DestroyedRows]]
    more_tables: tuple[str, ...] = ()


Burial = Callable[[DestroyedRows], None]
"""Writes the tombstone of rows; called before they are gone."""


@dataclass(frozen=True, slots=True)
class RetentionFact:
    """What one eraser has to do, or did: the table, the term, the day and the number of rows."""

    table: str
    term: str
    before: date
    number: int


def due_on(erasers: Sequence[Eraser], *, today: date) -> tuple[RetentionFact, ...]:
    """Return, per eraser, how many rows are due today; destroys nothing."""
    return tuple(
        RetentionFact(eraser.table, eraser.term, limit, eraser.due(limit))
        for eraser, limit in _with_limits(erasers, today)
    )


def destroy_due(
    erasers: Sequence[Eraser], *, today: date, at: datetime
) -> tuple[RetentionFact, ...]:
    """Destroy what is due, in the caller's transaction: all of it, or nothing.

    The caller sees the rows of all municipalities (``every_municipality``).
    """
    with operation():
        return tuple(
            RetentionFact(eraser.table, eraser.term, limit, _run(eraser, limit, at))
            for eraser, limit in _with_limits(erasers, today)
        )


def _with_limits(erasers: Sequence[Eraser], today: date) -> Iterable[tuple[Eraser, date]]:
    return ((eraser, term_named(eraser.term).limit(today)) for eraser in erasers)


def _run(eraser: Eraser, limit: date, at: datetime) -> int:
    destroyed: list[DestroyedRows] = []

    def bury(rows: DestroyedRows) -> None:
        destroyed.append(rows)
        _bury(eraser, limit, at, rows)

    for rows in eraser.erase(limit, bury):
        if rows not in destroyed:
            bury(rows)
    return sum(rows.number for rows in destroyed)


def _bury(eraser: Eraser, limit: date, at: datetime, rows: DestroyedRows) -> None:
    number, sha256 = rows.last or (None, "")
    stone = Tombstone.objects.create(
        tenant_id=rows.tenant,
        table=eraser.table,
        term=eraser.term,
        number=rows.number,
        before=limit,
        at=at,
        sha256=rows.sha256,
        operation=operation_under_way(),
        last_number=number,
        last_sha256=sha256,
    )
    if rows.tenant:
        write_audit_entry(
            tenant=rows.tenant,
            actor=None,
            at=at,
            action="destroy-on-time",
            subject=f"tombstone {stone.id}",
            details={"table": eraser.table, "rows": str(rows.number), "before": str(limit)},
        )


def delete_rows(found: QuerySet, *, tenant_of: str | None = "tenant_id") -> list[DestroyedRows]:
    """Delete the rows of a question and return, per municipality, what was destroyed."""
    keys: dict[str | None, list[str]] = {}
    columns = ("pk", tenant_of) if tenant_of else ("pk",)
    for key, *tenant in found.order_by("pk").values_list(*columns):
        keys.setdefault(tenant[0] if tenant else None, []).append(str(key))
    found.delete()
    return [destroyed(tenant, each) for tenant, each in sorted(keys.items(), key=str)]


def destroyed(tenant: str | None, keys: Sequence[str]) -> DestroyedRows:
    """Return what was destroyed of a municipality, with the hash over the keys in order."""
    raw = "\n".join(sorted(keys)).encode()
    return DestroyedRows(tenant, len(keys), hashlib.sha256(raw).hexdigest())
