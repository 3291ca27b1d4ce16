"""Exceptions for person columns by screen: asked by one person, agreed by another."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry, PersonColumnException
from baken.vocabulary.role import Role

ROLES = {
    "steward": (Role.DATA_STEWARD,),
    "officer": (Role.PRIVACY_OFFICER,),
    "both": (Role.DATA_STEWARD, Role.PRIVACY_OFFICER),
    "adviser": (Role.POLICY_ADVISER,),
}


@pytest.fixture
def visit(db: None) -> Callable[[str], Client]:
    people = {}
    for name, roles in ROLES.items():
        key = ensure_person(username=name, full_name=name.title(), password=None)
        for role in roles:
            grant_role(person=key, tenant="GM0344", role=role)
        people[name] = Client()
        people[name].force_login(Person.objects.get(pk=key))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE baken_app")
    return people.__getitem__


def wish(**changed: str) -> dict[str, str]:
    return {
        "tenant": "GM0344",
        "file_kind": "registrations",
        "column": "kenteken",
        "person_kind": "licence-plate",
        "purpose": "Tellen van voertuigen",
        "basis": "AVG artikel 6, eerste lid, onder e",
        "ends_on": str(timezone.localdate() + timedelta(days=30)),
    } | changed


def test_one_asks_another_agrees(visit: Callable[[str], Client]) -> None:
    asked = visit("steward").post("/uitzonderingen/vragen/", wish(), follow=True)
    assert "Iemand anders moet nog instemmen" in asked.content.decode()
    row = PersonColumnException.objects.get()
    listed = visit("officer").get("/uitzonderingen/").content.decode()
    assert "kenteken" in listed
    assert "Stem in" in listed
    visit("officer").post(f"/uitzondering/{row.id}/instemmen/")
    row.refresh_from_db()
    assert row.agreed_by.username == "officer"
    acts = AuditEntry.objects.order_by("number").values_list("action", flat=True)
    assert list(acts) == ["ask-exception", "agree-exception"]
    ended = visit("steward").post(f"/uitzondering/{row.id}/intrekken/", follow=True)
    assert "beëindigd of geweigerd" in ended.content.decode()


def test_who_asked_gets_no_button_and_no_way_around_it(visit: Callable[[str], Client]) -> None:
    visit("both").post("/uitzonderingen/vragen/", wish())
    row = PersonColumnException.objects.get()
    assert "Stem in" not in visit("both").get("/uitzonderingen/").content.decode()
    answer = visit("both").post(f"/uitzondering/{row.id}/instemmen/", follow=True)
    assert "U vroeg dit zelf" in answer.content.decode()
    row.refresh_from_db()
    assert row.agreed_by is None


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": "kort"}, {"basis": ""}, {"column": " "}, {"ends_on": "2020-01-01"},
        {"ends_on": "x"}, {"person_kind": "shoe-size"}, {"tenant": "GM0307"}, {"column": "x" * 81},
    ],
)  # fmt: skip
def test_an_incomplete_wish_is_said_to_be_so(
    visit: Callable[[str], Client], changed: dict[str, str]
) -> None:
    answer = visit("steward").post("/uitzonderingen/vragen/", wish(**changed))
    assert answer.status_code == 422
    assert not PersonColumnException.objects.exists()


def test_others_are_refused(visit: Callable[[str], Client]) -> None:
    visit("steward").post("/uitzonderingen/vragen/", wish())
    row = PersonColumnException.objects.get()
    assert visit("adviser").get("/uitzonderingen/").status_code == 403
    assert visit("adviser").post(f"/uitzondering/{row.id}/instemmen/").status_code == 403
    assert visit("steward").post(f"/uitzondering/{row.id}/instemmen/").status_code == 403
    assert visit("officer").post("/uitzonderingen/vragen/", wish()).status_code == 403
    row.refresh_from_db()
    assert row.agreed_by is None
