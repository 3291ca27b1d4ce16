"""Kijk als: one click on one's own machine, nothing at all anywhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from baken.foundation.partners.loopback import is_loopback
from baken.foundation.partners.models import Person
from baken.foundation.partners.selectors import demo_person
from baken.vocabulary.role import Role

PAGES = ["/kijk-als/", "/kijk-als/resident/", "/kijk-als/stoppen/"]
HERE = {"HTTP_HOST": "localhost:8344", "REMOTE_ADDR": "127.0.0.1"}
pytestmark = pytest.mark.django_db


def logged_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("role", list(Role))
def test_one_click_opens_the_desk_of_a_role(role: Role) -> None:
    client = Client(**HERE)
    assert f'action="/kijk-als/{role}/"' in client.get("/kijk-als/").content.decode()
    response = client.post(f"/kijk-als/{role}/", follow=True)
    assert response.redirect_chain == [(f"/bureau/{role}/", 302)]
    assert response.status_code == 200
    assert 'class="bk-looking-as"' in response.content.decode()
    assert demo_person(role).full_name in response.content.decode()


def test_stopping_logs_out_and_goes_home() -> None:
    client = Client(**HERE)
    client.post("/kijk-als/coordinator/")
    assert logged_in(client)
    assert client.post("/kijk-als/stoppen/").headers["Location"] == "/"
    assert logged_in(client) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": "2001:db8::1"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "baken.example"},
        {"HTTP_HOST": "127.0.0.1.evil.example"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_from_elsewhere_it_is_not_there(settings: Any, changed: dict[str, str]) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(**(HERE | changed))
    for page in PAGES:
        assert client.get(page).status_code == 404, page
        assert client.post(page).status_code == 404, page
    assert logged_in(client) is None


def test_without_the_setting_it_is_not_there(settings: Any) -> None:
    settings.BAKEN_DEMO = False
    client = Client(**HERE)
    for page in PAGES[1:]:
        assert client.get(page).status_code == 404, page
        assert client.post(page).status_code == 404, page
    said = client.get(PAGES[0]).content.decode()
    assert "make run" in said
    assert "/kijk-als/resident/" not in said
    assert logged_in(client) is None


def test_without_people_the_page_says_what_to_do() -> None:
    Person.objects.filter(is_demo=True).update(is_active=False)
    said = Client(**HERE).get("/kijk-als/").content.decode()
    assert "make run" in said
    assert "/kijk-als/resident/" not in said


def test_looking_and_stopping_take_a_post() -> None:
    client = Client(**HERE)
    assert client.get("/kijk-als/resident/").status_code == 405
    assert client.get("/kijk-als/stoppen/").status_code == 405


def test_a_post_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True, **HERE)
    for page in PAGES[1:]:
        assert client.post(page).status_code == 403
    assert logged_in(client) is None


@pytest.mark.parametrize("name", ["mayor", "demo-resident", "k.smit", "RESIDENT"])
def test_there_is_no_looking_as_anybody_else(make_person: Callable[..., Person], name: str) -> None:
    make_person("k.smit", ("GM0344", Role.COORDINATOR))
    client = Client(**HERE)
    assert client.post(f"/kijk-als/{name}/").status_code == 404
    assert logged_in(client) is None


def test_a_real_person_is_never_looked_as() -> None:
    Person.objects.filter(username="demo-coordinator").update(is_demo=False)
    client = Client(**HERE)
    assert client.post("/kijk-als/coordinator/").status_code == 404
    assert logged_in(client) is None


def test_looking_as_gives_a_new_session(make_person: Callable[..., Person]) -> None:
    client = Client(**HERE)
    client.force_login(make_person("k.smit", ("GM0344", Role.COORDINATOR)))
    before = client.session.session_key
    client.post("/kijk-als/resident/")
    assert client.session.session_key != before
    assert int(logged_in(client)) == demo_person(Role.RESIDENT).pk


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True), ("127.0.0.53:80", True), ("localhost", True), ("localhost:8344", True),
        ("::1", True), ("[::1]:8344", True), ("::ffff:127.0.0.1", True), ("[::1]", True),
        ("0.0.0.0", False), ("10.0.0.1", False), ("localhost.evil.example", False), ("", False),
        ("::ffff:10.0.0.1", False), ("127.1", False), ("2130706433", False), ("::", False),
    ],
)  # fmt: skip
def test_what_counts_as_this_machine(*, address: str, own: bool) -> None:
    assert is_loopback(address) is own
