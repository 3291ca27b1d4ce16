"""People of two municipalities, and the web's own role for what a test asks by HTTP."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_person, grant_role
from baken.vocabulary.role import Role

PASSWORD = "een-lang-wachtwoord"
LOOPBACK = {"HTTP_HOST": "localhost:8344", "REMOTE_ADDR": "127.0.0.1"}
Visit = Callable[..., Client]


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    """Return what makes a person with roles, a tuple of (municipality, role) each."""

    def make(name: str, *roles: tuple[str, Role]) -> Person:
        key = ensure_person(username=name, full_name=f"Mevrouw {name}", password=PASSWORD)
        for tenant, role in roles:
            grant_role(person=key, tenant=tenant, role=role)
        return Person.objects.get(pk=key)

    return make


@pytest.fixture
def visit(make_person: Callable[..., Person]) -> Visit:
    """Return what logs somebody with roles in; from then on the database role is the web's."""

    def log_in(name: str, *roles: tuple[str, Role]) -> Client:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        client = Client(**LOOPBACK)
        client.force_login(make_person(name, *roles))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE baken_app")
        return client

    return log_in
