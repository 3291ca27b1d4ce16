"""Logging in: one answer to whatever is wrong, a new session, no way to another site."""

import re
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.http import HttpResponse
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_person
from baken.vocabulary.role import Role

PASSWORD = "een-lang-wachtwoord"
HERE = ("GM0344", Role.COUNCIL_MEMBER)


@pytest.fixture
def known(make_person: Callable[..., Person]) -> Person:
    return make_person("k.smit", HERE)


def log_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/inloggen/", {"username": name, "password": password, **more})


def words_of(response: HttpResponse) -> str:
    """Return the page without what differs at every request: tokens and the name given back."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r'(name="username") value="[^"]*"', r"\1", text)


def test_the_right_password_opens_ones_desk(client: Client, known: Person) -> None:
    response = log_in(client, "k.smit")
    assert response.headers["Location"] == "/bureau/"
    assert client.get("/bureau/").headers["Location"] == "/bureau/council-member/"
    assert client.get("/bureau/council-member/").status_code == 200


def test_every_wrong_log_in_gets_the_same_answer(
    client: Client, known: Person, make_person: Callable[..., Person]
) -> None:
    make_person("weg")
    Person.objects.filter(username="weg").update(is_active=False)
    ensure_person(username="nooit", full_name="Nooit", password=None)
    tried = [
        log_in(client, "k.smit", "verkeerd"),
        log_in(client, "bestaat-niet", PASSWORD),
        log_in(client, "weg", PASSWORD),
        log_in(client, "nooit", PASSWORD),
        log_in(client, "demo-resident", PASSWORD),
    ]
    assert {response.status_code for response in tried} == {200}
    assert len({words_of(response) for response in tried}) == 1
    assert "horen niet bij elkaar" in words_of(tried[0])
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("name", "password"),
    [("k.smit", "verkeerd"), ("bestaat-niet", PASSWORD), ("demo-resident", PASSWORD)],
)
def test_every_wrong_log_in_costs_one_hash(
    client: Client, known: Person, name: str, password: str
) -> None:
    with patch.object(
        ScryptPasswordHasher, "encode", autospec=True, side_effect=ScryptPasswordHasher.encode
    ) as encode:
        log_in(client, name, password)
    assert encode.call_count == 1


def test_a_demo_person_never_logs_in_by_password(client: Client, db: None) -> None:
    ensure_person(username="demo-resident", full_name="Demo", password=PASSWORD)
    assert log_in(client, "demo-resident").status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_session_gets_a_new_key(client: Client, known: Person) -> None:
    planted = client.session
    planted["seen"] = "before"
    planted.save()
    client.cookies["sessionid"] = before = planted.session_key
    log_in(client, "k.smit")
    assert client.session.session_key not in {None, before}
    assert not client.session.exists(before)


def test_another_person_does_not_find_the_former_session(
    client: Client, known: Person, make_person: Callable[..., Person]
) -> None:
    make_person("tweede")
    log_in(client, "k.smit")
    session = client.session
    session["draft"] = "of the first"
    session.save()
    log_in(client, "tweede")
    assert "draft" not in client.session


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        r"\\evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "https://testserver.evil.example/",
    ],
)
def test_the_way_to_another_site_is_refused(client: Client, known: Person, elsewhere: str) -> None:
    assert log_in(client, "k.smit", next=elsewhere).headers["Location"] == "/bureau/"


def test_one_goes_on_to_where_one_was_heading(client: Client, known: Person) -> None:
    sent = client.get("/toelichtingen/")
    assert sent.headers["Location"] == "/inloggen/?next=/toelichtingen/"
    assert log_in(client, "k.smit", next="/toelichtingen/").headers["Location"] == "/toelichtingen/"


def test_logging_out_takes_a_post_and_ends_the_session(client: Client, known: Person) -> None:
    log_in(client, "k.smit")
    assert client.get("/uitloggen/").status_code == 405
    assert client.get("/bureau/council-member/").status_code == 200
    assert client.post("/uitloggen/").headers["Location"] == "/"
    assert client.get("/bureau/").headers["Location"].startswith("/inloggen/")


def test_logging_in_and_out_takes_a_token(known: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict, "k.smit").status_code == 403
    strict.force_login(known)
    assert strict.post("/uitloggen/").status_code == 403
    assert "_auth_user_id" in strict.session


def test_the_site_keeps_its_name_on_the_log_in_page(client: Client, db: None) -> None:
    assert "<title>Inloggen · Baken</title>" in client.get("/inloggen/").content.decode()
