from dataclasses import replace
from itertools import pairwise

import pytest
from engines.drawing.drawing_samples import SVG, TEXTS, classes, of_class, parse, write
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.drawing.trend import (
    AxisStart,
    IntervalMark,
    Trend,
    TrendPoint,
    draw_sparkline,
    draw_trend,
)

VALUES = st.none() | st.floats(0, 1e6) | st.sampled_from([float("nan"), float("inf"), 0.0])


def series(values: list[float | None]) -> Trend:
    points = tuple(TrendPoint(str(2000 + n), value) for n, value in enumerate(values))
    return Trend("t", points, TEXTS, write)


def dots(drawing: str) -> list[tuple[float, float]]:
    slots = of_class(parse(drawing), "chart-slots")
    found = [dot for slot in slots for dot in slot.iter(f"{SVG}circle")]
    return [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in found]


def test_a_missing_year_is_a_gap_and_never_a_zero(trend: Trend) -> None:
    root = parse(draw_trend(trend))
    lines = [part.get("d") or "" for part in of_class(root, "chart-line") if part.get("d")]
    assert len(dots(draw_trend(trend))) == 6
    assert len(of_class(of_class(root, "chart-slots")[0], "chart-missing")) == 1
    assert [line.count("L") for line in lines] == [3, 1]  # 2018-2021, then 2023-2024 dashed


def test_a_provisional_point_is_open_and_its_line_is_dashed(trend: Trend) -> None:
    root = parse(draw_trend(trend))
    slots = of_class(root, "chart-slots")[0]
    assert len(of_class(slots, "chart-point--provisional")) == 1
    assert len(of_class(root, "chart-line--provisional")) == 1


def test_a_provisional_period_is_hatched_from_top_to_bottom(trend: Trend) -> None:
    root = parse(draw_trend(trend))
    (behind,) = of_class(root, "chart-unsettled")
    (column,) = of_class(behind, "map-hatching")
    (dot,) = of_class(of_class(root, "chart-slots")[0], "chart-point--provisional")
    left, wide = float(column.attrib["x"]), float(column.attrib["width"])
    assert float(dot.attrib["cx"]) == pytest.approx(left + wide / 2, abs=0.1)
    identifier = column.attrib["fill"].removeprefix("url(#").removesuffix(")")
    assert any(part.get("id") == identifier for part in root.iter())
    settled = replace(trend, points=tuple(replace(p, provisional=False) for p in trend.points))
    assert not of_class(parse(draw_trend(settled)), "map-hatching")


def test_adjacent_corona_years_are_one_column_with_one_label(trend: Trend) -> None:
    root = parse(draw_trend(trend))
    assert len(of_class(root, "chart-note-column")) == 1
    assert [part.text for part in of_class(root, "chart-note")] == ["corona"]


def test_an_expected_range_of_one_year_is_still_visible(trend: Trend) -> None:
    bands = of_class(of_class(parse(draw_trend(trend)), "chart-expectations")[0], "chart-expected")
    widths = []
    for band in bands:
        xs = [float(pair.split()[0]) for pair in band.get("d", "")[1:-1].split("L") if pair]
        widths.append(max(xs) - min(xs))
    assert min(widths) > 10


def test_the_axis_starts_at_zero_unless_asked_and_then_says_so(trend: Trend) -> None:
    high = series([102.0, 101.0, 104.0])
    assert "chart-gridline--zero" in classes(draw_trend(high))
    cut = draw_trend(replace(high, axis_start=AxisStart.DATA))
    assert "chart-gridline--zero" not in classes(cut)
    assert "chart-axis-cut" in classes(cut)
    assert "as begint niet bij 0" in cut


def test_the_last_value_is_always_written(trend: Trend) -> None:
    last = of_class(parse(draw_trend(trend)), "chart-label--last")
    assert [part.text for part in last] == ["1,1"]


def test_an_interval_is_whiskers_or_a_band(trend: Trend) -> None:
    slots = of_class(parse(draw_trend(trend)), "chart-slots")[0]
    assert len(of_class(slots, "chart-whisker")) == 6
    band = parse(draw_trend(replace(trend, interval=IntervalMark.BAND)))
    bands = [part for part in of_class(band, "chart-band") if part.tag == f"{SVG}path"]
    assert len(bands) == 2
    assert not of_class(band, "chart-whisker")


@pytest.mark.parametrize(
    "points", [(), (TrendPoint("2024", None),), (TrendPoint("x", float("nan")),)]
)
def test_without_figures_the_callers_words_are_drawn(points: tuple[TrendPoint, ...]) -> None:
    root = parse(draw_trend(Trend("t", points, TEXTS, write)))
    assert [part.text for part in of_class(root, "chart-empty")] == [TEXTS.empty]
    parse(draw_sparkline(Trend("t", points, TEXTS, write)))


def test_a_chart_too_small_to_read_is_refused(trend: Trend) -> None:
    with pytest.raises(ValueError, match="too small to read"):
        draw_trend(trend, width=100)


@given(st.lists(VALUES, min_size=1, max_size=40), st.sampled_from(list(AxisStart)))
def test_a_higher_value_is_never_drawn_lower(values: list[float | None], start: AxisStart) -> None:
    trend = replace(series(values), axis_start=start)
    known = [value for value in trend.values() if value is not None]
    drawn = [y for _, y in dots(draw_trend(trend))]
    if len(drawn) == len(known):  # crowded charts leave dots out
        pairs = sorted(zip(known, drawn, strict=True))
        assert all(a[1] >= b[1] for a, b in pairwise(pairs))


@given(st.lists(VALUES, min_size=1, max_size=60), st.sampled_from([328, 640]))
def test_every_dot_lies_inside_the_picture(values: list[float | None], width: int) -> None:
    for x, y in dots(draw_trend(series(values), width=width)):
        assert 0 <= x <= width
        assert 0 <= y <= 280


def test_a_sparkline_marks_the_last_figure(trend: Trend) -> None:
    root = parse(draw_sparkline(trend))
    assert len(of_class(root, "chart-point--provisional")) == 1
