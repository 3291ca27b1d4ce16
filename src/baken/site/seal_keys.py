"""The key that seals second factors lies outside the database: how it goes with a backup.

A backup and its key are two files. Whoever has only the backup opens no second factor; whoever
restores it elsewhere needs both. A fingerprint in the backup says which key belongs to it.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from baken.site import environment
from baken.site.postgres.durable import write_durably
from baken.site.postgres.trouble import BackupRefused

NAME, SUFFIX = "seal-key", ".seal-key"
BEFORE = "seal-key.before-restore"


def fingerprint(key: str) -> str:
    """Return what tells a key from another one and gives nothing of it away; "" for no key.

    The key is random, so that nobody finds it by trying.
    """
    return hashlib.sha256(b"baken seal key " + key.encode()).hexdigest()[:32] if key else ""


def key_here(values: Mapping[str, str]) -> str:
    """Return the key of this install: the setting, else the file in its home, else ""."""
    return values["BAKEN_SEAL_KEY"] or _read(environment.home_folder(values) / NAME)


def keep_beside(backup: Path, values: Mapping[str, str]) -> Path | None:
    """Write the key beside a backup, for us alone to read; return where.

    None when there is none yet, or when it is a setting: whoever set it keeps it.
    """
    key = key_here(values)
    if not key or values["BAKEN_SEAL_KEY"]:
        return None
    place = beside(backup)
    write_durably(place, key)
    return place


def beside(backup: Path) -> Path:
    """Return where the key of a backup lies unless it was put elsewhere."""
    return backup.with_name(f"{backup.name}{SUFFIX}")


def key_for(wanted: str, backup: Path, given: Path | None, values: Mapping[str, str]) -> str | None:
    """Return the key that must come to this home for a backup with this fingerprint.

    None when the key that is here already is the one, or the backup names none.

    Raises:
        BackupRefused: when the right key is not here and not given. Nothing was changed.
    """
    if not wanted or fingerprint(key_here(values)) == wanted:
        return None
    place = given or beside(backup)
    key = _read(place)
    if fingerprint(key) != wanted:
        found = "holds another key" if key else "is not there"
        raise BackupRefused(
            f"{backup} belongs to another seal key than that of this install, and {place} {found}. "
            "Nothing was changed. Give the key with --seal-key FILE. Without it nobody gets in "
            "with a second factor of before; to go on like that: --without-seal-key."
        )
    if values["BAKEN_SEAL_KEY"]:
        raise BackupRefused(
            f"{backup} belongs to another seal key than the setting BAKEN_SEAL_KEY. Nothing was "
            f"changed. Set it to the content of {place}, or unset it, and restore again."
        )
    return key


def bring_home(key: str, values: Mapping[str, str]) -> None:
    """Make a key the one of this install; the former one is kept beside it."""
    home = environment.home_folder(values)
    former = _read(home / NAME)
    if former:
        write_durably(home / BEFORE, former)
    write_durably(home / NAME, key)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
