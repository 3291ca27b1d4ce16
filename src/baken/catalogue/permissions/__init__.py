"""What a role may do, in words."""

from baken.catalogue.permissions.entries import PERMISSIONS, PermissionEntry, permission_entry

__all__ = ["PERMISSIONS", "PermissionEntry", "permission_entry"]
