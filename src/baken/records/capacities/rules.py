"""Decisions about available capacity, without a database."""

from baken.catalogue.organisations import ORGANISATIONS
from baken.foundation.partners.scope import Scope
from baken.vocabulary.permission import PermissionName

MOST_FTE, MOST_HOURS = 10_000.0, 10_000_000.0
LONGEST_SOURCE = 300
FIRST_YEAR, LAST_YEAR = 2000, 2100
_ORGANISATIONS = frozenset(each.id for each in ORGANISATIONS)


class CapacityRefusedError(Exception):
    """The capacity may not be entered so; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_permission(scope: Scope, tenant: str) -> None:
    """Let only who enters capacity in this municipality do so.

    Raises:
        CapacityRefusedError: when the scope may not.
    """
    if not scope.may(PermissionName.ENTER_CAPACITY, tenant=tenant):
        raise CapacityRefusedError("no-role-in-this-municipality")


def check_capacity(
    organisation: str, year: int, fte: float | None, hours: float | None, source: str
) -> str:
    """Return the source without surrounding space.

    Raises:
        CapacityRefusedError: when one of the values cannot be right.
    """
    if organisation not in _ORGANISATIONS:
        raise CapacityRefusedError("unknown-organisation")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CapacityRefusedError("unknown-year")
    for value, most in ((fte, MOST_FTE), (hours, MOST_HOURS)):
        # What is no number fails both comparisons.
        if value is not None and not 0 <= value <= most:
            raise CapacityRefusedError("unusable-number")
    return _checked_source(source, is_known=fte is not None or hours is not None)


def _checked_source(source: str, *, is_known: bool) -> str:
    said = source.strip()
    if is_known and not said:
        raise CapacityRefusedError("no-source")
    if len(said) > LONGEST_SOURCE:
        raise CapacityRefusedError("text-too-long")
    if "\0" in said:
        raise CapacityRefusedError("unusable-characters")
    return said
