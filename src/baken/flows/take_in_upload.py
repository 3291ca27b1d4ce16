"""Taking a file in as a job, and asking for the figures anew when it brought anything."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.columns.mapping import from_json
from baken.foundation.intake.kind import FileKind, Options
from baken.foundation.intake.pipeline import Receipt, receive
from baken.foundation.jobs.services import request_once
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.stewardship.person_columns import PersonColumnsRefusedError
from baken.records.uploads.keeping import let_go, path_of
from baken.records.uploads.rules import UploadState
from baken.records.uploads.selectors import upload_by_id
from baken.records.uploads.services import change_upload
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

KEPT_OF_A_LOOK = ("kind", "fits", "year", "sources")
"""What a look said of a file that its contents cannot be told from."""


def taking_in(kinds: Mapping[str, FileKind]) -> Work:
    """Return the work that takes a file in."""

    def do(run: JobRun) -> dict[str, Any]:
        identifier = UUID(run.parameters["upload"])
        upload = upload_by_id(identifier)
        # A restored backup knows the upload; its bytes stayed on the other machine.
        if upload is None or not path_of(identifier, upload.file_name).exists():
            raise UnusableInputError("The file is no longer there; bring it in again.")
        receipt = _receive(run, kinds, path_of(identifier, upload.file_name))
        change_upload(
            identifier=identifier,
            to=UploadState.TAKEN_IN,
            by=run.scope,
            at=run.at,
            delivery=receipt.delivery,
        )
        changed = receipt.accepted + receipt.revised
        figures = (
            request_once(run=run, work=WorkName.COMPUTE_FIGURES, subject=receipt.file)
            if changed
            else None
        )
        outcome = asdict(receipt) | {"delivery": str(receipt.delivery)}
        return outcome | {"figures_job": figures}

    return Work(
        WorkName.TAKE_IN_UPLOAD,
        may=lambda scope, tenant: scope.may(PermissionName.DELIVER_FILES, tenant=tenant),
        do=do,
        refused=_let_go_of_persons,
    )


def _let_go_of_persons(run: JobRun, error: UnusableInputError) -> None:
    """Keep nothing of a file about persons: not its bytes, and not the look at its first rows."""
    if not isinstance(error, PersonColumnsRefusedError):
        return
    identifier = UUID(run.parameters["upload"])
    upload = upload_by_id(identifier)
    if upload is None:
        return
    kept = {name: upload.look[name] for name in KEPT_OF_A_LOOK if name in upload.look}
    change_upload(
        identifier=identifier,
        to=UploadState.LOOKED_AT,
        by=run.scope,
        at=run.at,
        look=kept | {"header": [], "rows": [], "problem": str(error), "persons": True},
    )
    transaction.on_commit(lambda: let_go(identifier))


def _receive(run: JobRun, kinds: Mapping[str, FileKind], path: Any) -> Receipt:
    kind = kinds.get(run.parameters["kind"])
    if kind is None:
        raise UnusableInputError(f'There is no kind "{run.parameters["kind"]}"; choose another.')
    options = Options(year=run.parameters["year"])
    mapping = None
    if said := run.parameters.get("mapping"):
        fixed = options.fixed_values(kind.columns)
        mapping = from_json(said, kind.columns).with_fixed(**fixed)
    return receive(
        kind=kind,
        path=path,
        source=run.parameters["source"],
        delivered_on=date.fromisoformat(run.parameters["delivered_on"]),
        received_at=run.at,
        options=options,
        mapping=mapping,
        tenant=run.tenant,
        by=run.scope.person,
        progress=run.progress,
    )
