"""Reads ``roles/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role: its names, for whom it is, what it may do, and whether it takes a second factor.

    ``second_factor`` is true for roles that see or manage what is about people.
    """

    id: Role
    title_nl: str
    title_en: str
    sentence_nl: str
    sentence_en: str
    second_factor: bool
    permissions: tuple[PermissionName, ...]

    def title(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl

    def sentence(self, language: str) -> str:
        """Return for whom the role is, in Dutch or English."""
        return self.sentence_en if language.startswith("en") else self.sentence_nl


def read_roles(folder: Path) -> tuple[RoleEntry, ...]:
    """Read the roles of a folder; each role of the vocabulary has exactly one entry.

    Raises:
        CatalogueError: naming every mistake in the files, and every role without an entry.
    """
    entries = read_entries(folder, "role", RoleEntry)
    missing = sorted(set(Role) - {entry.id for entry in entries})
    if missing:
        raise CatalogueError(
            [
                f'{folder.name}: the role "{role}" has no entry; add [[role]] id = "{role}"'
                for role in missing
            ]
        )
    return entries


ROLES: tuple[RoleEntry, ...] = read_roles(Path(__file__).parent)
_BY_ROLE = {entry.id: entry for entry in ROLES}
_PERMISSIONS = {entry.id: frozenset(entry.permissions) for entry in ROLES}


def role_entry(role: Role) -> RoleEntry:
    """Return what the catalogue says of a role."""
    return _BY_ROLE[role]


def permissions_of(role: Role) -> frozenset[PermissionName]:
    """Return what a role may do."""
    return _PERMISSIONS[role]


def roles_with(permission: PermissionName) -> tuple[Role, ...]:
    """Return the roles that hold a permission, in the catalogue's order."""
    return tuple(entry.id for entry in ROLES if permission in entry.permissions)


def roles_with_second_factor() -> frozenset[Role]:
    """Return the roles that may be held only with a second factor."""
    return frozenset(entry.id for entry in ROLES if entry.second_factor)
