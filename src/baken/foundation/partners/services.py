"""Writes about people and municipalities; run by the owner role (commands), never by the web."""

from django.contrib.auth.hashers import make_password

from baken.foundation.partners.models import Membership, Municipality, Person
from baken.vocabulary.role import Role

DEMO_PREFIX = "demo-"
"""How the log-in names of who plays a role begin; nobody else may be called so."""


def ensure_municipality(*, code: str, name: str) -> None:
    """Make the municipality a tenant, or correct its name."""
    Municipality.objects.update_or_create(code=code, defaults={"name": name})


def ensure_person(*, username: str, full_name: str, password: str | None) -> int:
    """Make or correct a person and return the id; without a password nobody can log in so."""
    person, _ = Person.objects.get_or_create(username=username, defaults={"full_name": full_name})
    person.full_name = full_name
    if password:
        person.set_password(password)
    elif not person.password:
        person.set_unusable_password()
    person.save()
    return person.pk


def ensure_demo_person(*, role: Role, full_name: str) -> int | None:
    """Make or correct who plays a role on a demo install and return the id.

    None when somebody real has that name already: such a one is given nothing.
    """
    username = f"{DEMO_PREFIX}{role}"
    if Person.objects.filter(username=username, is_demo=False).exists():
        return None
    person, _ = Person.objects.get_or_create(
        username=username, is_demo=True, defaults={"password": make_password(None)}
    )
    person.full_name = full_name
    person.save(update_fields=["full_name"])
    return person.pk


def grant_role(*, person: int, tenant: str, role: Role) -> bool:
    """Give a person a role in a municipality; twice is once. Returns whether it is new."""
    _, new = Membership.objects.get_or_create(person_id=person, tenant_id=tenant, role=role)
    return new


def ensure_home(*, person: int, tenant: str) -> None:
    """Let this municipality's administrators manage the account, unless another's do already."""
    Person.objects.filter(pk=person, home=None).update(home_id=tenant)
