"""Exceptions to the refusal of person columns: one person asks, another agrees, and it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from baken.catalogue.person_columns import PERSON_COLUMNS
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.models import PersonColumnException
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.permission import PermissionName

LONGEST = timedelta(days=366)
SHORTEST_TEXT = 10
"""Characters that a purpose and a basis need at least."""


class ExceptionRefusedError(Exception):
    """The exception may not be asked for, agreed to or withdrawn; ``reason`` is a word.

    may-not-ask, unknown-person-kind, no-column, no-purpose, no-basis, end-out-of-range,
    unknown-exception, asked-by-yourself, decided-already, or over.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ExceptionWish:
    """What is asked: which column of which kind of file may hold which personal datum, and why."""

    file_kind: str
    column: str
    person_kind: str
    purpose: str
    basis: str
    ends_on: date


def ask_exception(*, wish: ExceptionWish, tenant: str, by: Scope, at: datetime) -> UUID:
    """Ask for an exception; nothing passes before somebody else agrees.

    Raises:
        ExceptionRefusedError: when the person may not, or the wish is incomplete.
    """
    if not by.may(PermissionName.DELIVER_FILES, tenant=tenant):
        raise ExceptionRefusedError("may-not-ask")
    _check(wish, at.date())
    with transaction.atomic(), operation():
        asked = PersonColumnException.objects.create(
            tenant_id=tenant,
            file_kind=wish.file_kind.strip(),
            column=wish.column.strip(),
            person_kind=wish.person_kind,
            purpose=wish.purpose.strip(),
            basis=wish.basis.strip(),
            ends_on=wish.ends_on,
            asked_by_id=by.person,
            asked_at=at,
        )
        _log(asked, "ask-exception", by, at)
    return asked.id


def _check(wish: ExceptionWish, today: date) -> None:
    if wish.person_kind not in {kind.id for kind in PERSON_COLUMNS}:
        raise ExceptionRefusedError("unknown-person-kind")
    if not wish.column.strip() or not wish.file_kind.strip():
        raise ExceptionRefusedError("no-column")
    if len(wish.purpose.strip()) < SHORTEST_TEXT:
        raise ExceptionRefusedError("no-purpose")
    if len(wish.basis.strip()) < SHORTEST_TEXT:
        raise ExceptionRefusedError("no-basis")
    if not today <= wish.ends_on <= today + LONGEST:
        raise ExceptionRefusedError("end-out-of-range")


def agree_exception(*, identifier: UUID, by: Scope, at: datetime) -> None:
    """Agree to what somebody else asked.

    Raises:
        ExceptionRefusedError: when it is unknown to this person, may not, asked by the same
            person, decided already, or over.
    """
    with transaction.atomic(), operation():
        asked = _locked(identifier, by, PermissionName.AGREE_TO_PERSON_COLUMNS)
        if asked.asked_by_id == by.person:
            raise ExceptionRefusedError("asked-by-yourself")
        if asked.agreed_at or asked.withdrawn_at:
            raise ExceptionRefusedError("decided-already")
        if asked.ends_on < at.date():
            raise ExceptionRefusedError("over")
        asked.agreed_by_id, asked.agreed_at = by.person, at
        asked.save(update_fields=["agreed_by", "agreed_at"])
        _log(asked, "agree-exception", by, at)


def withdraw_exception(*, identifier: UUID, by: Scope, at: datetime) -> None:
    """End an exception, or refuse one that waits; who may ask or agree may do so.

    Raises:
        ExceptionRefusedError: when it is unknown to this person or withdrawn already.
    """
    with transaction.atomic(), operation():
        asked = _locked(
            identifier, by, PermissionName.AGREE_TO_PERSON_COLUMNS, PermissionName.DELIVER_FILES
        )
        if asked.withdrawn_at:
            raise ExceptionRefusedError("decided-already")
        asked.withdrawn_at = at
        asked.save(update_fields=["withdrawn_at"])
        _log(asked, "withdraw-exception", by, at)


def _locked(identifier: UUID, by: Scope, *permissions: PermissionName) -> PersonColumnException:
    found = PersonColumnException.objects.select_for_update(of=("self",))
    asked = found.filter(id=identifier).first()
    if asked is None or not any(by.may(each, tenant=asked.tenant_id) for each in permissions):
        raise ExceptionRefusedError("unknown-exception")
    return asked


def _log(asked: PersonColumnException, action: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=asked.tenant_id,
        actor=by.person,
        at=at,
        action=action,
        subject=f"exception {asked.id}",
        details={
            "file_kind": asked.file_kind,
            "column": asked.column,
            "person_kind": asked.person_kind,
            "ends_on": str(asked.ends_on),
        },
    )


def agreed_exceptions(
    *, tenant: str | None, file_kind: str, on: date
) -> frozenset[tuple[str, str]]:
    """Return the (column, kind of personal datum) that may pass for a municipality on a day.

    Files that are open to all have no municipality, and so no exception.
    """
    if tenant is None:
        return frozenset()
    agreed = PersonColumnException.objects.filter(
        tenant=tenant,
        file_kind=file_kind,
        agreed_at__isnull=False,
        withdrawn_at=None,
        ends_on__gte=on,
    )
    return frozenset(agreed.values_list("column", "person_kind"))


def log_use(
    *, tenant: str, file_kind: str, columns: Sequence[tuple[str, str]], at: datetime, by: int | None
) -> None:
    """Log that a file came in with columns that an exception lets pass."""
    for column, person_kind in columns:
        write_audit_entry(
            tenant=tenant,
            actor=by,
            at=at,
            action="use-exception",
            subject=f"file of kind {file_kind}",
            details={"file_kind": file_kind, "column": column, "person_kind": person_kind},
        )


@dataclass(frozen=True, slots=True)
class ExceptionFact:
    """An exception as shown: what was asked, by whom, and what became of it."""

    id: UUID
    tenant: str
    wish: ExceptionWish
    asked_by: str
    asked_by_id: int
    asked_at: datetime
    agreed_by: str
    agreed_at: datetime | None
    withdrawn_at: datetime | None

    def state(self, today: date) -> str:
        """Return waiting, agreed, withdrawn or over."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.wish.ends_on < today:
            return "over"
        return "agreed" if self.agreed_at else "waiting"


def exceptions(*, by: Scope) -> tuple[ExceptionFact, ...]:
    """Return the exceptions of the municipalities where one may ask or agree, newest first."""
    may = by.where(PermissionName.AGREE_TO_PERSON_COLUMNS) | by.where(PermissionName.DELIVER_FILES)
    found = PersonColumnException.objects.filter(tenant__in=may)
    rows = found.select_related("asked_by", "agreed_by").order_by("-asked_at", "id")
    return tuple(_fact(row) for row in rows)


def _fact(row: PersonColumnException) -> ExceptionFact:
    return ExceptionFact(
        id=row.id,
        tenant=row.tenant_id,
        wish=ExceptionWish(
            row.file_kind, row.column, row.person_kind, row.purpose, row.basis, row.ends_on
        ),
        asked_by=row.asked_by.full_name,
        asked_by_id=row.asked_by_id,
        asked_at=row.asked_at,
        agreed_by=row.agreed_by.full_name if row.agreed_by else "",
        agreed_at=row.agreed_at,
        withdrawn_at=row.withdrawn_at,
    )
