"""The home verdict on the bundled data."""

import pytest

from baken.flows.home_verdict import verdicts
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import ChangeVerdict

pytestmark = pytest.mark.django_db
CITIES = ("GM0344", "GM0307")


def test_utrecht_and_amersfoort_in_2024() -> None:
    utrecht, amersfoort = verdicts(CITIES, year=2024)
    assert (utrecht.total.change.n, utrecht.total.change.previous_n) == (25_124, 25_437)
    assert utrecht.total.change.verdict is ChangeVerdict.NO_DEMONSTRABLE_CHANGE
    assert amersfoort.total.change.verdict is ChangeVerdict.LOWER
    assert {row.definition.offence for row in utrecht.lower} == {"1.1.1"}
    assert {row.definition.offence for row in utrecht.higher} == {"1.2.1", "1.4.5", "3.1.1"}
    assert {row.definition.offence for row in amersfoort.lower} == {"1.1.2", "1.2.3", "2.2.1"}
    assert amersfoort.higher == ()


def test_each_group_starts_with_what_is_surest() -> None:
    for verdict in verdicts(CITIES, year=2024):
        for group in (verdict.higher, verdict.lower, verdict.unchanged):
            chances = [row.change.p for row in group]
            assert chances == sorted(chances)


@pytest.mark.parametrize("year", [2013, 2016, 2021, 2024])
def test_every_type_is_in_one_group_and_the_total_in_none(year: int) -> None:
    for verdict in verdicts(CITIES, year=year):
        offences = [row.definition.offence for row in verdict.rows]
        assert len(offences) == len(set(offences)) == verdict.types == 12
        assert "0.0.0" not in offences


def test_a_change_that_holds_among_many_holds_alone() -> None:
    rows = [row for verdict in verdicts(CITIES, year=2024) for row in verdict.rows]
    assert any(row.holds_among_many for row in rows)
    assert all(row.shown for row in rows if row.holds_among_many)


def test_wijken_stand_out_by_level_or_change_the_highest_first() -> None:
    for verdict in verdicts(CITIES, year=2024):
        ratios = [row.comparison.ratio for row in verdict.wijken]
        assert ratios == sorted(ratios, reverse=True)
        assert all(row.changed or row.comparison.stands_out for row in verdict.wijken)
        codes = {figure.area_code for figure in verdict.wijk_figures}
        assert {row.area.code for row in verdict.wijken} <= codes
        own = {area.code for area in verdict.areas if area.level == AreaLevel.WIJK}
        assert codes <= own


def test_a_total_without_a_year_before_is_a_figure_without_a_change() -> None:
    utrecht = verdicts(CITIES, year=2021)[0]
    assert utrecht.total is None
    assert utrecht.total_figure is not None
    assert utrecht.total_figure in utrecht.all_figures


def test_unknown_municipalities_are_left_out_and_the_order_is_kept() -> None:
    found = verdicts(("GM0307", "GM9999", "GM0344"), year=2024)
    assert [verdict.municipality.code for verdict in found] == ["GM0307", "GM0344"]
