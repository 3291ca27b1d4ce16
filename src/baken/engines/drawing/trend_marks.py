"""Marks of a trend besides its values: targets, breaks in definition, what is not settled yet."""

from baken.engines.drawing.lettering import shorten
from baken.engines.drawing.patterns import AreaKind, draw_patterns, pattern_id
from baken.engines.drawing.svg import element, finite, group, line, path, text, title
from baken.engines.drawing.trend_frame import Frame
from baken.engines.drawing.trend_series import Trend, TrendPoint

_REACH = 6.0
_GAP = 4.0
KEY_CELL = (0.0, -6.0, 16.0, 12.0)
"""Where the hatching of a key stands: (x, y, width, height)."""


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


def draw_unsettled(frame: Frame, trend: Trend, key: str) -> str:
    """Return hatching behind every period whose value is provisional, or nothing.

    ``key`` is that of the drawing; its hatching is defined here, and used by the key under it.
    """
    half, box = frame.step / 2, frame.plot
    columns = [
        hatched(key, (frame.x(place) - half, box.top, frame.step, box.bottom - box.top))
        for place, point in enumerate(trend.points)
        if point.provisional and finite(point.value) is not None
    ]
    if not columns:
        return ""
    return group("chart-unsettled", draw_patterns(key, {AreaKind.PROVISIONAL}), *columns)


def hatched(key: str, box: tuple[float, float, float, float]) -> str:
    """Return the hatching of what is provisional over (x, y, width, height)."""
    x, y, width, height = box
    fill = f"url(#{pattern_id(key, AreaKind.PROVISIONAL)})"
    return element("rect", class_="map-hatching", fill=fill, x=x, y=y, width=width, height=height)


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
