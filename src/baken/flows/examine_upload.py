"""A look at a file that came in: what is it, which kind fits, what do its first rows say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.columns.mapping import as_json
from baken.foundation.intake.columns.suggesting import Certainty, suggest
from baken.foundation.intake.kind import FileKind, Options
from baken.foundation.intake.reading.readers import READERS
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
KEPT_COLUMNS, KEPT_SIGNS = 300, 200
"""What is kept to read the first rows again under another mapping."""
MAPS = (".geojson", ".json", ".gpkg", ".zip", ".shp")
WIJK_OR_BUURT = re.compile(r"(?:WK\d{6}|BU\d{8})")
YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def examining(
    kinds: Mapping[str, FileKind], sources: Mapping[str, str], of_buurten: Mapping[str, str]
) -> Work:
    """Return the work that looks at a file.

    ``sources`` names the usual source per kind, ``of_buurten`` another one for the kinds that have
    one where the rows are of wijken and buurten.
    """

    def do(run: JobRun) -> dict[str, Any]:
        identifier = UUID(run.parameters["upload"])
        upload = upload_by_id(identifier)
        # A restored backup knows the upload; its bytes stayed on the other machine.
        if upload is None or not path_of(identifier, upload.file_name).exists():
            raise UnusableInputError("The file is no longer there; bring it in again.")
        path = path_of(identifier, upload.file_name)
        look = look_at(path, kinds)
        look["sources"] = dict(sources) | (dict(of_buurten) if look.pop("of_buurten") else {})
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
    look["of_buurten"] = False
    look["year"] = years[-1] if years else None
    table, problem = _first_that_reads(path, kinds.values())
    if table is None:
        return look | {"problem": problem}
    rows = list(islice(table.rows, LOOKED_AT_ROWS))
    if persons := _persons_in(path.name, table, rows):
        return look | {"problem": persons, "persons": True}
    read = {name: _read_as(kind, table, rows, look["year"]) for name, kind in kinds.items()}
    hidden = {name for kind in kinds.values() for name in kind.unsaved_columns}
    header = [name for name in table.header if name not in hidden][:SHOWN_COLUMNS]
    return look | {
        "kind": _best_fit(read, kinds),
        "fits": {name: suggestion["missing"] for name, suggestion in read.items()},
        "mappings": {name: found for name, found in read.items() if not found["missing"]},
        "header": header,
        "columns": sum(name not in hidden for name in table.header),
        "of_buurten": any(
            WIJK_OR_BUURT.fullmatch(_text(value).strip())
            for row in rows
            for value in row.values.values()
        ),
        "names": (names := [n for n in table.header if n not in hidden][:KEPT_COLUMNS]),
        "sample": [
            [_text(row.values.get(name, ""))[:KEPT_SIGNS] for name in names]
            for row in rows[:SHOWN_ROWS]
        ],
        "rows": [
            [_shown(row.values.get(name, "")) for name in header] for row in rows[:SHOWN_ROWS]
        ],
    }


def _first_that_reads(path: Path, kinds: Sequence[FileKind]) -> tuple[Table | None, str]:
    """Return the table of the first reader that fits the most kinds, or why none can read it."""
    problems, best = [], None
    for shape in dict.fromkeys(kind.shape for kind in kinds):
        try:
            table = READERS[shape](path)
        except UnusableInputError as error:
            problems.append(str(error))
            continue
        if any(not _lacking(kind, table) for kind in kinds if kind.shape is shape):
            return table, ""
        best = best or table
    # The readers of maps come first; of a table only the others have something to say.
    chosen = 0 if path.suffix.lower() in MAPS else -1
    return best, problems[chosen] if problems else ""


def _persons_in(file_name: str, table: Table, rows: Sequence[RawRow]) -> str:
    """Return why the file is refused when it is about persons: not even a look at it is kept."""
    guard = PersonColumnGuard(table.header, file_name=file_name)
    try:
        guard.refuse_names()
        for row in rows:
            guard.look(row.values)
        guard.refuse()
    except PersonColumnsRefusedError as refusal:
        return str(refusal)
    return ""


def _lacking(kind: FileKind, table: Table) -> bool:
    """Return whether a column that the kind needs has no name of the file at all."""
    return bool(suggest(kind.columns, table.header, (), {"year": "", "period": ""}).missing)


def _read_as(
    kind: FileKind, table: Table, rows: Sequence[RawRow], year: int | None
) -> dict[str, Any]:
    """Return how the columns of the file would be read as this kind, as JSON will hold it."""
    # A person can give the year; it is no reason not to fit.
    fixed = Options(year=year or 2000).fixed_values(kind.columns)
    found = suggest(kind.columns, table.header, [row.values for row in rows], fixed)
    labels = {column.name: (column.label_nl, column.label_en) for column in kind.columns}
    # A kind with outlines is no kind for a file without any.
    no_map = bool(kind.unsaved_columns) and not set(kind.unsaved_columns) & set(table.header)
    outlines = ["grenzen op een kaart / outlines on a map"] if no_map else []
    return {
        "missing": [*outlines, *(" / ".join(labels[name]) for name in found.missing)],
        "certain": found.certain,
        "mapping": None if found.certain else as_json(replace(found.mapping, fixed={})),
        "proposals": [
            {
                "label_nl": labels[each.column][0],
                "label_en": labels[each.column][1],
                "columns": list(each.file_columns),
                "certainty": str(each.certainty),
                "reason_nl": each.reason_nl,
                "reason_en": each.reason_en,
            }
            for each in found.proposals
        ],
    }


def _best_fit(read: Mapping[str, Mapping[str, Any]], kinds: Mapping[str, FileKind]) -> str:
    """Return the fitting kind that recognises the most columns, "" when two do as well.

    Between published rows and a municipality's own, the published ones are the guess.
    """
    known = {
        name: sum(each["certainty"] == Certainty.CERTAIN for each in found["proposals"])
        for name, found in read.items()
        if not found["missing"]
    }
    best = [name for name, number in known.items() if number == max(known.values())]
    published = [name for name in best if not kinds[name].of_municipality]
    best = published or best
    return best[0] if len(best) == 1 else ""


def _text(value: object) -> str:
    return "" if isinstance(value, bytes) else str(value)


def _shown(value: object) -> str:
    text = _text(value)
    return text if len(text) <= SHOWN_SIGNS else f"{text[:SHOWN_SIGNS]}…"
