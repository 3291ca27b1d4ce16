"""Decisions about the watch, without a database."""

from baken.foundation.partners.scope import Scope
from baken.vocabulary.permission import PermissionName


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose watch this scope may read."""
    return scope.where(PermissionName.READ_WATCH)
