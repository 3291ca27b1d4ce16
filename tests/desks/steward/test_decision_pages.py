"""Hidden numbers: the officer sees what was decided and why, and no hidden number."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import every_municipality
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.records.publications.models import DecidedCell, PublicationRound
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
PAGE, FILE = "/verborgen-aantallen/", "/verborgen-aantallen/besluiten.csv"
SECRET = 4321
CITY = "GM0307"
CELLS = {
    ("registrations-0.0.0", CITY): "shown",
    ("registrations-0.0.0", "WK030701"): "withheld",
    ("registrations-1.1.1", "WK030701"): "small",
    ("registrations-1.1.1", "BU03070100"): "silent",
}


def visit(role, tenant=CITY):
    ensure_municipality(code=CITY, name="Amersfoort")
    key = ensure_person(username="fg", full_name="F. Gerritsen", password=None)
    grant_role(person=key, tenant=tenant, role=role)
    client = Client()
    client.force_login(Person.objects.get(pk=key))
    with every_municipality():
        for (indicator, area), state in CELLS.items():
            DecidedCell.objects.create(
                tenant_id=CITY, indicator=indicator, area_code=area, period="2024", publication=1,
                count=SECRET, state=state, minimum=5, decided_at=MOMENT,
            )  # fmt: skip
        add_round(1, passed=True)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return client


def add_round(number, *, passed):
    PublicationRound.objects.create(
        tenant_id=CITY, number=number, decided_at=MOMENT.replace(day=number), method="planted",
        version="1", minimum=5, cells=4, shown=1, small=1, withheld=1, silent=1, rounded=0,
        lost_share=0.125, failing=0 if passed else 2, passed=passed,
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.DATA_STEWARD])
def test_the_page_says_what_is_hidden_and_no_number(role):
    page = visit(role).get(PAGE).content.decode()
    assert page.count("steward-cell--withheld") == 2  # the legend, and the wijk
    assert page.count("steward-cell--small") >= 2
    assert "12,5 %" in page
    assert "geslaagd" in page
    assert str(SECRET) not in page


def test_a_choice_stands_in_the_address_and_in_the_file():
    client = visit(Role.PRIVACY_OFFICER)
    asked = {"jaar": "2024", "niveau": "buurt", "staat": "silent"}
    page = client.get(PAGE, asked).content.decode()
    assert "niveau=buurt&amp;staat=silent" in page
    text = client.get(FILE, asked).content.decode()
    assert [line.split(";")[0] for line in text.splitlines()[1:]] == ["BU03070100"]
    assert str(SECRET) not in text
    everything = client.get(FILE, {"niveau": "wijk"}).content.decode()
    assert len(everything.splitlines()) == 4


def test_a_failed_round_is_told_here_and_on_the_desk():
    with every_municipality():
        ensure_municipality(code=CITY, name="Amersfoort")
        add_round(2, passed=False)
    client = visit(Role.PRIVACY_OFFICER)
    assert "De nieuwste aantallen zijn niet gepubliceerd." in client.get(PAGE).content.decode()
    desk = client.get("/bureau/privacy-officer/").content.decode()
    tile = desk.split("niet te beschermen waren")[1]
    assert '<p class="bk-tile__value">1</p>' in tile[:120]


def test_another_municipality_shows_nothing():
    ensure_municipality(code="GM0344", name="Utrecht")
    client = visit(Role.PRIVACY_OFFICER, tenant="GM0344")
    page = client.get(PAGE, {"gemeente": CITY}).content.decode()
    assert "Er zijn nog geen eigen aantallen gepubliceerd" in page
    assert "WK030701" not in client.get(FILE, {"gemeente": CITY}).content.decode()


def test_who_has_no_part_in_it_sees_no_page():
    assert visit(Role.COUNCIL_MEMBER).get(PAGE).status_code == 403
