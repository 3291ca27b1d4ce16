"""Files that are either the old or the new one, also after a power cut."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from baken.site.postgres.trouble import DatabaseTrouble


def fsync_folder(folder: Path) -> None:
    """Make renames and creations inside ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path, mode: int) -> None:
    """Make ``folder`` and its parents unless they are there; new ones get ``mode`` whatever umask.

    An existing folder keeps its rights: they may be the administrator's choice.
    """
    if not folder.is_dir():
        make_folder(folder.parent, mode)
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)


def keep_owner(path: Path | int, folder: Path) -> None:
    """Give what root makes in another's folder to that other, who must be able to use it later."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def write_durably(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Replace ``path`` by ``text`` (UTF-8) in one step that a power cut cannot halve."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fchmod(handle, mode)
            keep_owner(handle, path.parent)
            os.fsync(handle)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    fsync_folder(path.parent)


def write_record(path: Path, record: dict[str, Any], *, mode: int = 0o600) -> None:
    """Write ``record`` as JSON, durably."""
    write_durably(path, json.dumps(record, indent=2, sort_keys=True) + "\n", mode=mode)


def read_record(path: Path) -> dict[str, Any]:
    """Read a JSON object; {} when there is no such file.

    Raises DatabaseTrouble when the file is not ours to read or not a JSON object.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except PermissionError as error:
        raise DatabaseTrouble(
            f"The database belongs to another account: {path} may not be read. "
            "Run Baken as the user who made this data folder, or choose another BAKEN_HOME."
        ) from error
    except ValueError as error:
        raise DatabaseTrouble(
            f"{path} is damaged ({error}). Put it back from a copy of the data folder, "
            "or restore a backup into a new BAKEN_HOME."
        ) from error
    if not isinstance(record, dict):
        raise DatabaseTrouble(f"{path} is damaged: a JSON object was expected.")
    return record
