"""Small multiples: one panel per series, all on one scale, the others faint behind each."""

import itertools
from dataclasses import dataclass

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.lettering import shorten, text_width
from baken.engines.drawing.patterns import AreaKind, draw_patterns
from baken.engines.drawing.placing import Box
from baken.engines.drawing.scale import LinearScale, Ticks, nice_ticks
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
    rectangle,
    surface_to_point_at,
    text,
    title,
)
from baken.engines.drawing.trend_marks import KEY_CELL, hatched
from baken.engines.drawing.trend_series import NumberFormat, TrendPoint, interval_of, runs

_HEAD, _FOOT, _BETWEEN = 46.0, 22.0, 18.0
_SMALLEST_PANEL = 180.0
_MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Panel:
    """One series: a name, where it leads, and a point per period (None: no figure, never zero)."""

    name: str
    points: tuple[TrendPoint, ...]
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MultiplesTexts:
    """The caller's words, in the reader's language; an empty key text leaves that key out."""

    title: str
    description: str
    empty: str
    missing: str = "–"
    interval: str = ""
    others: str = ""
    provisional: str = ""


@dataclass(frozen=True, slots=True)
class Multiples:
    """Panels over the same periods, in order; ``key`` starts every id and is unique on the page."""

    key: str
    panels: tuple[Panel, ...]
    texts: MultiplesTexts
    format: NumberFormat
    unit: str = ""
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class _Frame:
    key: str
    multiples: Multiples
    ticks: Ticks
    left: float
    plot_width: float
    plot_height: float
    columns: int

    def box(self, place: int) -> Box:
        row, column = divmod(place, self.columns)
        left = self.left + column * (self.plot_width + self.left + _BETWEEN)
        top = _HEAD + row * (self.plot_height + _HEAD + _FOOT)
        return Box(left, top, left + self.plot_width, top + self.plot_height)

    def spots(self, box: Box, values: list[float | None]) -> list[tuple[float, float] | None]:
        step = self.plot_width / max(1, len(values))
        y = self.scale(box)
        return [
            None if value is None else (box.left + (place + 0.5) * step, y(value))
            for place, value in enumerate(values)
        ]

    def scale(self, box: Box) -> LinearScale:
        return LinearScale(self.ticks.low, self.ticks.high, box.bottom, box.top)


