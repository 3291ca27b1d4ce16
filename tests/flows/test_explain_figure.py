"""A figure explained: its trail of delivered rows, and what was known when."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection

from baken.flows.explain_figure import ROWS_A_PAGE, FigureTrail, explain_figure, trail_of
from baken.records.indicators.facts import FigureFact
from baken.records.indicators.selectors import figure, revisions
from baken.vocabulary.area import AreaCode
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.period import Period

pytestmark = pytest.mark.django_db
TOTAL, BURGLARY = "registered-crime-0.0.0", "registered-crime-1.1.1"


def found(indicator: str, area: str, year: int = 2024) -> FigureFact:
    stored = figure(indicator=indicator, area_code=area, year=year)
    assert stored is not None
    return stored


def references(trail: FigureTrail) -> Iterator[tuple[UUID, int]]:
    for step in trail.steps:
        yield from ((row.delivery, row.number) for row in step.rows)


@pytest.mark.parametrize("area", ["GM0344", "GM0307", "WK034406", "BU03440111"])
def test_the_pages_of_a_trail_hold_every_source_once(area: str) -> None:
    stored = found(TOTAL, area)
    pages = -(-len(stored.sources) // ROWS_A_PAGE)
    shown = [
        each for page in range(1, pages + 1) for each in references(trail_of(stored, page=page))
    ]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(stored.sources)
    assert list(references(trail_of(stored, page=pages + 1))) == []


@pytest.mark.parametrize("area", ["GM0344", "WK034406", "WK030701", "BU03440111"])
def test_the_delivered_counts_add_up_to_the_figure(area: str) -> None:
    stored = found(TOTAL, area)
    counts = [
        int(row.values["geregistreerde_misdrijven"])
        for page in range(1, 5)
        for step in trail_of(stored, page=page).steps
        for row in step.rows
        if step.delivery.kind == "crime-statistics"
    ]
    assert sum(counts) == stored.n


def test_the_delivery_with_the_fewest_rows_comes_first() -> None:
    trail = trail_of(found(TOTAL, "GM0344"))
    assert [step.rows_in_all for step in trail.steps] == [1, 111]
    assert trail.steps[0].delivery.kind == "population"
    assert trail.rows_in_all == 112


def test_a_trail_asks_two_questions(django_assert_num_queries) -> None:
    stored = found(TOTAL, "GM0344")
    with django_assert_num_queries(2):
        trail_of(stored, page=2)


def test_a_figure_with_its_interval_and_sources() -> None:
    told = explain_figure(BURGLARY, AreaCode("GM0344"), Period.parse("2024"))
    assert (told.value, told.status) == (399, "provisional")
    assert told.lower < 399 < told.upper
    assert told.rate is not None
    assert told.rate["value"] == pytest.approx(1000 * 399 / 375_498)
    assert {each["file"] for each in told.source} == {
        "misdrijven_gemeente_2012_2024.csv",
        "inwoners_gemeente_2012_2025.csv",
    }


@pytest.mark.parametrize(
    ("indicator", "area", "period", "words"),
    [
        ("registered-crime-9.9.9", "GM0344", "2024", "there is no indicator"),
        (BURGLARY, "GM9999", "2024", "there is no figure"),
        (BURGLARY, "GM0344", "2024-03", "per year"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_a_remedy(
    indicator: str, area: str, period: str, words: str
) -> None:
    with pytest.raises(UnusableInputError, match=words):
        explain_figure(indicator, AreaCode(area), Period.parse(period))


def test_nothing_was_revised_in_the_bundled_data() -> None:
    assert revisions(indicator=BURGLARY, area_code="GM0344", period="2024") == ()


@pytest.mark.parametrize("area", ["BU03440111", "WK034401", "GM0344"])
def test_a_revised_count_shows_both_versions_also_for_the_whole_it_is_part_of(area: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE indicators_observation SET known_until = known_from + interval '1 day' "
            "WHERE area_code = 'BU03440111' AND period = '2024'"
        )
        cursor.execute(
            "INSERT INTO indicators_observation (indicator, area_code, period, value, status, "
            "delivery_id, row, known_from) SELECT indicator, area_code, period, value + 1, status, "
            "delivery_id, row, known_until FROM indicators_observation "
            "WHERE area_code = 'BU03440111' AND period = '2024'"
        )
    old, new = revisions(indicator=TOTAL, area_code=area, period="2024")
    assert (old.value, new.value) == (168, 169)
    assert old.known_until == new.known_from
    assert new.known_until is None
    assert {old.area_code, new.area_code} == {"BU03440111"}
