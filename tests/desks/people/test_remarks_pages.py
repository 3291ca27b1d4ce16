"""Remarks by HTTP: written, read, withdrawn; outside one's municipalities they do not exist."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.foundation.stewardship.models import AuditEntry
from baken.records.remarks.models import Remark
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
MANAGER = ("GM0344", Role.GEBIEDSMANAGER)
OTHERS = [
    [],
    [("GM0344", Role.RESIDENT)],
    [("GM0307", Role.GEBIEDSMANAGER)],
    [("GM0307", Role.GEBIEDSMANAGER), ("GM0344", Role.RESIDENT)],
]
ASKED = {
    "indicator": "registered-crime-0.0.0",
    "year": "2024",
    "text": "Het plein was dicht.\r\nDrie weken lang.",
}
LIST = "/toelichtingen/WK034402/"


def write(client: Client, code: str = "WK034402", **changed: str) -> HttpResponse:
    return client.post(f"/toelichtingen/{code}/schrijven/", ASKED | changed)


def written_by(visit: Visit) -> str:
    """Write a remark as the gebiedsmanager and return its address."""
    response = write(visit("schrijver", MANAGER))
    assert response.status_code == 302
    return response.headers["Location"]


def seen_by_author() -> list[Remark]:
    enter_scope(Person.objects.get(username="schrijver"))
    return list(Remark.objects.all())


def words_of(response: HttpResponse) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)


def test_a_remark_is_written_shown_and_withdrawn(visit: Visit) -> None:
    client = visit("schrijver", MANAGER)
    before = AuditEntry.objects.count()
    assert "Nog geen toelichtingen" in client.get(LIST).content.decode()
    address = write(client).headers["Location"]
    for page in (address, LIST, "/toelichtingen/", "/bureau/gebiedsmanager/"):
        text = client.get(page).content.decode()
        assert "Het plein was dicht.<br>Drie weken lang." in text, page
        assert "Mevrouw schrijver, gebiedsmanager" in text, page
    response = client.post(f"{address}intrekken/")
    assert response.headers["Location"] == LIST
    assert "Het plein" not in client.get(LIST).content.decode()
    gone = client.get(address).content.decode()
    assert "ingetrokken op" in gone
    assert "Het plein" not in gone
    assert [each.withdrawn_at is not None for each in seen_by_author()] == [True]
    assert AuditEntry.objects.count() == before + 2


def test_a_text_is_shown_as_text(visit: Visit) -> None:
    client = visit("schrijver", MANAGER)
    address = write(client, text="<script>alert(1)</script>").headers["Location"]
    assert "<script>alert" not in client.get(address).content.decode()
    assert "&lt;script&gt;" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": ""}, "de tekst is leeg"),
        ({"text": " \r\n "}, "de tekst is leeg"),
        ({"text": "x" * 1001}, "hoogstens 1.000 tekens"),
        ({"text": "a\0b"}, ""),
        ({"year": "1999"}, ""),
        ({"year": "abc"}, ""),
        ({"indicator": "registered-crime-9.9.9"}, ""),
    ],
)
def test_a_refused_remark_says_why_and_leaves_nothing(
    visit: Visit, changed: dict[str, str], sentence: str
) -> None:
    client = visit("schrijver", MANAGER)
    before = AuditEntry.objects.count()
    response = write(client, **changed)
    assert response.status_code == 422
    assert "bk-field__error" in response.content.decode()
    assert sentence in response.content.decode()
    assert seen_by_author() == []
    assert AuditEntry.objects.count() == before


def test_the_longest_text_with_line_ends_fits(visit: Visit) -> None:
    assert write(visit("schrijver", MANAGER), text="x\r\n" * 499 + "xx").status_code == 302


def test_a_figure_that_is_not_stored_cannot_be_remarked_on(visit: Visit) -> None:
    client = visit("schrijver", MANAGER)
    # Totals per wijk begin in 2021, the types of a municipality in 2012.
    assert write(client, code="GM0344", year="2012").status_code == 422
    assert seen_by_author() == []


@pytest.mark.parametrize("roles", OTHERS)
def test_for_others_a_remark_is_like_one_that_never_was(
    visit: Visit, roles: list[tuple[str, Role]]
) -> None:
    address = written_by(visit)
    client = visit("ander", *roles)
    never = f"/toelichting/{uuid4()}/"
    for method, ending in ((client.get, ""), (client.post, "intrekken/")):
        real, none = method(address + ending), method(never + ending)
        assert real.status_code == none.status_code
        assert words_of(real) == words_of(none)
        assert real.status_code == (404 if ("GM0307", Role.GEBIEDSMANAGER) in roles else 403)
    assert [each.withdrawn_at for each in seen_by_author()] == [None]


@pytest.mark.parametrize("roles", OTHERS[2:])
def test_the_list_and_the_form_of_another_municipality_are_not_there(
    visit: Visit, roles: list[tuple[str, Role]]
) -> None:
    written_by(visit)
    client = visit("ander", *roles)
    assert client.get(LIST).status_code == 404
    assert write(client).status_code == 404
    assert "Het plein" not in client.get("/toelichtingen/").content.decode()
    assert len(seen_by_author()) == 1


def test_a_colleague_reads_a_remark_and_cannot_withdraw_it(visit: Visit) -> None:
    address = written_by(visit)
    client = visit("collega", ("GM0344", Role.COORDINATOR))
    assert "intrekken" not in client.get(address).content.decode()
    response = client.post(f"{address}intrekken/", follow=True)
    assert "Alleen wie een toelichting schreef" in response.content.decode()
    assert [each.withdrawn_at for each in seen_by_author()] == [None]


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.PRIVACY_OFFICER])
def test_who_reads_without_writing_gets_no_form(visit: Visit, role: Role) -> None:
    written_by(visit)
    client = visit("lezer", ("GM0344", role))
    text = client.get(LIST).content.decode()
    assert "Het plein" in text
    assert "<textarea" not in text
    assert write(client).status_code == 403


def test_a_writer_elsewhere_who_reads_here_cannot_write_here(visit: Visit) -> None:
    roles = [("GM0307", Role.GEBIEDSMANAGER), ("GM0344", Role.COUNCIL_MEMBER)]
    client = visit("ander", *roles)
    assert "<textarea" not in client.get(LIST).content.decode()
    assert write(client).status_code == 422
    assert "U schrijft geen toelichtingen over deze gemeente" in write(client).content.decode()


def test_a_visitor_is_sent_to_log_in(visit: Visit, client: Client) -> None:
    address = written_by(visit)
    for page in (address, LIST, "/toelichtingen/"):
        assert client.get(page).headers["Location"] == f"/inloggen/?next={page}"
    for page in (f"{address}intrekken/", f"{LIST}schrijven/"):
        assert client.post(page).headers["Location"] == f"/inloggen/?next={page}"
    assert [each.withdrawn_at for each in seen_by_author()] == [None]


def test_changes_take_a_post_with_a_token(visit: Visit) -> None:
    address = written_by(visit)
    client = visit("schrijver", MANAGER)
    assert client.get(f"{address}intrekken/").status_code == 405
    assert client.get(f"{LIST}schrijven/").status_code == 405
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    strict.cookies = client.cookies
    assert strict.post(f"{address}intrekken/").status_code == 403
    assert strict.post(f"{LIST}schrijven/", ASKED).status_code == 403
    assert [each.withdrawn_at for each in seen_by_author()] == [None]


@pytest.mark.parametrize("code", ["WK034499", "GM9999", "x", "BU0344"])
def test_an_area_that_does_not_exist_is_not_found(visit: Visit, code: str) -> None:
    client = visit("schrijver", MANAGER)
    assert client.get(f"/toelichtingen/{code}/").status_code == 404
    assert write(client, code=code).status_code == 404


def test_a_chosen_area_leads_to_its_remarks(visit: Visit) -> None:
    client = visit("schrijver", MANAGER)
    found = client.get("/toelichtingen/", {"area": "WK034402"})
    assert found.headers["Location"] == LIST
    assert client.get("/toelichtingen/", {"area": "//evil.example"}).status_code == 404
