"""Where raw words wait for the worker: sealed on disk, for a day at most, never in the database."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from baken.foundation.partners.sealing import seal, unseal

LONGEST_WAIT = timedelta(hours=24)


def keep_waiting(content: bytes, *, tenant: str) -> UUID:
    """Keep raw words sealed until the worker takes them; returns under which id."""
    identifier = uuid4()
    path = _path(identifier)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed = seal(content, owner=_owner(identifier, tenant)).encode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    return identifier


def open_waiting(identifier: UUID, *, tenant: str) -> bytes | None:
    """Return the raw words, or None when they are gone: taken already, or waited too long."""
    try:
        sealed = _path(identifier).read_bytes()
    except FileNotFoundError:
        return None
    return unseal(sealed.decode(), owner=_owner(identifier, tenant))


def let_go_of(identifier: UUID) -> None:
    """Destroy raw words; that they are gone already is no fault."""
    _path(identifier).unlink(missing_ok=True)


def sweep_waiting(*, at: datetime) -> int:
    """Destroy what waited longer than a day; returns how many."""
    if not _folder().is_dir():
        return 0
    oldest = (at - LONGEST_WAIT).timestamp()
    old = [path for path in _folder().iterdir() if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def names_folder() -> Path:
    """Return the folder in which the lists of names are built once."""
    return Path(settings.UPLOADS_FOLDER).parent / "names"


def _folder() -> Path:
    return Path(settings.UPLOADS_FOLDER) / "conversations"


def _path(identifier: UUID) -> Path:
    return _folder() / f"{identifier}.sealed"


def _owner(identifier: UUID, tenant: str) -> str:
    return f"conversation {tenant} {identifier}"
