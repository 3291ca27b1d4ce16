"""What is held about a place, a file, a person: every record answers, and only its own."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from baken.flows.held_about import held_about
from baken.foundation.intake.models import DeliveredPack, Delivery
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope, every_municipality
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.held import HeldAbout
from baken.records.indicators.models import StoredFigure
from baken.records.remarks.services import write_remark
from baken.site.command_line import main
from baken.vocabulary.role import Role

NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def author(db: None) -> int:
    key = ensure_person(username="schrijver", full_name="S. Schrijver", password=None)
    grant_role(person=key, tenant="GM0344", role=Role.GEBIEDSMANAGER)
    by = enter_scope(Person.objects.get(pk=key))
    asked = {"area_code": "WK034402", "year": 2024, "indicator": "registered-crime-0.0.0"}
    write_remark(**asked, text="Het plein was dicht.", by=by, at=NOW)
    return key


def numbers(about: HeldAbout, name: str, **more: object) -> dict[str, int]:
    return {fact.table: fact.number for fact in held_about(about, name, **more)}


def test_of_a_person_everything_that_points_to_them(author: int) -> None:
    assert numbers(HeldAbout.PERSON, "schrijver") == {
        "partners_person": 1,
        "partners_membership": 1,
        "remarks_remark": 1,
        "stewardship_auditentry": 1,
        "stewardship_processingline": 1,
    }
    facts = {fact.table: fact for fact in held_about(HeldAbout.PERSON, "schrijver")}
    remark = facts["remarks_remark"]
    assert (remark.oldest, remark.activity.id) == ("2025-03-01", "signed-remarks")
    assert [term.id for term in remark.terms] == ["remark"]


def test_another_person_is_not_in_it_and_nobody_is_nobody(author: int) -> None:
    other = ensure_person(username="ander", full_name="A. Ander", password=None)
    assert other != author
    assert numbers(HeldAbout.PERSON, "ander") == {"partners_person": 1}
    assert held_about(HeldAbout.PERSON, "niemand") is None


def test_an_officer_of_elsewhere_does_not_learn_that_somebody_is_here(author: int) -> None:
    assert held_about(HeldAbout.PERSON, "schrijver", tenants=["GM0307"]) is None
    assert numbers(HeldAbout.PERSON, "schrijver", tenants=["GM0344"])["remarks_remark"] == 1


def test_of_a_place_the_remarks_and_the_open_figures(author: int) -> None:
    found = numbers(HeldAbout.PLACE, "wk034402")
    assert found["remarks_remark"] == 1
    assert found["stewardship_auditentry"] == 1
    figures = StoredFigure.objects.filter(area_code="WK034402").count()
    assert found["indicators_storedfigure"] == figures > 0
    assert "remarks_remark" not in numbers(HeldAbout.PLACE, "WK034402", tenants=["GM0307"])
    assert held_about(HeldAbout.PLACE, "WK999999") == ()


def test_of_a_file_by_id_hash_or_name(db: None) -> None:
    delivery = Delivery.objects.filter(kind="crime-statistics").first()
    by_id = numbers(HeldAbout.FILE, str(delivery.id))
    assert by_id["intake_delivery"] == 1
    packs = DeliveredPack.objects.filter(delivery=delivery).count()
    assert by_id["intake_deliveredpack"] == delivery.rows > packs  # rows, however they are packed
    assert by_id["indicators_observation"] > 0
    assert numbers(HeldAbout.FILE, delivery.sha256) == by_id
    assert held_about(HeldAbout.FILE, "bestaat-niet.csv") is None


def test_a_file_of_another_municipality_is_not_known(author: int) -> None:
    with every_municipality():
        Delivery.objects.create(
            tenant_id="GM0344", kind="registrations", file_name="eigen.csv", sha256="x",
            source="y", delivered_on=date(2025, 3, 1), received_at=NOW, received_by_id=author,
        )  # fmt: skip
        assert held_about(HeldAbout.FILE, "eigen.csv", tenants=["GM0307"]) is None
        assert numbers(HeldAbout.FILE, "eigen.csv", tenants=["GM0344"]) == {"intake_delivery": 1}


def test_it_is_one_question_to_the_database(author: int, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):
        held_about(HeldAbout.PERSON, "schrijver")


def test_the_command(author: int, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert main(["held", "person", "schrijver", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {fact["table"] for fact in told["held"]} >= {"partners_person", "remarks_remark"}
    assert "Het plein was dicht" not in json.dumps(told)
    assert main(["held", "person", "niemand"]) == 2
    assert main(["held", "place", "WK034402"]) == 0
