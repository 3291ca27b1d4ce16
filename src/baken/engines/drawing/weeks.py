"""Weeks of a series as an accessible SVG chart: counts, what is expected, what is unfinished."""

from dataclasses import dataclass
from datetime import date

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.patterns import AreaKind, draw_patterns, pattern_id
from baken.engines.drawing.scale import LinearScale, nice_ticks
from baken.engines.drawing.svg import (
    drawing,
    element,
    group,
    key_of,
    line,
    number,
    path,
    rectangle,
    text,
    title,
)

_LEFT, _RIGHT, _TOP, _FOOT = 34.0, 6.0, 10.0, 24.0
_LEAST_WIDTH, _WIDE_BAR = 200.0, 0.72


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week: what was counted, and what a quiet week would have (None: not judged).

    ``grown`` is what an unfinished week will grow to, with its interval; None for finished ones.
    ``words`` are the tooltip.
    """

    monday: date
    count: int
    expected: float | None
    lower: float | None
    upper: float | None
    unusual: bool
    words: str
    grown: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class WeekTexts:
    """The caller's words, in the reader's language."""

    title: str
    description: str
    empty: str
    counted: str
    expected: str
    unusual: str
    unfinished: str


def draw_weeks(
    key: str,
    weeks: tuple[WeekBar, ...],
    texts: WeekTexts,
    *,
    width: float = 640,
    height: float = 220,
) -> str:
    """Return the chart; draw again with a width of about 340 for a phone.

    Raises:
        ValueError: when the chart is narrower than 200 units.
    """
    if width < _LEAST_WIDTH:
        raise ValueError(f"a chart of {width} units wide cannot be read; give 200 or more")
    whole, words = f"{key_of(key)}-{number(width)}", (texts.title, texts.description)
    if not weeks:
        return draw_empty(whole, "chart chart--weeks", (width, height), words, texts.empty)
    keys = _keys(whole, weeks, texts)
    bottom = height - _FOOT - keys_height(keys, width)
    frame = _Frame(weeks, width, bottom)
    return drawing(
        whole,
        "chart chart--weeks",
        (width, height),
        words,
        draw_patterns(whole, {AreaKind.PROVISIONAL}),
        frame.grid(),
        frame.band(),
        group("chart-weeks", *(frame.bar(whole, place, week) for place, week in enumerate(weeks))),
        frame.axis(),
        draw_keys(keys, width, bottom + _FOOT),
    )


class _Frame:
    """Where things come: weeks from left to right, counts from the bottom up."""

    def __init__(self, weeks: tuple[WeekBar, ...], width: float, bottom: float) -> None:
        self.weeks, self.width, self.bottom = weeks, width, bottom
        highest = max(
            max(week.count, week.upper or 0.0, week.grown[2] if week.grown else 0.0)
            for week in weeks
        )
        self.ticks = nice_ticks(0.0, max(highest, 1.0), 4, 1.0)
        self.y = LinearScale(0.0, self.ticks.values[-1], bottom, _TOP)
        self.step = (width - _LEFT - _RIGHT) / len(weeks)

    def left(self, place: float) -> float:
        return _LEFT + place * self.step

    def grid(self) -> str:
        lines = [
            line("chart-gridline", _LEFT, self.y(each), self.width - _RIGHT, self.y(each))
            + text(_LEFT - 6, self.y(each) + 4, f"{each:g}", "chart-tick", "end")
            for each in self.ticks.values
        ]
        return group("chart-grid", *lines)

    def band(self) -> str:
        """What a quiet week would have: a step per week, its middle as a line."""
        judged = [
            (place, week) for place, week in enumerate(self.weeks) if week.expected is not None
        ]
        steps = [
            rectangle(
                "chart-expected",
                (self.left(place), self.y(week.upper or 0), self.left(place + 1),
                 self.y(max(week.lower or 0, 0))),
            )
            for place, week in judged
        ]  # fmt: skip
        middle = [
            point
            for place, week in judged
            for point in (
                (self.left(place), self.y(week.expected or 0)),
                (self.left(place + 1), self.y(week.expected or 0)),
            )
        ]
        drawn = element("path", class_="chart-expected-middle", d=path(middle)) if middle else ""
        return group("chart-expecteds", *steps, drawn)

    def bar(self, key: str, place: int, week: WeekBar) -> str:
        spare = self.step * (1 - _WIDE_BAR) / 2
        left, right = self.left(place) + spare, self.left(place + 1) - spare
        kind = "week-bar--unusual" if week.unusual else "week-bar"
        drawn = rectangle(kind, (left, self.y(week.count), right, self.bottom))
        if week.grown:
            top = self.y(max(week.grown[0], week.count))
            fill = f"url(#{pattern_id(key, AreaKind.PROVISIONAL)})"
            drawn += element(
                "rect", class_="week-bar--to-come", x=left, y=top, width=right - left,
                height=max(self.y(week.count) - top, 0.0), fill=fill,
            )  # fmt: skip
            middle = (left + right) / 2
            ends = (self.y(week.grown[1]), self.y(week.grown[2]))
            drawn += line("chart-whisker", middle, ends[0], middle, ends[1])
        return group("week", title(week.words), drawn)

    def axis(self) -> str:
        """The year where it begins, and quarters in between."""
        marks = []
        for place, week in enumerate(self.weeks):
            first = place == 0 or week.monday.year != self.weeks[place - 1].monday.year
            if first:
                x = self.left(place)
                marks.append(line("chart-gridline--zero", x, self.bottom, x, self.bottom + 5))
                room = self.width - x > 34 and (place == 0 or x - _LEFT > 40)
                if room:
                    marks.append(text(x, self.bottom + 17, str(week.monday.year), "chart-period"))
        zero = line("chart-gridline--zero", _LEFT, self.bottom, self.width - _RIGHT, self.bottom)
        return group("chart-axis", zero, *marks)


def _keys(key: str, weeks: tuple[WeekBar, ...], texts: WeekTexts) -> list[Key]:
    cell = (1.0, -5.0, 15.0, 5.0)
    keys = [
        Key(rectangle("week-bar", cell), texts.counted),
        Key(
            rectangle("chart-expected", cell) + line("chart-expected-middle", 0, 0, 16, 0),
            texts.expected,
        ),
    ]
    if any(week.unusual for week in weeks):
        keys.append(Key(rectangle("week-bar--unusual", cell), texts.unusual))
    if any(week.grown for week in weeks):
        fill = f"url(#{pattern_id(key, AreaKind.PROVISIONAL)})"
        mark = element(
            "rect", class_="week-bar--to-come", x=1, y=-5, width=14, height=10, fill=fill
        )
        keys.append(Key(mark, texts.unfinished))
    return keys
