"""Marks of a trend besides its values: the targets of their years, and breaks in definition."""

from baken.engines.drawing.lettering import shorten
from baken.engines.drawing.svg import element, finite, group, line, path, text, title
from baken.engines.drawing.trend_frame import Frame
from baken.engines.drawing.trend_series import Trend, TrendPoint

_REACH = 6.0
_GAP = 4.0


def draw_breaks(frame: Frame, trend: Trend) -> str:
    """Return an upright line before every period from which the values mean something else."""
    return group(
        "chart-breaks",
        *(
            _break(frame, place, point)
            for place, point in enumerate(trend.points)
            if point.break_before and place
        ),
    )


def _break(frame: Frame, place: int, point: TrendPoint) -> str:
    x = frame.x(place) - frame.step / 2
    words = shorten(point.break_before, max(frame.plot.right - x - _GAP, frame.width / 4))
    return element(
        "g",
        title(point.break_before),
        line("chart-break", x, frame.plot.top, x, frame.plot.bottom),
        text(x + _GAP, frame.plot.bottom - _GAP, words, "chart-break-label"),
    )


def draw_targets(frame: Frame, trend: Trend) -> str:
    """Return an open diamond at the target of every period that has one, with its text."""
    return group(
        "chart-targets",
        *(
            _target(frame.x(place), frame.y(value), point)
            for place, point in enumerate(trend.points)
            for value in [finite(point.target)]
            if value is not None
        ),
    )


def _target(x: float, y: float, point: TrendPoint) -> str:
    return element("g", title(point.target_title), diamond(x, y))


def diamond(x: float, y: float) -> str:
    """Return the mark of a target."""
    corners = [(x, y - _REACH), (x + _REACH, y), (x, y + _REACH), (x - _REACH, y)]
    return element("path", class_="chart-target", d=path(corners) + "Z")