def draw_multiples(multiples: Multiples, *, width: float = 1000, panel_height: float = 150) -> str:
    """Return the panels in rows; the height follows. As many beside each other as fit, at most 3.

    Raises:
        ValueError: when the width is below 240 units.
    """
    if width < 240:
        raise ValueError(
            f"multiples of {width} units wide are too narrow to read; give 240 or more"
        )
    words = (multiples.texts.title, multiples.texts.description)
    key = f"{key_of(multiples.key)}-{number(width)}"
    if not any(finite(p.value) is not None for panel in multiples.panels for p in panel.points):
        return draw_empty(key, "chart chart--multiples", (width, 120), words, multiples.texts.empty)
    frame = _lay_out(key, multiples, width, panel_height)
    rows = -(-len(multiples.panels) // frame.columns)
    bottom = rows * (_HEAD + panel_height + _FOOT)
    keys = _keys(multiples, key)
    return linked_drawing(
        key,
        "chart chart--multiples",
        (width, bottom + keys_height(keys, width)),
        words,
        draw_patterns(key, {AreaKind.PROVISIONAL}) if _any_open(multiples) else "",
        *(_panel(frame, place) for place in range(len(multiples.panels))),
        draw_keys(keys, width, bottom),
    )


def _lay_out(key: str, multiples: Multiples, width: float, height: float) -> _Frame:
    highest = max(
        max(p.value or 0.0, finite(p.upper) or 0.0)
        for panel in multiples.panels
        for p in panel.points
        if finite(p.value) is not None
    )
    ticks = nice_ticks(0.0, highest, _MOST_STEPS)
    left = 8 + max(text_width(multiples.format(tick, ticks.decimals)) for tick in ticks.values)
    fitting = int((width + _BETWEEN) // (_SMALLEST_PANEL + left + _BETWEEN))
    columns = max(1, min(3, fitting, len(multiples.panels)))
    if len(multiples.panels) == 4 and columns == 3:
        columns = 2  # two rows of two, not three and one
    room = (width - (columns - 1) * _BETWEEN) / columns - left
    return _Frame(key, multiples, ticks, left, room, height, columns)


def _panel(frame: _Frame, place: int) -> str:
    panel, box = frame.multiples.panels[place], frame.box(place)
    others = [each for at, each in enumerate(frame.multiples.panels) if at != place]
    return group(
        "multiple",
        _unsettled(frame, box, panel),
        _grid(frame, box),
        _notes(frame, box, panel),
        *(_line(frame, box, each, "multiple-other") for each in others),
        _band(frame, box, panel),
        _line(frame, box, panel, "chart-line"),
        _points(frame, box, panel),
        _periods(box, panel),
        _heading(frame, box, panel),
    )


def _heading(frame: _Frame, box: Box, panel: Panel) -> str:
    start = box.left - frame.left
    room = frame.plot_width + frame.left
    drawn = text(start, box.top - 30, shorten(panel.name, room * 0.94), "multiple-name")
    under = shorten(panel.note or frame.multiples.unit, room)
    named = link(panel.href, "multiple-link", drawn) if panel.href else drawn
    return named + text(start, box.top - 14, under, "chart-unit")


def _grid(frame: _Frame, box: Box) -> str:
    y = frame.scale(box)
    drawn = []
    for tick in frame.ticks.values:
        zero = " chart-gridline--zero" if tick == 0 else ""
        at = y(tick)
        words = frame.multiples.format(tick, frame.ticks.decimals)
        drawn.append(line(f"chart-gridline{zero}", box.left, at, box.right, at))
        drawn.append(text(box.left - 6, at + 4, words, "chart-tick", "end"))
    return group("chart-grid", *drawn, aria_hidden="true")


def _any_open(multiples: Multiples) -> bool:
    points = [point for panel in multiples.panels for point in panel.points]
    return any(point.provisional and finite(point.value) is not None for point in points)


def _unsettled(frame: _Frame, box: Box, panel: Panel) -> str:
    """Return hatching behind the periods that are provisional, or nothing."""
    step = frame.plot_width / max(1, len(panel.points))
    columns = [
        hatched(frame.key, (box.left + place * step, box.top, step, frame.plot_height))
        for place, point in enumerate(panel.points)
        if point.provisional and finite(point.value) is not None
    ]
    return group("chart-unsettled", *columns) if columns else ""


def _notes(frame: _Frame, box: Box, panel: Panel) -> str:
    step = frame.plot_width / max(1, len(panel.points))
    return "".join(
        rectangle(
            "chart-note-column",
            (box.left + place * step, box.top, box.left + (place + 1) * step, box.bottom),
        )
        for place, point in enumerate(panel.points)
        if point.note
    )


def _line(frame: _Frame, box: Box, panel: Panel, class_: str) -> str:
    spots = frame.spots(box, [finite(point.value) for point in panel.points])
    pieces = [
        [spot for spot in spots[first : last + 1] if spot]
        for first, last in runs([spot is not None for spot in spots])
    ]
    return "".join(
        element("path", class_=class_, fill="none", d=path(piece))
        for piece in pieces
        if len(piece) > 1
    )


def _band(frame: _Frame, box: Box, panel: Panel) -> str:
    ends = [interval_of(point) for point in panel.points]
    low = frame.spots(box, [pair[0] if pair else None for pair in ends])
    high = frame.spots(box, [pair[1] if pair else None for pair in ends])
    drawn = ""
    for first, last in runs([pair is not None for pair in ends]):
        edge = [spot for spot in high[first : last + 1] if spot]
        back = [spot for spot in low[first : last + 1] if spot][::-1]
        if last > first:
            drawn += element("path", class_="chart-band", d=path(edge + back) + "Z")
        else:
            drawn += line("chart-whisker", *edge[0], *back[0])
    return drawn


def _points(frame: _Frame, box: Box, panel: Panel) -> str:
    step = frame.plot_width / max(1, len(panel.points))
    spots = frame.spots(box, [finite(point.value) for point in panel.points])
    alone = [
        before is None and after is None
        for before, after in zip([None, *spots[:-1]], [*spots[1:], None], strict=True)
    ]
    last = max((place for place, spot in enumerate(spots) if spot), default=-1)
    drawn = []
    for place, (point, spot) in enumerate(zip(panel.points, spots, strict=True)):
        left = box.left + place * step
        surface = surface_to_point_at("chart-hit", (left, box.top, left + step, box.bottom))
        shown = spot is not None and (place == last or point.provisional or alone[place])
        dot = circle(_dot_class(point), *spot, 3.5) if spot and shown else ""
        drawn.append(group("chart-slot", title(_said(frame, panel, point)), surface, dot))
    return group("chart-slots", *drawn)


def _dot_class(point: TrendPoint) -> str:
    return "chart-point chart-point--provisional" if point.provisional else "chart-point"


def _said(frame: _Frame, panel: Panel, point: TrendPoint) -> str:
    texts, write = frame.multiples.texts, frame.multiples.format
    value, ends = finite(point.value), interval_of(point)
    if value is None:
        said = point.title or f"{point.label}\n{texts.missing}"
        return f"{panel.name}, {said}"
    decimals = frame.multiples.decimals
    words = f"{panel.name}, {point.label}\n{write(value, decimals)}"
    if ends:
        words += f" ({write(ends[0], decimals)} – {write(ends[1], decimals)})"
    return f"{words}, {texts.provisional}" if point.provisional and texts.provisional else words


def _periods(box: Box, panel: Panel) -> str:
    """Return the first and the last period, and those between that leave room."""
    if not panel.points:
        return ""
    step = (box.right - box.left) / len(panel.points)
    every = max(1, next(n for n in itertools.count(1) if n * step >= 44))
    places = range(len(panel.points) - 1, -1, -every)
    return group(
        "chart-periods",
        *(
            text(
                # a label wider than its column would run over the edge of the drawing
                min(
                    box.left + (place + 0.5) * step,
                    box.right - text_width(panel.points[place].label) / 2,
                ),
                box.bottom + 15,
                panel.points[place].label,
                "chart-period",
                "middle",
            )
            for place in places
        ),
    )


def _keys(multiples: Multiples, key: str) -> list[Key]:
    texts = multiples.texts
    points = [point for panel in multiples.panels for point in panel.points]
    offered = (
        (texts.interval, any(map(interval_of, points)), _KEY_BAND),
        (texts.others, len(multiples.panels) > 1, line("multiple-other", 0, 0, 16, 0)),
        (texts.provisional, _any_open(multiples), hatched(key, KEY_CELL) + _KEY_OPEN),
    )
    return [Key(mark, words) for words, present, mark in offered if words and present]


_KEY_BAND = rectangle("chart-band", (0, -5, 16, 5)) + line("chart-line", 0, 0, 16, 0)
_KEY_OPEN = circle("chart-point chart-point--provisional", 8, 0, 3.5)
