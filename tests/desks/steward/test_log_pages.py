"""The privacy officer's desk: the log of one's own municipality, and what is held."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from baken.catalogue.processing import PROCESSING_ACTIVITIES
from baken.catalogue.retention import RETENTION_TERMS
from baken.desks.steward.wording import ACTIONS, CONTENTS
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.anchors import add_anchors
from baken.foundation.stewardship.chain import Anchor
from baken.foundation.stewardship.models import ProcessingLine
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.role import Role

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
# Around every request: the session, the person, the scope and its transaction.
SURROUNDING = 5


@pytest.fixture
def visit(db: None) -> Callable[..., Client]:
    """Return what logs somebody in after ``entries`` of each municipality were logged."""

    def log_in(*roles: tuple[str, Role], entries: int = 1) -> Client:
        key = ensure_person(username="fg", full_name="F. Gerritsen", password=None)
        for tenant, role in roles:
            grant_role(person=key, tenant=tenant, role=role)
        person = Person.objects.get(pk=key)
        client = Client()
        client.force_login(person)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE baken_app")
        for tenant in sorted(enter_scope(person).tenants):
            for number in range(entries):
                write_audit_entry(
                    tenant=tenant, actor=key, at=MOMENT + timedelta(minutes=number),
                    action="write-remark", subject=f"remark {tenant} number {number}.",
                    details={"area": tenant},
                )  # fmt: skip
        return client

    return log_in


BOTH = (("GM0344", Role.PRIVACY_OFFICER), ("GM0307", Role.COUNCIL_MEMBER))


@pytest.mark.parametrize("page", ["/bureau/privacy-officer/", "/logboek/"])
def test_only_the_log_of_ones_own_municipality_is_shown(
    visit: Callable[..., Client], page: str
) -> None:
    text = visit(*BOTH).get(page).content.decode()
    assert "opmerking GM0344" in text
    assert "schreef een toelichting" in text
    assert "GM0307" not in text
    assert "Amersfoort" not in text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("page", ["/bureau/privacy-officer/", "/logboek/"])
def test_other_roles_do_not_read_the_log(visit: Callable[..., Client], page: str) -> None:
    roles = [("GM0344", role) for role in Role if role is not Role.PRIVACY_OFFICER]
    assert visit(*roles).get(page).status_code == 403


def test_the_log_comes_in_pages(visit: Callable[..., Client]) -> None:
    client = visit(BOTH[0], entries=120)
    seen: list[int] = []
    for page in ("1", "2", "3"):
        text = client.get("/logboek/", {"page": page}).content.decode()
        seen += [number for number in range(119, -1, -1) if f"number {number}." in text]
    assert seen == list(range(119, -1, -1))


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999", "1 OR 1=1"])
def test_a_page_that_is_not_there_shows_one_that_is(
    visit: Callable[..., Client], page: str
) -> None:
    response = visit(BOTH[0]).get("/logboek/", {"page": page})
    assert response.status_code == 200
    assert "opmerking GM0344" in response.content.decode()


def test_an_empty_log_says_so(visit: Callable[..., Client]) -> None:
    client = visit(BOTH[0], entries=0)
    for page in ("/bureau/privacy-officer/", "/logboek/"):
        assert "Het logboek is leeg" in client.get(page).content.decode()


def test_every_table_is_in_words() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables | {"django_migrations"} == set(CONTENTS)


def test_every_act_is_in_words() -> None:
    assert set(ACTIONS) >= {"write-remark", "withdraw-remark", "request-job", "cancel-job"}


def test_the_desk_leads_to_every_privacy_page(visit: Callable[..., Client]) -> None:
    client = visit(BOTH[0])
    text = client.get("/bureau/privacy-officer/").content.decode()
    for page in ("/logboek/", "/logboek/controle/", "/verwerkingen/", "/bewaartermijnen/",
                 "/wat-is-bewaard/", "/uitzonderingen/"):  # fmt: skip
        assert f'href="{page}"' in text
        assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"van": "2025-03-01", "tot": "2025-03-01"}, {0, 1, 2}),
        ({"van": "2025-03-02"}, set()),
        ({"handeling": "write-remark"}, {0, 1, 2}),
        ({"handeling": "withdraw-remark"}, set()),
        ({"handeling": "' OR 1=1"}, {0, 1, 2}),
        ({"wie": "gerrits"}, {0, 1, 2}),
        ({"wie": "%"}, set()),
        ({"wie": "\0"}, {0, 1, 2}),
        ({"van": "gisteren"}, {0, 1, 2}),
    ],
)
def test_filters_stand_in_the_address(
    visit: Callable[..., Client], asked: dict[str, str], numbers: set[int]
) -> None:
    client = visit(BOTH[0], entries=3)
    text = client.get("/logboek/", asked).content.decode()
    assert {n for n in range(3) if f"number {n}." in text} == numbers
    rows = client.get("/logboek/logboek.csv", asked).content.decode()
    assert {n for n in range(3) if f"number {n}." in rows} == numbers


def test_the_file_is_only_of_ones_own_municipality_and_no_formula(
    visit: Callable[..., Client],
) -> None:
    client = visit(*BOTH)
    write_audit_entry(
        tenant="GM0344", actor=Person.objects.get(username="fg").pk, at=MOMENT,
        action="write-remark", subject="=cmd|calc",
    )  # fmt: skip
    response = client.get("/logboek/logboek.csv")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/csv")
    assert "GM0307" not in text
    assert ";'=cmd|calc;" in text


def test_pages_ask_little_of_the_database(
    visit: Callable[..., Client], django_assert_max_num_queries: Callable
) -> None:
    client = visit(BOTH[0], entries=60)
    for page in ("/logboek/?wie=g", "/logboek/controle/", "/verwerkingen/", "/bewaartermijnen/",
                 "/wat-is-bewaard/?over=person&naam=fg", "/uitzonderingen/"):  # fmt: skip
        with django_assert_max_num_queries(10 + SURROUNDING):
            assert client.get(page).status_code == 200


def test_a_log_that_was_tampered_with_says_so_on_the_page(
    visit: Callable[..., Client], settings: object, tmp_path: Path
) -> None:
    settings.BAKEN_ANCHORS = tmp_path
    client = visit(BOTH[0], entries=3)
    assert "Het logboek is heel: 3 regels" in client.get("/logboek/controle/").content.decode()
    anchor = Anchor("2025-03-02", "GM0344", 9, "a" * 64)
    add_anchors(tmp_path / "audit.tsv", [anchor, Anchor("2025-03-02", "GM0307", 9, "b" * 64)])
    text = client.get("/logboek/controle/").content.decode()
    assert "niet wat er geschreven is" in text
    assert "het einde ontbreekt" in text
    assert "2025-03-02" in text
    assert "b" * 16 not in text


def test_the_register_and_the_terms_are_shown_in_full(visit: Callable[..., Client]) -> None:
    client = visit(BOTH[0])
    register = client.get("/verwerkingen/").content.decode()
    assert all(activity.label_nl in register for activity in PROCESSING_ACTIVITIES)
    calendar = client.get("/bewaartermijnen/").content.decode()
    assert all(term.reason_nl in calendar for term in RETENTION_TERMS)
    assert "Er is nog niets vernietigd" in calendar


def test_what_is_held_is_counted_and_looking_somebody_up_is_logged(
    visit: Callable[..., Client],
) -> None:
    client = visit(BOTH[0], entries=3)
    text = client.get("/wat-is-bewaard/", {"over": "person", "naam": "fg"}).content.decode()
    assert "stewardship_auditentry" in text
    assert ProcessingLine.objects.get().name == "look-up-person"
    for asked in ({"over": "person", "naam": "niemand"}, {"over": "file", "naam": "x.csv"}):
        assert "Niets heet hier" in client.get("/wat-is-bewaard/", asked).content.decode()
    for asked in ({"over": "?", "naam": "\0"}, {"over": "place", "naam": "WK034402"}):
        assert client.get("/wat-is-bewaard/", asked).status_code == 200
