"""What residents said in the scan: as published, rounded, and set against the figures."""

import uuid
from datetime import UTC, date, datetime

import pytest

from baken.flows.area_scan import area_scan
from baken.records.participation.models import PublishedTheme, PublishedVoice
from baken.vocabulary.area import AreaCode

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
WIJK, BUURT, OTHER = "WK034403", "BU03440341", "WK034404"
MOMENT = datetime(2026, 10, 1, tzinfo=UTC)
DONE = {
    "outcome": "passed-on",
    "plan": "",
    "measure": "",
    "passed_to": "de woningcorporatie",
    "reason": "",
    "decided_on": "2026-10-02",
    "reported_on": None,
    "reported_how": "",
}


def theme(number: int, name: str, counts: dict[str, int | None]) -> None:
    PublishedTheme.objects.create(
        municipality_code="GM0344", number=number, name=name, words=["inbraak", "slot"],
        quotes=50, counts=counts, is_synthetic=False, method="nmf", done=[DONE],
        published_at=MOMENT,
    )  # fmt: skip


def voice(area: str, text: str, origin: str = "own") -> None:
    PublishedVoice.objects.create(
        id=uuid.uuid4(), municipality_code="GM0344", area_code=area, text=text, origin=origin,
        held_on=date(2026, 9, 1), form="street-conversation", source="Straatgesprek",
        published_at=MOMENT,
    )  # fmt: skip


@pytest.fixture
def silent(db: None) -> None:
    """Take away what the bundled conversations said."""
    PublishedTheme.objects.all().delete()
    PublishedVoice.objects.all().delete()


@pytest.fixture
def heard(silent: None) -> None:
    theme(1, "Fietsen", {BUURT: None})
    theme(2, "Inbraak", {WIJK: 5, BUURT: 10, OTHER: 40})
    theme(3, "Elders", {OTHER: 40})
    voice(BUURT, "Verzonnen.", origin="synthetic")
    voice(WIJK, "Echt gezegd.")
    voice(OTHER, "Elders gezegd.")


def test_where_nobody_was_heard_the_scan_asks_when_that_will_be(silent):
    scan = area_scan(AreaCode(WIJK), today=TODAY)
    assert (scan.themes, scan.quotes) == ((), ())
    assert "question-nobody-heard" in [each.said.id for each in scan.questions]


def test_a_wijk_has_what_was_said_in_it_and_its_buurten(heard):
    scan = area_scan(AreaCode(WIJK), today=TODAY)
    assert [(each.name, each.quotes) for each in scan.themes] == [
        ("Inbraak", 15),
        ("Fietsen", None),
    ]
    assert [each.text for each in scan.quotes] == ["Echt gezegd.", "Verzonnen."]
    assert [each.is_synthetic for each in scan.quotes] == [False, True]
    assert scan.themes[0].done[0].passed_to == "de woningcorporatie"
    assert "question-nobody-heard" not in [each.said.id for each in scan.questions]


def test_what_was_heard_often_is_proposed_and_set_against_the_figures(heard):
    scan = area_scan(AreaCode(WIJK), today=TODAY)
    assert [each.subject for each in scan.disagreements] == ["Inbraak"]
    assert "Inbraak" in [each.title.say("nl") for each in scan.priorities]


def test_a_buurt_has_its_own_only(heard):
    scan = area_scan(AreaCode(BUURT), today=TODAY)
    assert [(each.name, each.quotes) for each in scan.themes] == [
        ("Inbraak", 10),
        ("Fietsen", None),
    ]
    assert [each.text for each in scan.quotes] == ["Verzonnen."]
