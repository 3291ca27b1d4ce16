"""The frame of a trend chart: scales, gridlines, axis texts, note columns."""

from dataclasses import dataclass
from itertools import groupby

from baken.engines.drawing.lettering import LINE, bold_width, shorten, text_width
from baken.engines.drawing.placing import Box
from baken.engines.drawing.scale import LinearScale, Ticks, nice_ticks
from baken.engines.drawing.svg import element, finite, group, line, path, text, title
from baken.engines.drawing.trend_series import AxisStart, Trend, expected_of, interval_of

LAST_SIZE = 14.0
"""Size of the last value's label, in user units."""

_UNIT_BASELINE = 12.0
_TOP = 28.0
_NOTE_LINE = 17.0
_TIME_LINE = 24.0
_STEP_HEIGHT = 38.0


@dataclass(frozen=True, slots=True)
class Note:
    """A run of periods with the same note, and where its text stands (user units)."""

    words: str
    left: float
    right: float
    middle: float
    drawn: str


@dataclass(frozen=True, slots=True)
class Series:
    """What can be drawn of each point: its value, its interval, its expected range."""

    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...]
    expectations: tuple[tuple[float, float] | None, ...]


def series_of(trend: Trend) -> Series:
    """Return the drawable numbers of a trend, read once."""
    return Series(
        tuple(trend.values()),
        tuple(interval_of(point) for point in trend.points),
        tuple(expected_of(point) for point in trend.points),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """Scales and places of one chart, in user units; ``step`` is the width of a period."""

    width: float
    height: float
    plot: Box
    step: float
    y: LinearScale
    ticks: Ticks
    notes: tuple[Note, ...]
    note_baseline: float
    series: Series
    unit: str

    def x(self, place: int) -> float:
        """Return the middle of a period."""
        return self.plot.left + (place + 0.5) * self.step


def lay_out(trend: Trend, width: float, height: float, foot: float) -> Frame:
    """Return the frame; ``foot`` is the height kept free under the time axis."""
    bottom = height - foot - _TIME_LINE
    series = series_of(trend)
    ticks = _ticks(trend, series, max(2, int((bottom - _TOP) / _STEP_HEIGHT)))
    widest = max(text_width(trend.format(tick, ticks.decimals)) for tick in ticks.values)
    left = min(widest + 8, width * 0.4)
    right = _right_edge(trend, series.values, width, left)
    step = (right - left) / len(trend.points)
    notes = tuple(_notes(trend, left, step, width))
    unit = _unit(trend, ticks)
    clear = text_width(unit) + 12
    second_line = any(note.middle - text_width(note.drawn) / 2 < clear for note in notes)
    shift = _NOTE_LINE if second_line and unit else 0.0
    plot = Box(left, _TOP + shift, right, bottom)
    scale = LinearScale(ticks.low, ticks.high, plot.bottom, plot.top)
    return Frame(
        width, height, plot, step, scale, ticks, notes, _UNIT_BASELINE + shift, series, unit
    )


def draw_grid(frame: Frame, trend: Trend) -> str:
    """Return gridlines with their values, and the unit above them."""
    lines = [_grid_line(frame, trend, tick) for tick in frame.ticks.values]
    unit = shorten(frame.unit, frame.width)
    words = text(0, _UNIT_BASELINE, unit, class_="chart-unit") if unit else ""
    return group("chart-grid", *lines, words, _axis_cut(frame))


def _axis_cut(frame: Frame) -> str:
    """Return the zigzag that warns that the axis starts above zero, or nothing."""
    if frame.ticks.low <= 0:
        return ""
    return zigzag(frame.plot.left, frame.plot.bottom)


def zigzag(x: float, y: float) -> str:
    """Return the sign for an axis that is cut, upwards from that place."""
    corners = [(x, y), (x, y - 3), (x - 4, y - 6), (x + 4, y - 10), (x, y - 13), (x, y - 16)]
    return element("path", class_="chart-axis-cut", fill="none", d=path(corners))


def draw_notes(frame: Frame) -> str:
    """Return a light column per run of noted periods, with the note over it."""
    return group("chart-notes", *(_note(frame, note) for note in frame.notes))


def draw_time_axis(frame: Frame, trend: Trend) -> str:
    """Return as many period labels as fit, counted back from the last."""
    labels = [shorten(point.label, frame.width / 2) for point in trend.points]
    widest = max(text_width(label) for label in labels)
    every = max(1, -int(-(widest + 8) // frame.step))
    y = frame.plot.bottom + 17
    return group(
        "chart-periods",
        *(
            text(_clamped(frame.x(place), label, frame.width), y, label, "chart-period", "middle")
            for place, label in enumerate(labels)
            if (len(labels) - 1 - place) % every == 0
        ),
    )


def _unit(trend: Trend, ticks: Ticks) -> str:
    """Return the unit, with the warning when the axis starts above zero."""
    if ticks.low <= 0 or not trend.texts.axis_cut:
        return trend.unit
    return f"{trend.unit} ({trend.texts.axis_cut})" if trend.unit else trend.texts.axis_cut


def _ticks(trend: Trend, series: Series, most: int) -> Ticks:
    ends = [value for value in series.values if value is not None]
    for pair in (*series.intervals, *series.expectations):
        ends += pair or ()
    ends += [level.value for level in trend.references if finite(level.value) is not None]
    ends += [value for point in trend.points if (value := finite(point.target)) is not None]
    low = min(ends) if trend.axis_start is AxisStart.DATA else min(0.0, *ends)
    finest = 10.0**-trend.decimals
    return nice_ticks(low, max(ends), most, finest)


def _right_edge(trend: Trend, values: tuple[float | None, ...], width: float, left: float) -> float:
    if values[-1] is None:
        return width - 2
    step = (width - left) / len(values)
    label = bold_width(trend.text_of(values[-1]), LAST_SIZE) + 14
    return max(width - max(2.0, label - step / 2), left + width * 0.25)


def _notes(trend: Trend, left: float, step: float, width: float) -> list[Note]:
    notes: list[Note] = []
    free = 0.0
    for words, members in groupby(enumerate(trend.points), key=lambda pair: pair[1].note):
        places = [place for place, _ in members]
        if not words:
            continue
        start, end = left + places[0] * step, left + (places[-1] + 1) * step
        drawn = shorten(words, width)
        middle = _clamped((start + end) / 2, drawn, width)
        if middle - text_width(drawn) / 2 < free:
            drawn = ""
        free = max(free, middle + text_width(drawn) / 2 + 8) if drawn else free
        notes.append(Note(words, start, end, middle, drawn))
    return notes


def _note(frame: Frame, note: Note) -> str:
    top = frame.note_baseline + 5
    column = element(
        "rect",
        title(note.words),
        class_="chart-note-column",
        x=note.left,
        y=top,
        width=note.right - note.left,
        height=frame.plot.bottom - top,
    )
    if not note.drawn:
        return column
    return column + text(note.middle, frame.note_baseline, note.drawn, "chart-note", "middle")


def _grid_line(frame: Frame, trend: Trend, tick: float) -> str:
    y = frame.y(tick)
    class_ = "chart-gridline chart-gridline--zero" if tick == 0 else "chart-gridline"
    drawn = line(class_, frame.plot.left, y, frame.plot.right, y)
    words = trend.format(tick, frame.ticks.decimals)
    return drawn + text(frame.plot.left - 8, y + LINE * 0.34, words, "chart-tick", "end")


def _clamped(middle: float, words: str, width: float) -> float:
    half = text_width(words) / 2
    return max(half, min(middle, width - half))
