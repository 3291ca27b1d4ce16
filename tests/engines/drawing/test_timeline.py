"""A timeline: what lies outside its days is not drawn, nothing runs off the paper, text is safe."""

import re
from xml.etree import ElementTree as ET

import pytest

from baken.engines.drawing.timeline import (
    TimelineAxis,
    TimelineLane,
    TimelineRow,
    TimelineTexts,
    draw_timeline,
)

TEXTS = TimelineTexts(
    "T",
    "D",
    "leeg",
    "moet klaar zijn",
    {"late": "te laat", "done": "klaar", "planned": "gepland"},
    earlier="eerder begonnen",
    further="loopt verder",
)
AXIS = TimelineAxis(0, 100, ((0, "2026"), (50, "2027")), marker=40, marker_label="vandaag")


def drawn(*rows: TimelineRow, width: float = 960, axis: TimelineAxis = AXIS) -> str:
    return draw_timeline("t", (TimelineLane("Lijn", rows),), axis, TEXTS, width=width)


def bars(svg: str) -> list[tuple[float, float]]:
    found = re.findall(
        r'<rect class="timeline-bar[^"]*" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg
    )
    return [(float(x), float(wide)) for x, wide in found]


@pytest.mark.parametrize("width", [240, 340, 960])
def test_a_bar_lies_within_the_paper_and_as_long_as_its_days(width: float) -> None:
    svg = drawn(
        TimelineRow("heel", "done", begin=-500, end=900),
        TimelineRow("half", "done", begin=0, end=50),
        width=width,
    )
    ET.fromstring(svg)
    # The key under the drawing has a bar of its own, last.
    (whole, half) = bars(svg)[:2]
    assert whole[0] + whole[1] <= width
    assert half[1] == pytest.approx(whole[1] / 2, abs=0.2)


def test_what_lies_outside_the_days_is_named_and_not_drawn() -> None:
    svg = drawn(TimelineRow("later", "late", begin=200, end=300, due=300))
    assert "later" in svg
    assert "timeline-bar" not in svg, "and no key of it either"
    assert "timeline-due" not in svg


def test_a_thing_without_an_end_is_open_and_one_without_a_begin_has_a_due_day() -> None:
    svg = drawn(TimelineRow("a", "done", begin=10), TimelineRow("b", "late", due=60))
    assert svg.count("timeline-bar--open") == 1
    assert svg.count("timeline-due") == 2


def keys(svg: str) -> str:
    return svg.split('class="chart-keys"')[1]


def test_the_keys_are_the_marks_that_are_drawn_and_no_others() -> None:
    late = keys(drawn(TimelineRow("a", "late", due=60), TimelineRow("b", "done", begin=0, end=9)))
    assert "moet klaar zijn: te laat" in late
    assert late.count("timeline-due") == 1, "the solid one, and no hollow one"
    assert late.count("timeline-bar") == 1
    assert "timeline-row--done" in late
    hollow = keys(drawn(TimelineRow("a", "planned", due=60)))
    assert ">moet klaar zijn<" in hollow
    assert "timeline-bar" not in hollow


@pytest.mark.parametrize(
    ("begin", "end", "points"),
    [
        (10, 50, []),
        (-10, 50, ["eerder begonnen"]),
        (10, 900, ["loopt verder"]),
        (-10, None, ["eerder begonnen", "loopt verder"]),
    ],
)
def test_a_bar_that_runs_beyond_the_paper_has_a_point_there(begin, end, points) -> None:
    svg = drawn(TimelineRow("a", "done", begin=begin, end=end))
    assert svg.count("timeline-point") == 2 * len(points), "on the bar and in the keys"
    assert [each for each in ("eerder begonnen", "loopt verder") if each in svg] == points


def test_the_day_one_looks_from_is_drawn_where_it_lies_on_the_axis() -> None:
    row = TimelineRow("a", "done", due=60)
    assert "timeline-now" in drawn(row)
    assert "timeline-now" not in drawn(row, axis=TimelineAxis(50, 100, (), marker=40))


def test_text_of_others_cannot_break_out() -> None:
    svg = drawn(TimelineRow('<script>"&', "done", due=5, href="javascript:alert(1)"))
    ET.fromstring(svg)
    assert "<script" not in svg
    assert "javascript:" not in svg


@pytest.mark.parametrize(
    ("rows", "axis", "width", "error"),
    [
        ((TimelineRow("a", "done", due=1),), AXIS, 200, "give 240 or more"),
        ((TimelineRow("a", "done", due=1),), TimelineAxis(5, 5, ()), 960, "give it days"),
        ((TimelineRow("a", "huge", due=1),), AXIS, 960, '"huge" is no kind of row'),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows, axis, width, error) -> None:
    with pytest.raises(ValueError, match=error):
        drawn(*rows, axis=axis, width=width)


def test_nothing_to_draw_says_so() -> None:
    assert "leeg" in drawn()
