"""What a data steward asks about a delivery: correct or set aside rows, withdraw it, put it back.

Loaded by the web process: it checks corrections and tells what would change. The worker writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from baken.foundation.intake.effects import as_text, held_values
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.reading.table import RawRow
from baken.foundation.intake.rechecking import RecheckedRow, recheck_delivery
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import INTAKE_LANE, WorkName
from baken.foundation.partners.scope import Scope
from baken.records.uploads.rules import UploadRefusedError, UploadState
from baken.records.uploads.services import change_upload, keep_upload
from baken.vocabulary.permission import PermissionName

AT_ONCE = 1


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that a correction brings: what holds now (None: nothing), and what will.

    ``overtaken``: a later delivery speaks of the same, so that its value goes on to hold.
    """

    row: int
    subject: str
    area: str
    period: str
    before: float | None
    after: float
    overtaken: bool


@dataclass(frozen=True, slots=True)
class CheckedCorrections:
    """Corrected rows as checked, and what taking them in would change."""

    rows: tuple[RecheckedRow, ...]
    changes: tuple[ValueChange, ...]

    @property
    def good(self) -> bool:
        """Return whether every row can be used now."""
        return all(row.parsed is not None for row in self.rows)


def tenant_for(delivery: DeliveryFact, by: Scope) -> str:
    """Return for which municipality somebody mends a delivery.

    Raises:
        UploadRefusedError: when the delivery is another's, or the person delivers no files.
    """
    may = sorted(by.where(PermissionName.DELIVER_FILES))
    if delivery.tenant and delivery.tenant not in may:
        raise UploadRefusedError("no-role-in-this-municipality")
    if not may:
        raise UploadRefusedError("no-role-in-this-municipality")
    return delivery.tenant or may[0]


def check_corrections(
    kind: FileKind, delivery: DeliveryFact, rows: Mapping[int, Mapping[str, Any]], *, at: datetime
) -> CheckedCorrections:
    """Check corrected rows as the worker will; nothing is stored.

    Raises:
        PersonColumnsRefusedError: when personal data was written into them.
    """
    given = [RawRow(number, dict(values)) for number, values in rows.items()]
    checked = recheck_delivery(kind, delivery.id, given, at=at)
    return CheckedCorrections(checked, _changes(kind, delivery, checked))


def _changes(
    kind: FileKind, delivery: DeliveryFact, checked: Sequence[RecheckedRow]
) -> tuple[ValueChange, ...]:
    table = kind.table
    if table is None:
        return ()
    said = [
        (row.row.number, value)
        for row in checked
        if row.parsed
        for value in kind.values(row.parsed.content)
    ]
    size = len(table.key)
    held = held_values(table, [value[:size] for _, value in said])
    changes = []
    for number, value in said:
        named = dict(zip((*table.key, *table.said), value, strict=True))
        now = held.get(as_text(value[:size]))
        changes.append(
            ValueChange(
                row=number,
                subject=str(named[table.subject]),
                area=str(named[table.area]),
                period=str(named[table.period]),
                before=now.value if now else None,
                after=float(named[table.value]) if table.value else 1.0,
                overtaken=bool(now and now.known_from > delivery.known_from),
            )
        )
    return tuple(changes)


def ask_to_correct(
    delivery: DeliveryFact, rows: Mapping[int, Mapping[str, Any]], *, by: Scope, at: datetime
) -> JobFact:
    """Ask the worker to store corrected rows; raises UploadRefusedError."""
    given = {str(number): dict(values) for number, values in rows.items()}
    return _ask(WorkName.CORRECT_ROWS, delivery, {"rows": given}, by=by, at=at)


def ask_to_check_file(
    delivery: DeliveryFact, *, arrived: Path, file_name: str, sha256: str, by: Scope, at: datetime
) -> JobFact:
    """Keep a file of corrected rows and have it checked; nothing of it is taken in yet."""
    upload = keep_upload(
        arrived=arrived,
        file_name=file_name,
        sha256=sha256,
        tenant=tenant_for(delivery, by),
        by=by,
        at=at,
    )
    change_upload(identifier=upload.id, to=UploadState.LOOKED_AT, by=by, at=at)
    return _ask_about_file(delivery, upload.id, by=by, at=at, check=True)


def ask_to_correct_by_file(
    delivery: DeliveryFact, upload: UUID, *, by: Scope, at: datetime
) -> JobFact:
    """Have the good rows of a checked file taken in; raises UploadRefusedError."""
    return _ask_about_file(delivery, upload, by=by, at=at, check=False)


def _ask_about_file(
    delivery: DeliveryFact, upload: UUID, *, by: Scope, at: datetime, check: bool
) -> JobFact:
    given = {"upload": str(upload), "check": check}
    job = _ask(WorkName.CORRECT_BY_FILE, delivery, given, by=by, at=at)
    choices = {"corrects": str(delivery.id)}
    change_upload(
        identifier=upload, to=UploadState.ASKED, by=by, at=at, job=job.id, choices=choices
    )
    return job


def ask_to_set_aside(
    delivery: DeliveryFact, numbers: Sequence[int], reason: str, *, by: Scope, at: datetime
) -> JobFact:
    """Ask that rows wait no longer, for a reason; raises UploadRefusedError."""
    given = {"rows": list(numbers), "reason": reason}
    return _ask(WorkName.SET_ROWS_ASIDE, delivery, given, by=by, at=at)


def ask_to_let_wait(
    delivery: DeliveryFact, numbers: Sequence[int], *, by: Scope, at: datetime
) -> JobFact:
    """Ask that rows that were set aside wait again; raises UploadRefusedError."""
    return _ask(WorkName.LET_ROWS_WAIT, delivery, {"rows": list(numbers)}, by=by, at=at)


def ask_to_withdraw(delivery: DeliveryFact, reason: str, *, by: Scope, at: datetime) -> JobFact:
    """Ask that a delivery no longer counts; raises UploadRefusedError."""
    return _ask(WorkName.WITHDRAW_DELIVERY, delivery, {"reason": reason}, by=by, at=at)


def ask_to_put_back(delivery: DeliveryFact, reason: str, *, by: Scope, at: datetime) -> JobFact:
    """Ask that a withdrawn delivery counts again; raises UploadRefusedError."""
    return _ask(WorkName.PUT_BACK_DELIVERY, delivery, {"reason": reason}, by=by, at=at)


def _ask(
    work: WorkName, delivery: DeliveryFact, given: dict[str, Any], *, by: Scope, at: datetime
) -> JobFact:
    return request_job(
        work=work,
        subject=delivery.file_name,
        parameters={"delivery": str(delivery.id), "kind": delivery.kind, **given},
        tenant=tenant_for(delivery, by),
        by=by,
        at=at,
        lane=INTAKE_LANE,
        urgency=AT_ONCE,
    )
