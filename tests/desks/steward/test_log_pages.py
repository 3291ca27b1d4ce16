"""The privacy officer's desk: the log of one's own municipality, and what is held."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from baken.desks.steward.wording import ACTIONS, CONTENTS
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.role import Role

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


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
    assert "remark GM0344" in text
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
    assert "remark GM0344" in response.content.decode()


def test_an_empty_log_says_so(visit: Callable[..., Client]) -> None:
    client = visit(BOTH[0], entries=0)
    for page in ("/bureau/privacy-officer/", "/logboek/"):
        assert "Het logboek is leeg" in client.get(page).content.decode()


def test_every_table_is_in_words() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables | {"django_migrations"} == set(CONTENTS)


def test_every_act_is_in_words() -> None:
    assert set(ACTIONS) >= {"write-remark", "withdraw-remark", "request-job", "cancel-job"}


def test_the_desk_says_what_is_not_there(visit: Callable[..., Client]) -> None:
    text = visit(BOTH[0]).get("/bureau/privacy-officer/").content.decode()
    assert "Het verwerkingsregister" in text
    assert "Nog niet gebouwd" in text
