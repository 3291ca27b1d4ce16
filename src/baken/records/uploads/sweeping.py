"""Removes bytes that no upload uses any more: what a kill left between two steps.

A file stops arriving when its sender or the web process goes; its bytes stay in ``arriving``. A
kill around a commit leaves bytes in ``kept`` of an upload that never came about, was taken in, was
let go, or is about persons.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog

from baken.catalogue.limits import UPLOAD_LIMITS
from baken.records.uploads.keeping import arriving_folder, kept_folder
from baken.records.uploads.models import Upload
from baken.records.uploads.rules import UploadState

LOG = structlog.get_logger("baken.uploads")
UNUSED = timedelta(hours=UPLOAD_LIMITS.unused_hours)
BYTES_GO = (UploadState.TAKEN_IN, UploadState.DISCARDED)


def sweep_uploads(*, at: datetime) -> tuple[int, int]:
    """Remove what no upload uses; call it in the scope of every municipality.

    What might still come about (it is younger than the limit of the catalogue) stays. What an
    upload says that it let go of need not wait. Returns how many files that stopped arriving were
    removed, and how many folders.
    """
    arriving, kept = _sweep_arriving(at), _sweep_kept(at)
    if arriving or kept:
        LOG.warning("bytes that no upload uses were removed", arriving=arriving, kept=kept)
    return arriving, kept


def _sweep_arriving(at: datetime) -> int:
    unused = [path for path in _in(arriving_folder()) if path.is_file() and _is_old(path, at)]
    for path in unused:
        path.unlink(missing_ok=True)
    return len(unused)


def _sweep_kept(at: datetime) -> int:
    # The folders first: an upload that comes about in between is then not looked at.
    folders = {name: path for path in _in(kept_folder()) if (name := _identifier(path))}
    known = Upload.objects.filter(id__in=list(folders)).values_list("id", "state", "look__persons")
    let_go = {name for name, state, persons in known if state in BYTES_GO or persons}
    strange = folders.keys() - {name for name, _, _ in known}
    unused = let_go | {name for name in strange if _is_old(folders[name], at)}
    for name in unused:
        shutil.rmtree(folders[name], ignore_errors=True)
    return len(unused)


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _identifier(path: Path) -> UUID | None:
    try:
        return UUID(path.name)
    except ValueError:
        return None


def _is_old(path: Path, at: datetime) -> bool:
    try:
        changed = path.stat().st_mtime
    except FileNotFoundError:
        return False
    return at.timestamp() - changed > UNUSED.total_seconds()
