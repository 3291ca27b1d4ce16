"""Where the bytes of uploads lie: one folder each, below the folder of uploads."""

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings


def path_of(identifier: UUID, file_name: str) -> Path:
    """Return where the file of an upload lies."""
    return Path(settings.UPLOADS_FOLDER) / "kept" / str(identifier) / file_name


def keep(identifier: UUID, file_name: str, arrived: Path) -> None:
    """Move a file that arrived on the same disk to its place; for us alone to read."""
    place = path_of(identifier, file_name)
    place.parent.mkdir(parents=True, mode=0o700)
    arrived.chmod(0o600)
    arrived.rename(place)


def let_go(identifier: UUID) -> None:
    """Remove the bytes of an upload; that they are gone already is no fault."""
    shutil.rmtree(Path(settings.UPLOADS_FOLDER) / "kept" / str(identifier), ignore_errors=True)
