"""A timeline: lanes one below the other, in each a row per thing with its begin, end and due day.

Days are whole numbers (such as ordinals of dates); the caller writes what stands on the axis.
"""

from dataclasses import dataclass

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.lettering import shorten, wrap
from baken.engines.drawing.scale import LinearScale
from baken.engines.drawing.svg import (
    element,
    group,
    key_of,
    line,
    link,
    linked_drawing,
    number,
    path,
    rectangle,
    text,
)

_TOP, _FOOT = 30.0, 12.0
_LANE, _ROW = 26.0, 30.0
_SMALLEST = 240
_SIDE = 0.34
_NARROW = 480
_BOLD = 1.1
KINDS = ("planned", "meant", "running", "untold", "done", "late", "stopped")
_SOLID = ("done", "late")
"""What a row can be; it becomes the class ``timeline-row--KIND``."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing: ``begin`` to ``end`` is its bar, ``due`` the day on which it should be done.

    A bar without a begin starts at the axis, one without an end is open to the right.
    """

    name: str
    kind: str
    begin: int | None = None
    end: int | None = None
    due: int | None = None
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class TimelineLane:
    """Rows under one heading."""

    name: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineAxis:
    """The days from left to right, what is written at which day, and the day one looks from."""

    first: int
    last: int
    ticks: tuple[tuple[int, str], ...]
    marker: int | None = None
    marker_label: str = ""


@dataclass(frozen=True, slots=True)
class TimelineTexts:
    """The caller's words, in the reader's language; ``kinds`` by kind.

    ``earlier`` and ``further`` tell the points on bars that run beyond the axis or have no end.
    """

    title: str
    description: str
    empty: str
    due: str
    kinds: dict[str, str]
    earlier: str = ""
    further: str = ""


def draw_timeline(
    key: str,
    lanes: tuple[TimelineLane, ...],
    axis: TimelineAxis,
    texts: TimelineTexts,
    *,
    width: float = 960,
) -> str:
    """Return the timeline; a narrow one writes each name above its bar.

    Raises:
        ValueError: when the width is below 240 units, the axis has no days, or a kind is unknown.
    """
    if width < _SMALLEST:
        raise ValueError(f"a timeline of {width} units wide cannot be read; give 240 or more")
    if axis.last <= axis.first:
        raise ValueError(f"the axis runs from {axis.first} to {axis.last}; give it days")
    for row in (row for lane in lanes for row in lane.rows):
        if row.kind not in KINDS:
            raise ValueError(f'"{row.kind}" is no kind of row; known: {", ".join(KINDS)}')
    whole, words = f"{key_of(key)}-{number(width)}", (texts.title, texts.description)
    if not any(lane.rows for lane in lanes):
        return draw_empty(whole, "chart chart--timeline", (width, 120), words, texts.empty)
    frame = _Frame(width, axis)
    drawn, y = [], _TOP
    for lane in lanes:
        drawn.append(text(0, y + 17, shorten(lane.name, width / _BOLD, 13), "timeline-lane"))
        drawn.append(line("chart-gridline", 0, y + _LANE - 2, width, y + _LANE - 2))
        y += _LANE
        for row in lane.rows:
            drawn.append(frame.row(row, y))
            y += frame.row_height
    keys = _keys(frame.drawn, texts)
    return linked_drawing(
        whole,
        "chart chart--timeline",
        (width, y + _FOOT + keys_height(keys, width)),
        words,
        frame.grid(y),
        group("timeline-rows", *drawn),
        frame.marker(y),
        draw_keys(keys, width, y + _FOOT),
    )


