"""The roles: what each may do, what it is called, and whether it takes a second factor."""

from baken.catalogue.roles.entries import (
    ROLES,
    RoleEntry,
    permissions_of,
    role_entry,
    roles_with,
    roles_with_second_factor,
)

__all__ = [
    "ROLES",
    "RoleEntry",
    "permissions_of",
    "role_entry",
    "roles_with",
    "roles_with_second_factor",
]
