"""The scan of a wijk and a buurt on the bundled data, and what statements do to it."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from baken.flows.area_scan import Direction, area_scan, proposed_priorities
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, enter_scope
from baken.foundation.partners.services import ensure_person, grant_role
from baken.records.statements.services import show_statement, sign_statement
from baken.vocabulary.area import AreaCode
from baken.vocabulary.pillar import Bearing, Pillar
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
MOMENT = datetime(2026, 11, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
WIJK, BUURT = AreaCode("WK034403"), AreaCode("BU03440343")


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    """Return what makes a person with roles, a tuple of (municipality, role) each."""

    def make(name: str, *roles: tuple[str, Role]) -> Person:
        key = ensure_person(username=name, full_name=f"Mevrouw {name}", password=None)
        for tenant, role in roles:
            grant_role(person=key, tenant=tenant, role=role)
        return Person.objects.get(pk=key)

    return make


def signed(by, **changed):
    asked = {
        "area_code": WIJK,
        "pillar": Pillar.SAFE,
        "bearing": Bearing.WORRY,
        "subject": "Scooters op het plein",
        "text": "Op het plein rijden scooters.",
        "days": (date(2027, 5, 1), date(2028, 5, 1)),
    }
    return sign_statement(**(asked | changed), by=by, at=MOMENT)


def test_a_wijk_has_its_figure_peers_buurten_and_key_figures():
    scan = area_scan(WIJK, today=TODAY)
    assert (scan.area.name, scan.municipality.name, scan.year) == (
        *("Wijk 03 Overvecht", "Utrecht", 2024),
    )
    main = scan.main
    assert main.figure.area_code == WIJK
    assert main.city.n == 25124
    assert [each.year for each in main.series] == [2021, 2022, 2023, 2024]
    assert len(main.peers) == 10
    assert {each.area.wijk_code for each in main.inside} == {WIJK}
    assert sum(each.figure.n for each in main.inside if each.figure) == main.figure.n
    assert [each.entry.id for each in scan.pillars] == ["safe", "physical", "social"]
    income = next(
        each for each in scan.pillars[2].key_figures if each.entry.id == "income-1000-euro"
    )
    assert (income.value, income.city, income.alike) == (26200, 38500, False)
    assert (income.rank, income.ranked) == (10, 10)


def test_what_is_not_known_is_said():
    scan = area_scan(WIJK, today=TODAY)
    assert [gap.id for gap in scan.pillars[0].gaps] == ["types-of-crime", "feeling-safe"]
    assert not scan.pillars[1].figures
    asked = [each.said.id for each in scan.questions]
    assert asked.count("question-no-statement") == 1


def test_a_buurt_with_few_people_asks_what_a_figure_cannot_tell():
    scan = area_scan(BUURT, today=TODAY)
    assert scan.wijk.code == WIJK
    assert "question-few" in [each.said.id for each in scan.questions]
    assert {each.area.wijk_code for each in scan.main.peers} == {WIJK}


@pytest.mark.parametrize("code", ["GM0344", "WK999901", "BU03449999"])
def test_a_municipality_and_an_unknown_area_have_no_scan(code):
    assert area_scan(AreaCode(code), today=TODAY) is None
    assert proposed_priorities(AreaCode(code), today=TODAY) == ()


def test_a_worry_makes_a_disagreement_and_a_priority_for_who_may_read_it(make_person):
    by = enter_scope(make_person("agent", ("GM0344", Role.WIJKAGENT)))
    written = signed(by)
    scan = area_scan(WIJK, today=TODAY, by=by)
    assert scan.full
    assert scan.main.direction is not Direction.WORSE
    assert [each.subject for each in scan.disagreements] == ["Scooters op het plein"]
    assert str(written.id) in [
        reason.subject for each in scan.priorities for reason in each.reasons
    ]
    public = area_scan(WIJK, today=TODAY, by=VISITOR)
    assert not public.full
    assert (public.statements, public.disagreements) == ((), ())
    manager = make_person("manager", ("GM0344", Role.GEBIEDSMANAGER))
    show_statement(identifier=written.id, public=True, by=enter_scope(manager), at=MOMENT)
    (shown,) = area_scan(WIJK, today=TODAY, by=VISITOR).statements
    assert (shown.subject, shown.author) == ("Scooters op het plein", "")


def test_a_wijk_hears_of_its_buurten_and_a_buurt_of_its_wijk(make_person):
    by = enter_scope(make_person("agent", ("GM0344", Role.WIJKAGENT)))
    signed(by, area_code=BUURT, subject="In de buurt")
    signed(by, subject="In de wijk")
    for code in (WIJK, BUURT):
        scan = area_scan(code, today=TODAY, by=by)
        assert {each.subject for each in scan.statements} == {"In de buurt", "In de wijk"}
