"""Reads ``permissions/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.permission import PermissionName


@dataclass(frozen=True, slots=True)
class PermissionEntry:
    """A permission in words, as it stands after "you may"."""

    id: PermissionName
    sentence_nl: str
    sentence_en: str

    def sentence(self, language: str) -> str:
        """Return what it allows, in Dutch or English."""
        return self.sentence_en if language.startswith("en") else self.sentence_nl


def read_permissions(folder: Path) -> tuple[PermissionEntry, ...]:
    """Read the permissions of a folder; each name of the vocabulary has exactly one entry.

    Raises:
        CatalogueError: naming every mistake in the files, and every name without an entry.
    """
    entries = read_entries(folder, "permission", PermissionEntry)
    missing = sorted(set(PermissionName) - {entry.id for entry in entries})
    if missing:
        raise CatalogueError(
            [
                f'{folder.name}: the permission "{name}" has no entry; '
                f'add [[permission]] id = "{name}"'
                for name in missing
            ]
        )
    return entries


PERMISSIONS: tuple[PermissionEntry, ...] = read_permissions(Path(__file__).parent)
_BY_NAME = {entry.id: entry for entry in PERMISSIONS}


def permission_entry(name: PermissionName) -> PermissionEntry:
    """Return what the catalogue says of a permission."""
    return _BY_NAME[name]
