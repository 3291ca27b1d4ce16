"""Questions about people and municipalities."""

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.role import Role


def demo_person(role: Role) -> Person | None:
    """Return the person who plays a role on a demo install, or None."""
    return Person.objects.filter(username=f"demo-{role}", is_demo=True, is_active=True).first()


def person_by_id(identifier: int) -> Person | None:
    """Return a person who may still log in, or None."""
    return Person.objects.filter(pk=identifier, is_active=True).first()


def municipality_names() -> dict[str, str]:
    """Return the tenants' names by code."""
    return dict(Municipality.objects.values_list("code", "name"))