class _Frame:
    """Where things come: names at the left, or above their bars on a narrow drawing."""

    def __init__(self, width: float, axis: TimelineAxis) -> None:
        self.is_narrow = width < _NARROW
        self.width = width
        self.left = 8.0 if self.is_narrow else width * _SIDE
        self.row_height = _ROW + 14 if self.is_narrow else _ROW
        self.axis = axis
        self.drawn: set[tuple[str, str]] = set()
        self.x = LinearScale(axis.first, axis.last, self.left, width - 10)

    def grid(self, bottom: float) -> str:
        """Return the upright lines with what is written above them."""
        drawn, room = [], -1.0
        for day, words in self.axis.ticks:
            x = self.x(day)
            drawn.append(line("chart-gridline", x, _TOP - 6, x, bottom))
            if x >= room:
                drawn.append(text(x + 3, _TOP - 12, words, "chart-tick"))
                room = x + 6 * len(words) + 8
        return group("chart-grid", *drawn, aria_hidden="true")

    def marker(self, bottom: float) -> str:
        """Return the line of the day one looks from, where that lies on the axis."""
        day = self.axis.marker
        if day is None or not self.axis.first <= day <= self.axis.last:
            return ""
        x = self.x(day)
        anchor = "end" if x > self.width * 0.7 else ""
        at = x - 4 if anchor else x + 4
        return group(
            "timeline-marker",
            line("timeline-now", x, _TOP - 6, x, bottom),
            text(at, bottom + 9, self.axis.marker_label, "timeline-now-label", anchor),
            aria_hidden="true",
        )

    def row(self, row: TimelineRow, y: float) -> str:
        """Return one thing with its name, its bar and its due day."""
        middle = y + self.row_height - _ROW / 2
        drawn = [*self._name(row, y), self._bar(row, middle), self._due(row, middle)]
        return link(
            row.href,
            f"timeline-row timeline-row--{row.kind}",
            rectangle(
                "timeline-hit",
                (0, y, self.width, y + self.row_height),
                ' fill="none" pointer-events="all"',
            ),
            *drawn,
            label=row.title or row.name,
        )

    def _name(self, row: TimelineRow, y: float) -> list[str]:
        if self.is_narrow:
            return [text(0, y + 14, shorten(row.name, self.width - 4), "timeline-name")]
        lines = wrap(row.name, self.left - 14, 11.5)
        first = y + _ROW / 2 + (4 if len(lines) == 1 else -3)
        return [text(0, first + 13 * at, words, "timeline-name") for at, words in enumerate(lines)]

    def _bar(self, row: TimelineRow, y: float) -> str:
        if row.begin is None and row.end is None:
            return ""
        begin = self.axis.first if row.begin is None else row.begin
        end = self.axis.last if row.end is None else row.end
        if end < self.axis.first or begin > self.axis.last:
            return ""
        left = self.x(max(begin, self.axis.first))
        right = max(left + 3, self.x(min(end, self.axis.last)))
        open_end = " timeline-bar--open" if row.end is None else ""
        bar = rectangle(f"timeline-bar{open_end}", (left, y - 5, right, y + 5))
        self.drawn.add((row.kind, "bar"))
        if begin < self.axis.first:
            self.drawn.add(("", "earlier"))
            bar += _point(left, y, -1)
        if row.end is None or end > self.axis.last:
            self.drawn.add(("", "further"))
            bar += _point(right, y, 1)
        return bar

    def _due(self, row: TimelineRow, y: float) -> str:
        if row.due is None or not self.axis.first <= row.due <= self.axis.last:
            return ""
        self.drawn.add((row.kind, "due"))
        return _diamond(self.x(row.due), y)


def _diamond(x: float, y: float) -> str:
    around = [(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)]
    return element("path", class_="timeline-due", d=path(around) + "Z")


def _point(x: float, y: float, way: int) -> str:
    """Return a point at the end of a bar: it runs on beyond the paper."""
    around = [(x, y - 5), (x + 7 * way, y), (x, y + 5)]
    return element("path", class_="timeline-point", d=path(around) + "Z")


def _keys(drawn: set[tuple[str, str]], texts: TimelineTexts) -> list[Key]:
    """Return a key for each mark that is drawn, and for no other."""
    bars = [
        Key(_of_kind(kind, rectangle("timeline-bar", (0, -5, 16, 5))), texts.kinds[kind])
        for kind in KINDS
        if (kind, "bar") in drawn and texts.kinds.get(kind)
    ]
    hollow = [kind for kind in KINDS if (kind, "due") in drawn and kind not in _SOLID]
    dues = [Key(_diamond(8, 0), texts.due)] if hollow and texts.due else []
    dues += [
        Key(_of_kind(kind, _diamond(8, 0)), f"{texts.due}: {texts.kinds[kind]}")
        for kind in _SOLID
        if (kind, "due") in drawn and texts.kinds.get(kind)
    ]
    beyond = (("earlier", texts.earlier, 12, -1), ("further", texts.further, 4, 1))
    points = [
        Key(_point(x, 0, way), words)
        for name, words, x, way in beyond
        if ("", name) in drawn and words
    ]
    return [*bars, *dues, *points]


def _of_kind(kind: str, mark: str) -> str:
    return group(f"timeline-row--{kind}", mark)
