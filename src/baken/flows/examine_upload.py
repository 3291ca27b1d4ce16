"""A look at a file that came in: what is it, which kind fits, what do its first rows say."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.reading.table import RawRow, Table
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.stewardship.person_columns import (
    PersonColumnGuard,
    PersonColumnsRefusedError,
)
from baken.records.uploads.keeping import let_go, path_of
from baken.records.uploads.rules import UploadRefusedError, UploadState
from baken.records.uploads.selectors import upload_by_id
from baken.records.uploads.services import change_upload
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

LOOKED_AT_ROWS, SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_SIGNS = 200, 8, 40, 60
YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def examining(kinds: Mapping[str, FileKind], sources: Mapping[str, str]) -> Work:
    """Return the work that looks at a file; ``sources`` names the usual source per kind."""

    def do(run: JobRun) -> dict[str, Any]:
        identifier = UUID(run.parameters["upload"])
        upload = upload_by_id(identifier)
        if upload is None:
            raise UnusableInputError("The file is no longer there; bring it in again.")
        path = path_of(identifier, upload.file_name)
        look = look_at(path, kinds) | {"sources": dict(sources)}
        try:
            change_upload(
                identifier=identifier, to=UploadState.LOOKED_AT, by=run.scope, at=run.at, look=look
            )
        except UploadRefusedError:  # discarded while we looked
            return {"look": "too-late"}
        if look["persons"]:
            transaction.on_commit(lambda: let_go(identifier))
        return {"look": look["kind"] or "unknown"}

    return Work(
        WorkName.EXAMINE_UPLOAD,
        may=lambda scope, tenant: scope.may(PermissionName.DELIVER_FILES, tenant=tenant),
        do=do,
    )


def look_at(path: Path, kinds: Mapping[str, FileKind]) -> dict[str, Any]:
    """Return what a look gave, as JSON will hold it; never the whole file.

    ``kind`` is the one that fits best ("" for none), ``fits`` says per kind which columns lack,
    ``rows`` are the first ones, shortened, ``problem`` why it cannot be read at all.
    """
    years = [int(found) for found in YEAR_IN_NAME.findall(path.name)]
    look = {"kind": "", "fits": {}, "header": [], "rows": [], "problem": "", "persons": False}
    look["year"] = years[-1] if years else None
    table, problem = _first_that_reads(path, kinds.values())
    if table is None:
        return look | {"problem": problem}
    rows = list(islice(table.rows, LOOKED_AT_ROWS))
    if persons := _persons_in(table, rows):
        return look | {"problem": persons, "persons": True}
    lacking = {name: _lacking(kind, table) for name, kind in kinds.items()}
    hidden = {name for kind in kinds.values() for name in kind.unsaved_columns}
    header = [name for name in table.header if name not in hidden][:SHOWN_COLUMNS]
    return look | {
        "kind": _best_fit(kinds, lacking),
        "fits": lacking,
        "header": header,
        "columns": len(table.header),
        "rows": [
            [_shown(row.values.get(name, "")) for name in header] for row in rows[:SHOWN_ROWS]
        ],
    }


def _first_that_reads(path: Path, kinds: Sequence[FileKind]) -> tuple[Table | None, str]:
    """Return the table of the first reader that fits the most kinds, or why none can read it."""
    problem, best = "", None
    for read in dict.fromkeys(kind.read for kind in kinds):
        try:
            table = read(path)
        except UnusableInputError as error:
            problem = problem or str(error)
            continue
        if any(not _lacking(kind, table) for kind in kinds if kind.read is read):
            return table, ""
        best = best or table
    return best, problem


def _persons_in(table: Table, rows: Sequence[RawRow]) -> str:
    """Return why the file is refused when it is about persons: not even a look at it is kept."""
    guard = PersonColumnGuard(table.header)
    try:
        guard.refuse_names()
        for row in rows:
            guard.look(row.values)
        guard.refuse()
    except PersonColumnsRefusedError as refusal:
        return str(refusal)
    return ""


def _lacking(kind: FileKind, table: Table) -> list[str]:
    return [
        " / ".join(names) for names in kind.required_columns if not set(names) & set(table.header)
    ]


def _best_fit(kinds: Mapping[str, FileKind], lacking: Mapping[str, list[str]]) -> str:
    """Return the fitting kind that asks for the most columns, "" when two ask for as many."""
    asked = {
        name: len(kinds[name].required_columns) for name, lacks in lacking.items() if not lacks
    }
    best = [name for name, number in asked.items() if number == max(asked.values())]
    return best[0] if len(best) == 1 else ""


def _shown(value: object) -> str:
    text = "" if isinstance(value, bytes) else str(value)
    return text if len(text) <= SHOWN_SIGNS else f"{text[:SHOWN_SIGNS]}…"
