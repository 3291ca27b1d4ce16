"""Every role on every route, by HTTP; and what lies in another municipality does not exist."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from desks.access.role_routes import ALL_ROLES, EVERYBODY, OF_ROLES, PUBLISHED, SIGNED_IN, opened_by
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern
from sweeps.test_routes import routes

from baken.foundation.partners.models import Person
from baken.records.remarks.models import Remark
from baken.vocabulary.role import Role

HERE = {"HTTP_HOST": "localhost:8344", "REMOTE_ADDR": "127.0.0.1"}
OWN, OTHER = "GM0344", "GM0307"
# What exists nowhere: a view that is reached answers "not found", quickly.
FILLED = {"uuid": str(UUID(int=7)), "int": "99999999", "slug": "XX9", "str": "xx", "path": "xx"}


def address_of(address: str, route: URLPattern) -> str:
    """Return the address of a route with something filled in that does not exist."""
    for name, converter in route.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        filled = FILLED[kind]
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            address = address.replace(written, filled)
    return address


def is_refused(response: HttpResponse) -> bool:
    away = response.headers.get("Location", "").startswith("/inloggen/?next=")
    return response.status_code in {401, 403} or away


@pytest.fixture
def clients(make_person: Callable[..., Person]) -> dict[str, Client]:
    """Return a browser per role, one of somebody without a role, and one of a visitor."""
    found = {"visitor": Client(**HERE)}
    for name in ("nobody", *ALL_ROLES):
        client = Client(**HERE)
        client.force_login(make_person(name, *([] if name == "nobody" else [(OWN, Role(name))])))
        found[name] = client
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return found


def test_every_role_is_in_the_table_and_every_route_of_the_table_exists() -> None:
    assert sorted(ALL_ROLES) == sorted(Role)
    declared = [*EVERYBODY, *PUBLISHED, *SIGNED_IN]
    declared += [name for names in OF_ROLES.values() for name in names.split()]
    assert len(declared) == len(set(declared)), "a route is declared once"
    assert set(declared) == {route.name for _, route in routes()}, "declare it in role_routes.py"


def test_every_role_on_every_route(clients: dict[str, Client]) -> None:
    wrong = []
    for address, route in routes():
        if route.name == "log-out":
            continue
        wanted = opened_by(route.name)
        for who, client in clients.items():
            response = client.get(address_of(address, route))
            assert response.status_code < 500, (who, address)
            if is_refused(response) == (who in wanted):
                wrong.append(f"{who} on {route.name}: {response.status_code}")
    assert wrong == []


def test_a_post_asks_the_same_permission(clients: dict[str, Client]) -> None:
    """A token of somebody's own is no permission: what is closed to GET is closed to POST."""
    wrong = []
    for address, route in routes():
        wanted = opened_by(route.name)
        for who in set(clients) - wanted:
            response = clients[who].post(address_of(address, route))
            if not is_refused(response):
                wrong.append(f"{who} on {route.name}: {response.status_code}")
    assert wrong == []


def test_without_the_public_site_a_visitor_opens_what_is_for_everybody_only(
    clients: dict[str, Client], settings: object
) -> None:
    settings.BAKEN_PUBLIC_SITE = False
    for address, route in routes():
        response = clients["visitor"].get(address_of(address, route))
        assert is_refused(response) == (route.name not in EVERYBODY), route.name


def test_what_lies_in_another_municipality_does_not_exist(
    make_person: Callable[..., Person],
) -> None:
    author = make_person("auteur", (OWN, Role.COORDINATOR))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [OWN])
    remark = Remark.objects.create(
        tenant_id=OWN, area_code="WK034402", period="2024", indicator="registered-crime-0.0.0",
        text="x", author_id=author.pk, author_role="coordinator",
        written_at=datetime(2025, 3, 1, tzinfo=UTC),
    )  # fmt: skip
    objects = {
        f"/toelichting/{remark.id}/": "remark",
        "/toelichtingen/WK034402/": "remarks",
        f"/mensen/{author.pk}/": "person",
    }
    browsers = {}
    for role in ALL_ROLES:
        for tenant in (OWN, OTHER):
            client = Client(**HERE)
            client.force_login(make_person(f"{role}-{tenant.lower()}", (tenant, Role(role))))
            browsers[role, tenant] = client
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
        cursor.execute("SET LOCAL ROLE baken_app")
    for (role, tenant), client in browsers.items():
        for address, route in objects.items():
            wanted = 403 if role not in opened_by(route) else 200 if tenant == OWN else 404
            assert client.get(address).status_code == wanted, (role, tenant, address)
