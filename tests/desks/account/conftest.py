"""An organisation whose people log in here, with a provider of our own."""

from collections.abc import Iterator
from typing import Any

import pytest
from desks.account.organisation_world import SMIT, Make, now
from desks.account.provider import CLIENT, SECRET, Provider, running
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection

from baken.flows.manage_people import set_organisation_account
from baken.foundation.partners.managing import administrator_of_all
from baken.foundation.partners.models import Person
from baken.foundation.partners.openid.organisation import Organisation
from baken.foundation.partners.openid.provider import forget_provider
from baken.foundation.partners.services import ensure_home
from baken.vocabulary.role import Role


@pytest.fixture
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody logs in with a password here: the hash may be a light one."""
    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 2)


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Any, db: None, cheap_hash: None) -> Provider:
    fresh = Provider()
    fresh.issuer, fresh.claims = server.issuer, dict(SMIT)
    server.__dict__.update(fresh.__dict__)
    forget_provider()
    settings.ORGANISATION_LOG_IN = Organisation(
        issuer=server.issuer, client_id=CLIENT, name="Gemeente Utrecht", claim="email",
        gate=("", ""), municipalities=frozenset(), second_factor=frozenset(), secret=SECRET,
    )  # fmt: skip
    return server


@pytest.fixture
def employ(make_person: Make) -> Make:
    """Return what makes somebody whose account of the organisation an administrator wrote down."""

    def make(
        name: str, *roles: tuple[str, Role], identity: str = "k.smit@utrecht.example"
    ) -> Person:
        person = make_person(name, *roles)
        ensure_home(person=person.pk, tenant=roles[0][0])
        administrator = administrator_of_all(make_person("beheer").pk)
        set_organisation_account(person=person.pk, identity=identity, by=administrator, at=now())
        Person.objects.filter(pk=person.pk).update(password="!")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE baken_app")
        return person

    return make
