"""Over all routes: no write without a token, no other name of the site, no way to another site,
and every answer, also a refusal, carries the headers that guard it."""

from collections.abc import Callable

import pytest
from desks.access.test_role_route_matrix import HERE, OWN, address_of
from django.http import HttpResponse
from django.test import Client
from sweeps.test_routes import routes

from baken.foundation.partners.models import Person
from baken.vocabulary.role import Role

ELSEWHERE = "https://evil.example/"
GUARDS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WRITERS = (Role.DATA_STEWARD, Role.ADMINISTRATOR, Role.COORDINATOR, Role.PRIVACY_OFFICER)


@pytest.fixture
def writer(make_person: Callable[..., Person]) -> Client:
    """Return a browser of somebody who may write nearly everything, that checks tokens."""
    client = Client(enforce_csrf_checks=True, **HERE)
    client.force_login(make_person("schrijver", *((OWN, role) for role in WRITERS)))
    return client


def test_nothing_is_written_without_a_token(writer: Client) -> None:
    wrong = []
    for address, route in routes():
        response = writer.post(address_of(address, route), {"next": "/"})
        if response.status_code not in {401, 403, 404, 405}:
            wrong.append(f"{route.name}: {response.status_code}")
    assert wrong == []


def test_another_name_of_the_site_is_refused() -> None:
    """A forged Host would write links to another site into pages and mails."""
    client = Client(HTTP_HOST="evil.example", REMOTE_ADDR="127.0.0.1")
    wrong = [
        f"{route.name}: {response.status_code}"
        for address, route in routes()
        for response in [client.get(address_of(address, route))]
        if response.status_code != 400
    ]
    assert wrong == []


def test_no_route_leads_to_another_site(writer: Client, db: None) -> None:
    asked = dict.fromkeys(("next", "terug", "url", "return", "to"), ELSEWHERE)
    wrong = []
    for client in (Client(**HERE), writer):
        for address, route in routes():
            response = client.get(address_of(address, route), asked)
            away = response.headers.get("Location", "")
            if away.startswith(("http", "//")) and "evil" in away.split("?")[0]:
                wrong.append(f"{route.name}: {away}")
    assert wrong == []


def test_every_answer_carries_its_guards(writer: Client, db: None) -> None:
    wrong = []
    for client in (Client(**HERE), writer):
        for address, route in routes():
            response = client.get(address_of(address, route))
            lacking = [name for name, value in GUARDS.items() if response.get(name) != value]
            if lacking or unguarded(response):
                wrong.append(f"{route.name} {response.status_code}: {lacking} {response.cookies}")
    assert wrong == []


def unguarded(response: HttpResponse) -> bool:
    """Return whether a page may be framed, or a cookie read by a script or sent across sites."""
    framed = "frame-ancestors 'none'" not in response.get("Content-Security-Policy", "")
    open_cookies = [
        cookie
        for name, cookie in response.cookies.items()
        if cookie["samesite"] not in {"Lax", "Strict"}
        or (name == "sessionid" and not cookie["httponly"])
    ]
    return framed or bool(open_cookies)
