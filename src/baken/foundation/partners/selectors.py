"""Questions about people and municipalities."""

from collections.abc import Collection

from baken.foundation.partners.models import Municipality, Person
from baken.foundation.partners.services import DEMO_PREFIX
from baken.vocabulary.role import Role


def demo_person(role: Role) -> Person | None:
    """Return the person who plays a role on a demo install, or None."""
    return Person.objects.filter(
        username=f"{DEMO_PREFIX}{role}", is_demo=True, is_active=True
    ).first()


def demo_is_filled() -> bool:
    """Return whether there is anybody to look as."""
    return Person.objects.filter(is_demo=True, is_active=True).exists()


def person_key(username: str, *, tenants: Collection[str] | None = None) -> int | None:
    """Return the id of who logs in with this name, or None.

    With ``tenants`` only somebody who holds a role in one of these municipalities is known.
    """
    found = Person.objects.filter(username=username)
    if tenants is not None:
        found = found.filter(memberships__tenant__in=tenants)
    person = found.first()
    return person.pk if person else None


def municipality_names() -> dict[str, str]:
    """Return the tenants' names by code."""
    return dict(Municipality.objects.values_list("code", "name"))


def municipality_codes() -> tuple[str, ...]:
    """Return the tenants' codes in order."""
    return tuple(Municipality.objects.order_by("code").values_list("code", flat=True))


def person_by_id(identifier: int) -> Person | None:
    """Return the person with this id."""
    return Person.objects.filter(pk=identifier, is_active=True).first()
