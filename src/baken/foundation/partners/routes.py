"""How a view names its permission: ``@needs(READ_PUBLISHED)`` above it."""

from collections.abc import Callable
from typing import TypeVar

from baken.foundation.partners.permissions import Permission

View = TypeVar("View", bound=Callable)


def needs(permission: Permission) -> Callable[[View], View]:
    """Mark a view with the permission that its route needs."""

    def mark(view: View) -> View:
        view.permission = permission
        return view

    return mark
