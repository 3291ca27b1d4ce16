"""Writes about people and municipalities; run by the owner role (commands), never by the web."""

from baken.foundation.partners.models import Membership, Municipality, Person
from baken.vocabulary.role import Role


def ensure_municipality(*, code: str, name: str) -> None:
    """Make the municipality a tenant, or correct its name."""
    Municipality.objects.update_or_create(code=code, defaults={"name": name})


def ensure_person(*, username: str, full_name: str, password: str | None, demo: str = "") -> int:
    """Make or correct a person and return the id; without a password nobody can log in so.

    ``demo`` names the role a person of a demo install plays; empty for real people.
    """
    person, _ = Person.objects.get_or_create(
        username=username, defaults={"full_name": full_name, "is_demo": bool(demo)}
    )
    person.full_name = full_name
    if password:
        person.set_password(password)
    elif not person.password:
        person.set_unusable_password()
    person.save()
    return person.pk


def grant_role(*, person: int, tenant: str, role: Role) -> None:
    """Give a person a role in a municipality; twice is once."""
    Membership.objects.get_or_create(person_id=person, tenant_id=tenant, role=role)


def ensure_home(*, person: int, tenant: str) -> None:
    """Let this municipality's administrators manage the account, unless another's do already."""
    Person.objects.filter(pk=person, home=None).update(home_id=tenant)
