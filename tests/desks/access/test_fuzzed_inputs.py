"""Anything at all on every route, as everybody: never a fault.

``BAKEN_SOAK_FUZZ`` sets how many requests are made; the soak makes many.
"""

import os
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sweeps.test_routes import routes

from baken.foundation.partners.models import Person
from baken.vocabulary.role import Role

REQUESTS = int(os.environ.get("BAKEN_SOAK_FUZZ", "250"))
HERE = {"HTTP_HOST": "localhost:8344", "REMOTE_ADDR": "127.0.0.1"}
# Names that views read; the rest of the words are what such views choke on elsewhere.
NAMES = [
    "area",
    "jaar",
    "soort",
    "niveau",
    "year",
    "page",
    "naam",
    "rol",
    "toestand",
    "zoek",
    "over",
    "act",
    "tenant",
    "role",
    "reason",
    "username",
    "password",
    "next",
    "code",
    "session",
    "language",
    "theme",
    "text",
    "indicator",
    "pageSize",
    "bbox",
    "limit",
    "offset",
    "datetime",
    "f",
    "crs",
    "bbox-crs",
    "areaType",
    "sort",
    "fields",
    "kind",
    "source",
    "state",
    "column",
    "purpose",
    "basis",
    "full_name",
    "current",
    "again",
    "kinds",
    "format",
    "level",
    "municipality",
    "asKnownOn",
    "delivery",
]
NASTY = [
    "", "0", "-1", "1e999", "NaN", "²", "99999999999999999999", "2024", "GM0344", "WK034402",
    "BU03440111", "registered-crime-0.0.0", "' OR 1=1 --", "<script>", "../../etc/passwd", "\0",
    "%00", "\r\nX: y", "é", "𝒳" * 40, "a" * 3000, "null", "[]", "{}", "true", "1,2,3,4",
    "2024-13-45", "00000000-0000-0000-0000-000000000007", "registrations", "grant", "link",
]  # fmt: skip
values = st.one_of(st.sampled_from(NASTY), st.text(max_size=20), st.integers().map(str))
fields = st.dictionaries(st.sampled_from(NAMES), values, max_size=5)
# No logging out, which would make the rest of the run a visitor's.
ROUTES = [
    (a, r) for a, r in routes() if r.name not in {"log-out", "look-as-role", "stop-looking-as"}
]


@pytest.fixture
def everybody(make_person: Callable[..., Person]) -> list[Client]:
    """Return a visitor, and somebody who holds every role."""
    all_roles = [(tenant, role) for role in Role for tenant in ("GM0344", "GM0307")]
    person = Client(**HERE)
    person.force_login(make_person("alles", *all_roles))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return [Client(**HERE), person]


def fill(address: str, route: URLPattern, draw: Callable[..., str]) -> str:
    """Return the address with drawn values of the wanted kind, or quite other ones."""
    for name, converter in route.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        value = quote(draw(values) or "x", safe="")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            address = address.replace(written, value)
    return address


@settings(
    max_examples=REQUESTS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_input_is_a_fault(everybody: list[Client], data: st.DataObject) -> None:
    address, route = data.draw(st.sampled_from(ROUTES))
    client = data.draw(st.sampled_from(everybody))
    filled, given_fields = fill(address, route, data.draw), data.draw(fields)
    ask = client.post if data.draw(st.booleans()) else client.get
    with transaction.atomic():
        response = ask(filled, given_fields)
        transaction.set_rollback(True)
    assert response.status_code < 500, (filled, given_fields)
