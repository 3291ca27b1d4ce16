"""The trend and the ranking: what is drawn of which figures."""

import pytest
from desks.picture.picture_facts import a_comparison, a_figure, expected

from baken.engines.drawing.ranking_rows import RankingReference, RankingTexts
from baken.engines.drawing.trend_series import TrendTexts
from baken.flows.draw_ranking import RankedArea, axis_limit, draw_area_ranking
from baken.flows.draw_trend import TrendWords, draw_area_trend, trend_of
from baken.vocabulary.figure import FigureStatus

WORDS = TrendWords(
    TrendTexts("Verloop", "van tot", "niets", provisional="voorlopig"),
    "per 1.000",
    "aantal",
    {2021: "corona"},
)


def write(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


def test_a_year_without_a_figure_is_a_gap() -> None:
    trend = trend_of("t", [a_figure(year=2020), a_figure(year=2022)], WORDS, write)
    assert [(point.label, point.value) for point in trend.points] == [
        ("2020", 66.908),
        ("2021", None),
        ("2022", 66.908),
    ]
    assert trend.points[1].note == "corona"


def test_interval_expected_range_and_status_are_drawn() -> None:
    figure = a_figure(expected=expected(60.0, 70.0), status=FigureStatus.PROVISIONAL)
    (point,) = trend_of("t", [figure], WORDS, write).points
    assert (point.lower, point.upper, point.provisional) == (66.083, 67.741, True)
    assert (point.expected.lower, point.expected.upper) == (60.0, 70.0)


def test_without_any_rate_the_numbers_are_drawn() -> None:
    figures = [a_figure(year=year, rate=None, lower=None, upper=None) for year in (2023, 2024)]
    trend = trend_of("t", figures, WORDS, write)
    assert (trend.unit, trend.decimals) == ("aantal", 0)
    assert [point.value for point in trend.points] == [25124.0, 25124.0]
    assert not draw_area_trend("t", figures, WORDS, write).rates


def test_low_rates_are_written_with_two_decimals() -> None:
    assert trend_of("t", [a_figure(rate=0.57)], WORDS, write).decimals == 2
    assert trend_of("t", [a_figure()], WORDS, write).decimals == 1


def test_a_trend_is_drawn_wide_and_narrow_under_different_names() -> None:
    drawn = draw_area_trend("t", [a_figure(year=2023), a_figure()], WORDS, write)
    assert 'viewBox="0 0 760 300"' in drawn.wide
    assert 'viewBox="0 0 340 290"' in drawn.narrow
    assert 'id="t-760-title"' in drawn.wide
    assert "chart-whisker" in drawn.wide


def test_no_figures_say_so() -> None:
    assert "niets" in draw_area_trend("t", [], WORDS, write).wide


def test_few_residents_are_drawn_as_numbers() -> None:
    figures = [a_figure(year=year, notes=("few-residents",)) for year in (2023, 2024)]
    trend = trend_of("t", figures, WORDS, write)
    assert [point.value for point in trend.points] == [25124.0, 25124.0]


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        ([10.0, 20.0, 30.0], None),
        ([10.0, 20.0, 30.0, 40.0], None),
        ([40.0, 50.0, 60.0, 345.0], 120.0),
        ([], None),
        ([0.0, 0.0, 0.0, 5.0], None),
    ],
)
def test_one_extreme_area_does_not_flatten_the_others(values, limit) -> None:
    assert axis_limit(values) == limit


def test_a_ranking_marks_who_stands_out_and_writes_the_missing_last() -> None:
    areas = [
        RankedArea("Oost", "/wijk/2/", a_figure(rate=58.8), a_comparison(stands_out=False)),
        RankedArea("Rand", "/wijk/3/", None, None),
        RankedArea("Binnenstad", "/wijk/1/", a_figure(rate=345.9), a_comparison(), "bezoekers"),
        RankedArea("Noord", "/wijk/4/", a_figure(rate=8.0), a_comparison(ratio=0.4)),
    ]
    drawn = draw_area_ranking(
        "r",
        areas,
        RankingReference(66.9, "Utrecht: 66,9"),
        RankingTexts("Volgorde", "hoog naar laag", "niets", missing="geen gegevens"),
        write,
        unit="per 1.000",
    )
    for svg in (drawn.wide, drawn.narrow):
        order = [svg.index(f"/wijk/{number}/") for number in (1, 2, 4, 3)]
        assert order == sorted(order)
        assert "ranking-row--higher" in svg
        assert "ranking-row--lower" in svg
        assert "geen gegevens" in svg
        assert "Utrecht: 66,9" in svg
        assert "bezoekers" in svg
