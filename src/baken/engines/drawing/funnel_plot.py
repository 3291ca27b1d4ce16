"""A funnel plot: rates of areas against their size, between limits that widen for small areas."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.lettering import shorten, text_width
from baken.engines.drawing.scale import LinearScale, nice_ticks
from baken.engines.drawing.svg import (
    circle,
    element,
    finite,
    group,
    key_of,
    line,
    link,
    linked_drawing,
    number,
    path,
    text,
    title,
)
from baken.engines.drawing.trend_series import NumberFormat

_TOP, _FOOT = 30.0, 30.0
_SMALLEST = 240
_MOST_NAMES = 6
_ROOM_FOR_LIMITS = 1.5
_FEWEST_SIZES = 3
_BETWEEN = (1_500, 3_000, 7_000, 15_000, 30_000, 70_000, 150_000, 300_000, 700_000)
_SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """An area: its size and rate; ``outside`` as the engine says, ``chosen`` ones are named."""

    name: str
    size: float
    rate: float
    outside: int = 0
    href: str = ""
    title: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FunnelTexts:
    """The caller's words, in the reader's language."""

    title: str
    description: str
    empty: str
    up: str = ""
    across: str = ""
    common: str = ""
    limits: str = ""
    outside: str = ""
    chosen: str = ""
    outer: str = ""


@dataclass(frozen=True, slots=True)
class FunnelPlot:
    """``limits`` are (size, inner lower, inner upper, outer lower, outer upper)."""

    key: str
    points: tuple[FunnelPoint, ...]
    rate: float
    limits: tuple[tuple[float, ...], ...]
    texts: FunnelTexts
    format: NumberFormat


@dataclass(frozen=True, slots=True)
class _Frame:
    x: LinearScale
    y: LinearScale
    width: float
    bottom: float
    left: float

    def across(self, size: float) -> float:
        return self.x(math.log(size))


def draw_funnel(plot: FunnelPlot, *, width: float = 760, height: float = 380) -> str:
    """Return the plot; sizes run on a logarithmic axis.

    Raises:
        ValueError: when the width is below 240 units.
    """
    if width < _SMALLEST:
        raise ValueError(f"a funnel plot of {width} units wide cannot be read; give 240 or more")
    key, words = f"{key_of(plot.key)}-{number(width)}", (plot.texts.title, plot.texts.description)
    points = [p for p in plot.points if p.size > 0 and finite(p.rate) is not None]
    if not points:
        return draw_empty(key, "chart chart--funnel", (width, 120), words, plot.texts.empty)
    keys = _keys(plot)
    bottom = height - _FOOT - keys_height(keys, width)
    ticks = nice_ticks(0.0, _highest(plot, points), 5)
    left = 8 + max(text_width(plot.format(tick, ticks.decimals)) for tick in ticks.values)
    sizes = [math.log(p.size) for p in points]
    room = max(max(sizes) - min(sizes), 0.2) * 0.03
    frame = _Frame(
        LinearScale(min(sizes) - room, max(sizes) + room, left, width - 6),
        LinearScale(ticks.low, ticks.high, bottom, _TOP),
        width,
        bottom,
        left,
    )
    grid = [
        line("chart-gridline", left, frame.y(t), width, frame.y(t))
        + text(left - 6, frame.y(t) + 4, plot.format(t, ticks.decimals), "chart-tick", "end")
        for t in ticks.values
    ]
    ordered = sorted(points, key=lambda p: p.chosen)
    return linked_drawing(
        key,
        "chart chart--funnel",
        (width, height),
        words,
        group("chart-grid", *grid, _sizes(plot, frame), aria_hidden="true"),
        text(0, 12, shorten(plot.texts.up, width), "chart-unit"),
        _limits(plot, frame),
        group("funnel-points", *(_point(p, frame) for p in ordered)),
        _names([p for p in points if p.chosen], frame),
        draw_keys(keys, width, bottom + _FOOT),
    )


def _highest(plot: FunnelPlot, points: Sequence[FunnelPoint]) -> float:
    """Return the highest rate, or the usual limit of the largest where that is not far above."""
    most = max(p.rate for p in points)
    usual = plot.limits[-1][2] if plot.limits else 0.0
    return max(most, min(usual, _ROOM_FOR_LIMITS * most))


def _sizes(plot: FunnelPlot, frame: _Frame) -> str:
    drawn = _size_ticks(plot, frame, _SIZES)
    if len(drawn) < _FEWEST_SIZES:
        drawn = _size_ticks(plot, frame, sorted((*_SIZES, *_BETWEEN)))
    return "".join(drawn)


def _size_ticks(plot: FunnelPlot, frame: _Frame, sizes: Sequence[int]) -> list[str]:
    drawn, last = [], -60.0
    for size in sizes:
        x = frame.across(size)
        words = plot.format(size, 0)
        room = x + text_width(words) / 2 <= frame.width
        if frame.left < x < frame.width - 6 and x - last >= 58 and room:
            drawn.append(line("chart-gridline", x, frame.bottom, x, frame.bottom + 4))
            drawn.append(text(x, frame.bottom + 16, words, "chart-period", "middle"))
            last = x
    return drawn


def _limits(plot: FunnelPlot, frame: _Frame) -> str:
    if not plot.limits:
        return ""
    xs = [frame.across(limit[0]) for limit in plot.limits]

    def edge(place: int) -> list[tuple[float, float]]:
        ys = [frame.y(limit[place]) for limit in plot.limits]
        return list(zip(xs, ys, strict=True))

    inner = element("path", class_="funnel-inner", d=path(edge(1) + edge(2)[::-1]) + "Z")
    shown = [[spot for spot in edge(place) if spot[1] > _TOP] for place in (3, 4)]
    outer = "".join(
        element("path", class_="funnel-outer", fill="none", d=path(spots))
        for spots in shown
        if len(spots) > 1
    )
    common = line(
        "funnel-common", frame.left, frame.y(plot.rate), frame.width - 6, frame.y(plot.rate)
    )
    return group("funnel-limits", inner, outer, common, aria_hidden="true")


def _point(point: FunnelPoint, frame: _Frame) -> str:
    kind = "higher" if point.outside > 1 else "lower" if point.outside < -1 else "ordinary"
    ending = " funnel-point--chosen" if point.chosen else ""
    mark = circle(
        f"funnel-point funnel-point--{kind}{ending}",
        frame.across(point.size),
        frame.y(point.rate),
        5.0 if point.chosen else 3.5,
    )
    drawn = (title(point.title), mark)
    return link(point.href, "funnel-link", *drawn) if point.chosen else group("funnel-area", *drawn)


def _names(chosen: list[FunnelPoint], frame: _Frame) -> str:
    drawn = []
    for point in chosen[:_MOST_NAMES]:
        words, x = shorten(point.name, frame.width * 0.4), frame.across(point.size)
        right = x + 9 + text_width(words) < frame.width
        at = x + 9 if right else x - 9
        anchor = "" if right else "end"
        drawn.append(text(at, frame.y(point.rate) - 6, words, "rank-name", anchor))
    return group("chart-labels", *drawn)


def _keys(plot: FunnelPlot) -> list[Key]:
    texts, points = plot.texts, plot.points
    away = circle("funnel-point funnel-point--higher", 5, 0, 3.5)
    away += circle("funnel-point funnel-point--lower", 13, 0, 3.5)
    offered = (
        (texts.common, True, line("funnel-common", 0, 0, 16, 0)),
        (
            texts.limits,
            bool(plot.limits),
            '<rect class="funnel-inner" y="-5" width="16" height="10"/>',
        ),
        (texts.outer, bool(plot.limits), line("funnel-outer", 0, 0, 16, 0)),
        (texts.outside, any(abs(p.outside) > 1 for p in points), away),
        (
            texts.chosen,
            any(p.chosen for p in points),
            circle("funnel-point funnel-point--ordinary funnel-point--chosen", 8, 0, 5.0),
        ),
    )
    return [Key(mark, words) for words, present, mark in offered if words and present]
