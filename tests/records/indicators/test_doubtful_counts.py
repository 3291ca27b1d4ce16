"""What hardly can be right is found, and what is right is not."""

from baken.catalogue.quality import CHECKS
from baken.foundation.places.divisions import Division
from baken.records.indicators.doubtful_counts import (
    large_revisions,
    unknown_areas,
    years_to_come,
)
from baken.records.indicators.revised import RevisedCount

ALL = "registered-crime-0.0.0"
UTRECHT = Division(
    municipality="GM0344",
    year=2024,
    wijk_of_buurt={"BU03440111": "WK034401", "BU03440112": "WK034401"},
    wijken=frozenset({"WK034401"}),
    wijken_of_any_year=frozenset({"WK034401"}),
)


def check(name):
    return next(each for each in CHECKS if each.id == name)


def found_in(outcomes):
    return [each for each in outcomes if each is not None]


def test_a_large_revision_is_told_and_a_small_one_is_not():
    revised = [
        RevisedCount(ALL, "GM0344", "2024", 25_124, 2_512),
        RevisedCount(ALL, "GM0307", "2024", 9_000, 9_100),
        RevisedCount(ALL, "BU03440111", "2024", 3, 30),
    ]
    (finding,) = found_in(large_revisions(check("large-revision-of-crime"), revised))
    assert finding.area == "GM0344"
    said = finding.sentence("nl", "Utrecht")
    assert "eerst 25.124, nu 2.512 geleverd, een verschil van -90 %" in said.replace("−", "-")
    assert "first 25,124, now delivered as 2,512" in finding.sentence("en", "Utrecht")


def test_from_nothing_to_many_is_a_large_revision():
    told = large_revisions(
        check("large-revision-of-crime"), [RevisedCount(ALL, "GM0344", "2024", 0, 500)]
    )
    assert len(found_in(told)) == 1


def test_areas_that_are_not_of_that_year_are_named_with_their_codes():
    counts = {
        ("BU03440111", 2024): 5.0,
        ("BU03449999", 2024): 7.0,
        ("BU03449999", 2023): 7.0,
        ("GM0344", 2024): 12.0,
        ("GM9999", 2024): 1.0,
        ("GM9999", 2020): 1.0,
        ("GM0000", 2024): 9.0,
    }
    known = {2024: frozenset({"GM0344", "GM0307"})}
    outcomes = list(unknown_areas(check("crime-of-unknown-area"), counts, [UTRECHT], known))
    told = {each.area: each.arithmetic for each in found_in(outcomes)}
    assert set(told) == {"GM9999", "GM0344"}
    assert (told["GM0344"]["parts"], told["GM0344"]["missing"]) == (2, 1)
    assert told["GM0344"]["codes"] == "BU03449999"
    assert outcomes.count(None) == 1  # Utrecht itself is known


def test_a_year_without_a_division_says_nothing():
    counts = {("BU03449999", 2010): 7.0, ("GM9999", 2010): 7.0}
    assert list(unknown_areas(check("crime-of-unknown-area"), counts, [UTRECHT], {})) == []


def test_counts_of_a_year_to_come_are_told_once_per_municipality():
    counts = {
        ALL: {("GM0344", 2029): 5.0, ("BU03440111", 2029): 2.0, ("GM0307", 2026): 8.0},
        "registered-crime-1.1.1": {("GM0344", 2029): 1.0},
    }
    outcomes = list(years_to_come(check("counts-of-a-year-to-come"), counts, this_year=2026))
    (finding,) = found_in(outcomes)
    assert (finding.area, finding.period, finding.arithmetic["parts"]) == ("GM0344", "2029", 3)
    assert "het is nu 2026" in finding.sentence("nl", "Utrecht")
    assert outcomes.count(None) == 1
