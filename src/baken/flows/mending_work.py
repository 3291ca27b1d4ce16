"""The work that mends deliveries: in the worker, one transaction with the end of its job."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.correcting import (
    CorrectionReceipt,
    Corrector,
    correct_file,
    correct_rows,
)
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.selectors import delivery as delivery_of
from baken.foundation.intake.setting_aside import let_rows_wait, set_rows_aside
from baken.foundation.intake.withdrawing import put_back_delivery, withdraw_delivery
from baken.foundation.jobs.services import request_once
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.records.uploads.keeping import path_of
from baken.records.uploads.rules import UploadState
from baken.records.uploads.selectors import upload_by_id
from baken.records.uploads.services import change_upload
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

Kinds = Mapping[str, FileKind]


def mending(kinds: Kinds) -> tuple[Work, ...]:
    """Return every work that mends a delivery."""
    rows_only = {
        WorkName.SET_ROWS_ASIDE: _set_aside,
        WorkName.LET_ROWS_WAIT: _let_wait,
    }
    of_kinds = {
        WorkName.CORRECT_ROWS: _correct_rows,
        WorkName.CORRECT_BY_FILE: _correct_by_file,
        WorkName.WITHDRAW_DELIVERY: _withdraw,
        WorkName.PUT_BACK_DELIVERY: _put_back,
    }
    return (
        *(_work(name, do) for name, do in rows_only.items()),
        *(_work(name, partial(do, kinds)) for name, do in of_kinds.items()),
    )


def _work(name: WorkName, do: Callable[[JobRun], dict[str, Any]]) -> Work:
    return Work(
        name,
        may=lambda scope, tenant: scope.may(PermissionName.DELIVER_FILES, tenant=tenant),
        do=do,
        refused=_let_go_of_the_file,
    )


def _correct_rows(kinds: Kinds, run: JobRun) -> dict[str, Any]:
    rows = {int(number): values for number, values in run.parameters["rows"].items()}
    run.progress("check", 0, len(rows))
    receipt = correct_rows(
        kind=_kind(kinds, run), delivery=_delivery(run), rows=rows, corrector=_corrector(run)
    )
    run.progress("store", len(rows), len(rows))
    return _outcome(run, receipt)


def _correct_by_file(kinds: Kinds, run: JobRun) -> dict[str, Any]:
    upload = upload_by_id(UUID(run.parameters["upload"]))
    if upload is None:
        raise UnusableInputError("The file is no longer there; bring it in again.")
    run.progress("check", 0, 0)
    with transaction.atomic():
        receipt = correct_file(
            kind=_kind(kinds, run),
            delivery=_delivery(run),
            path=path_of(upload.id, upload.file_name),
            corrector=_corrector(run),
        )
        # A check stores nothing: what it did is undone here.
        transaction.set_rollback(run.parameters["check"])
    if run.parameters["check"]:
        return _told(receipt) | {"check": True, "upload": str(upload.id)}
    change_upload(
        identifier=upload.id,
        to=UploadState.TAKEN_IN,
        by=run.scope,
        at=run.at,
        delivery=receipt.delivery,
    )
    return _outcome(run, receipt)


def _set_aside(run: JobRun) -> dict[str, Any]:
    number = set_rows_aside(
        delivery=_delivery(run),
        numbers=run.parameters["rows"],
        reason=run.parameters["reason"],
        corrector=_corrector(run),
    )
    return {"delivery": run.parameters["delivery"], "rows": number}


def _let_wait(run: JobRun) -> dict[str, Any]:
    number = let_rows_wait(
        delivery=_delivery(run), numbers=run.parameters["rows"], corrector=_corrector(run)
    )
    return {"delivery": run.parameters["delivery"], "rows": number}


def _withdraw(kinds: Kinds, run: JobRun) -> dict[str, Any]:
    return _changed(kinds, run, withdraw_delivery)


def _put_back(kinds: Kinds, run: JobRun) -> dict[str, Any]:
    return _changed(kinds, run, put_back_delivery)


def _changed(kinds: Kinds, run: JobRun, change: Callable[..., int]) -> dict[str, Any]:
    run.progress("store", 0, 0)
    number = change(
        kind=_kind(kinds, run),
        delivery=_delivery(run),
        corrector=_corrector(run),
        reason=run.parameters["reason"],
    )
    figures = (
        request_once(run=run, work=WorkName.COMPUTE_FIGURES, subject=_file_name(run))
        if number
        else None
    )
    return {"delivery": run.parameters["delivery"], "values": number, "figures_job": figures}


def _outcome(run: JobRun, receipt: CorrectionReceipt) -> dict[str, Any]:
    changed = (
        request_once(run=run, work=WorkName.COMPUTE_FIGURES, subject=_file_name(run))
        if receipt.corrected
        else None
    )
    return _told(receipt) | {"figures_job": changed}


def _told(receipt: CorrectionReceipt) -> dict[str, Any]:
    return asdict(receipt) | {"delivery": str(receipt.delivery)}


def _file_name(run: JobRun) -> str:
    found = delivery_of(_delivery(run))
    return found.file_name if found else ""


def _kind(kinds: Kinds, run: JobRun) -> FileKind:
    kind = kinds.get(run.parameters["kind"])
    if kind is None:
        raise UnusableInputError(f'There is no kind "{run.parameters["kind"]}"; choose another.')
    return kind


def _delivery(run: JobRun) -> UUID:
    return UUID(run.parameters["delivery"])


def _corrector(run: JobRun) -> Corrector:
    return Corrector(at=run.at, by=run.scope.person, tenant=run.tenant)


def _let_go_of_the_file(run: JobRun, _error: UnusableInputError) -> None:
    """Keep nothing of a file of corrections that cannot be used: it may hold persons."""
    if "upload" in run.parameters:
        change_upload(
            identifier=UUID(run.parameters["upload"]),
            to=UploadState.DISCARDED,
            by=run.scope,
            at=run.at,
        )
