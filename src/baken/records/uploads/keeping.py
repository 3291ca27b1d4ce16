"""Where the bytes of uploads lie: one folder each, below the folder of uploads."""

import os
import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings


def path_of(identifier: UUID, file_name: str) -> Path:
    """Return where the file of an upload lies."""
    return kept_folder() / str(identifier) / file_name


def keep(identifier: UUID, file_name: str, arrived: Path) -> None:
    """Move a file that arrived on the same disk to its place; for us alone to read.

    It is on the disk, also after a power cut, before the database says that it is there.
    """
    place = path_of(identifier, file_name)
    place.parent.mkdir(parents=True, mode=0o700)
    arrived.chmod(0o600)
    arrived.rename(place)
    for written in (place, place.parent, place.parent.parent):
        _write_through(written)


def let_go(identifier: UUID) -> None:
    """Remove the bytes of an upload; that they are gone already is no fault."""
    shutil.rmtree(kept_folder() / str(identifier), ignore_errors=True)


def kept_folder() -> Path:
    """Return the folder with a folder per upload."""
    return Path(settings.UPLOADS_FOLDER) / "kept"


def arriving_folder() -> Path:
    """Return the folder in which files lie while they come in."""
    return Path(settings.UPLOADS_FOLDER) / "arriving"


def _write_through(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
