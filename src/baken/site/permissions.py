"""The permission of every route: named on the view, or here for views of libraries."""

from collections.abc import Callable

from baken.foundation.partners.permissions import ANYONE, Permission

# Views that are not ours and cannot carry a mark, by module and name.
PERMISSIONS_OF_OTHERS = {
    "django.views.i18n.set_language": ANYONE,
}


def permission_of(view: Callable) -> Permission:
    """Return the permission that a view's route needs.

    Raises:
        LookupError: when the view names none; a route without a permission does not answer.
    """
    inner = getattr(view, "view_class", view)
    named = getattr(inner, "permission", None)
    found = named or PERMISSIONS_OF_OTHERS.get(f"{inner.__module__}.{inner.__qualname__}")
    if found is None:
        raise LookupError(f"{inner.__module__}.{inner.__qualname__} names no permission")
    return found
