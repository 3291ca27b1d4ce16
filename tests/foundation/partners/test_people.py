"""People, their roles, and the scope that the database enforces."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from baken.foundation.partners.models import Membership, Person
from baken.foundation.partners.scope import VISITOR, enter_scope
from baken.foundation.partners.selectors import demo_person, municipality_names
from baken.foundation.partners.services import (
    ensure_demo_person,
    ensure_municipality,
    ensure_person,
    grant_role,
)
from baken.site.demo_people import ensure_demo_people
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db


def person(name: str, *roles: tuple[str, Role], password: str | None = None) -> Person:
    """Make a person with roles; runs as the owner role, as the command does."""
    key = ensure_person(username=name, full_name=name.title(), password=password)
    for tenant, role in roles:
        grant_role(person=key, tenant=tenant, role=role)
    return Person.objects.get(pk=key)


def test_a_person_has_several_memberships_and_twice_is_once() -> None:
    roles = (
        ("GM0344", Role.GEBIEDSMANAGER),
        ("GM0344", Role.COORDINATOR),
        ("GM0307", Role.RESIDENT),
    )
    made = person("a.bakker", *roles, *roles)
    assert enter_scope(made).roles == frozenset(roles)
    assert Membership.objects.filter(person=made).count() == 3


def test_a_visitor_has_no_scope() -> None:
    assert enter_scope(AnonymousUser()) is VISITOR


def test_a_municipality_keeps_its_code_and_gets_a_corrected_name() -> None:
    ensure_municipality(code="GM0363", name="Amsterdm")
    ensure_municipality(code="GM0363", name="Amsterdam")
    assert municipality_names()["GM0363"] == "Amsterdam"


def test_without_a_password_nobody_logs_in() -> None:
    made = person("zonder")
    assert not made.has_usable_password()
    assert authenticate(username="zonder", password="") is None
    assert authenticate(username="zonder", password="None") is None


def test_correcting_a_person_keeps_the_password() -> None:
    person("b.visser", password="een-lang-wachtwoord")
    ensure_person(username="b.visser", full_name="B. Visser-Jansen", password=None)
    found = authenticate(username="b.visser", password="een-lang-wachtwoord")
    assert found is not None
    assert found.full_name == "B. Visser-Jansen"


def test_only_a_demo_person_plays_a_demo_role() -> None:
    assert demo_person(Role.RESIDENT).is_demo
    # A real person with the very name stays real, also when the demo is loaded over it.
    Person.objects.filter(username="demo-coordinator").update(is_demo=False)
    assert ensure_demo_person(role=Role.COORDINATOR, full_name="Demo") is None
    assert demo_person(Role.COORDINATOR) is None


def test_loading_the_demo_gives_a_real_person_of_that_name_no_role() -> None:
    Person.objects.filter(username="demo-coordinator").delete()
    real = person("demo-coordinator")
    ensure_demo_people()
    assert not Membership.objects.filter(person=real).exists()
    assert demo_person(Role.ADMINISTRATOR).is_demo


GRANT = (
    "INSERT INTO partners_membership (person_id, tenant_id, role) VALUES (%s, %s, 'coordinator')"
)
WITHDRAW = "DELETE FROM partners_membership WHERE person_id = %s AND tenant_id = %s"


def touched(statement: str, *values: object) -> int:
    """Do a statement as the web's role and return how many rows it changed; refused is none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount
    except DatabaseError as refusal:
        if "permission denied" in str(refusal) or "row-level security" in str(refusal):
            return 0
        raise


def test_the_application_reads_roles_and_cannot_give_them(as_application: None) -> None:
    demo = demo_person(Role.RESIDENT)
    assert enter_scope(demo).holds(Role.RESIDENT)
    assert touched(GRANT, demo.pk, "GM0344") == 0
    assert touched(WITHDRAW, demo.pk, "GM0344") == 0
    change = "UPDATE partners_membership SET role = 'privacy-officer' WHERE person_id = %s"
    assert touched(change, demo.pk) == 0


def test_the_database_lets_an_administrator_grant_at_home_and_never_to_themselves() -> None:
    other = person("c.kok", ("GM0344", Role.RESIDENT))
    administrator = person("a.dam", ("GM0344", Role.ADMINISTRATOR), ("GM0307", Role.RESIDENT))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    enter_scope(administrator)
    assert touched(GRANT, other.pk, "GM0344") == 1
    assert touched(WITHDRAW, other.pk, "GM0344") == 2
    assert touched(GRANT, other.pk, "GM0307") == 0
    assert touched(GRANT, administrator.pk, "GM0344") == 0
    assert touched(WITHDRAW, administrator.pk, "GM0344") == 0


def test_who_is_not_entered_sees_no_membership(as_application: None) -> None:
    assert not Membership.objects.exists()


def test_one_sees_the_memberships_of_ones_own_municipalities_only(db: None) -> None:
    ensure_municipality(code="GM0363", name="Amsterdam")
    inside = person("binnen", ("GM0363", Role.COORDINATOR))
    person("elders", ("GM0344", Role.COORDINATOR))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    enter_scope(inside)
    assert set(Membership.objects.values_list("tenant_id", flat=True)) == {"GM0363"}


def test_a_session_of_a_demo_person_ends_with_the_demo(client, settings):
    person = Person.objects.create(username="demo-x", full_name="Demo: x", is_demo=True)
    client.force_login(person)
    assert client.get("/").wsgi_request.user.is_authenticated
    settings.BAKEN_DEMO = False
    assert not client.get("/").wsgi_request.user.is_authenticated
