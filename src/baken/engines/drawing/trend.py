"""A trend as an accessible SVG chart: values in time with what is expected and how sure it is."""

import itertools

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.placing import Box
from baken.engines.drawing.scale import LinearScale, Ticks
from baken.engines.drawing.svg import (
    circle,
    drawing,
    element,
    finite,
    group,
    key_of,
    line,
    number,
    path,
    rectangle,
    surface_to_point_at,
    title,
)
from baken.engines.drawing.trend_frame import (
    Frame,
    Series,
    draw_grid,
    draw_notes,
    draw_time_axis,
    lay_out,
    series_of,
)
from baken.engines.drawing.trend_labels import draw_labels, draw_reference_lines
from baken.engines.drawing.trend_marks import (
    KEY_CELL,
    diamond,
    draw_breaks,
    draw_targets,
    draw_unsettled,
    hatched,
)
from baken.engines.drawing.trend_series import (
    AxisStart,
    ExpectedRange,
    IntervalMark,
    NumberFormat,
    ReferenceKind,
    ReferenceLine,
    Trend,
    TrendPoint,
    TrendTexts,
    runs,
)

__all__ = [
    "AxisStart",
    "ExpectedRange",
    "IntervalMark",
    "NumberFormat",
    "ReferenceKind",
    "ReferenceLine",
    "Trend",
    "TrendPoint",
    "TrendTexts",
    "draw_sparkline",
    "draw_trend",
]

_SMALLEST = (200, 150)
_RADIUS = 3.5
_HOLLOW_RADIUS = 3.75
_CROWDED = 9.0  # below this width per period only points that stand alone or are open are drawn
_EXPECTED_REACH = 0.36


def draw_trend(trend: Trend, *, width: float = 640, height: float = 280) -> str:
    """Return the chart as SVG text; a series without any figure gives the caller's empty text.

    Sizes are in user units; draw again with a width of about 340 for a phone.

    Raises:
        ValueError: when the chart is smaller than 200 by 150.
    """
    _check_size(width, height)
    key = f"{key_of(trend.key)}-{number(width)}"
    words = (trend.texts.title, trend.texts.description)
    if all(value is None for value in trend.values()):
        return draw_empty(key, "chart chart--trend", (width, height), words, trend.texts.empty)
    frame, keys, foot = _framed(trend, key, width, height)
    return drawing(
        key,
        "chart chart--trend",
        (width, height),
        words,
        draw_notes(frame),
        draw_unsettled(frame, trend, key),
        draw_grid(frame, trend),
        _expected_bands(frame, trend),
        draw_reference_lines(frame, trend),
        draw_breaks(frame, trend),
        _interval_band(frame, trend),
        _lines(frame, trend),
        draw_targets(frame, trend),
        _slots(frame, trend),
        draw_time_axis(frame, trend),
        draw_labels(frame, trend),
        draw_keys(keys, width, height - foot),
    )


def draw_sparkline(trend: Trend, *, width: float = 96, height: float = 24) -> str:
    """Return a word-sized line without axes; the last point is marked, gaps stay gaps.

    The value axis follows ``trend.axis_start``; an empty title hides it from screen readers
    (then the number must stand beside it).
    """
    values = [value for value in trend.values() if value is not None]
    key = f"{key_of(trend.key)}-spark"
    words = (trend.texts.title, trend.texts.description)
    if not values:
        dash = line("chart-missing", 4, height / 2, 12, height / 2)
        return drawing(key, "chart chart--spark", (width, height), words, dash)
    low = min(values) if trend.axis_start is AxisStart.DATA else min(0.0, *values)
    high = max(*values, low + 1e-9)
    frame = _spark_frame(trend, LinearScale(low, high, height - 4, 4), width, height)
    return drawing(
        key,
        "chart chart--spark",
        (width, height),
        words,
        _lines(frame, trend),
        _spark_dots(frame, trend),
    )


def _framed(trend: Trend, key: str, width: float, height: float) -> tuple[Frame, list[Key], float]:
    """Return the frame, the keys under it and their height."""
    keys = _keys(trend, series_of(trend), key)
    foot = keys_height(keys, width)
    frame = lay_out(trend, width, height, foot)
    return frame, keys, foot


def _check_size(width: float, height: float) -> None:
    if width < _SMALLEST[0] or height < _SMALLEST[1]:
        raise ValueError(
            f"a trend chart of {width} by {height} is too small to read; "
            f"give draw_trend at least {_SMALLEST[0]} by {_SMALLEST[1]}, or use draw_sparkline"
        )


def _spark_frame(trend: Trend, scale: LinearScale, width: float, height: float) -> Frame:
    # middles of the outer periods lie 4 units inside the drawing, whatever their number
    step = (width - 8) / max(1, len(trend.points) - 1)
    plot = Box(4 - step / 2, 4, width - 4 + step / 2, height - 4)
    return Frame(width, height, plot, step, scale, Ticks((), 0), (), 0.0, series_of(trend), "")


def _spark_dots(frame: Frame, trend: Trend) -> str:
    values = frame.series.values
    present = [place for place, value in enumerate(values) if value is not None]
    shown = [place for place in present if place == present[-1] or _alone(values, place)]
    return "".join(
        _dot(frame.x(place), frame.y(values[place] or 0.0), trend.points[place]) for place in shown
    )


def _expected_bands(frame: Frame, trend: Trend) -> str:
    ends = frame.series.expectations
    bands = [
        _band(
            frame,
            [(place, pair) for place, pair in enumerate(ends) if pair and first <= place <= last],
            "chart-expected",
            _EXPECTED_REACH,
        )
        for first, last in runs([pair is not None for pair in ends])
    ]
    middles = [_expected_middle(frame, trend, place) for place in range(len(trend.points))]
    return group("chart-expectations", *bands, *middles)


def _expected_middle(frame: Frame, trend: Trend, place: int) -> str:
    expected = trend.points[place].expected
    middle = finite(expected.expected) if expected else None
    if middle is None or frame.series.expectations[place] is None:
        return ""
    x, y, reach = frame.x(place), frame.y(middle), frame.step * _EXPECTED_REACH
    return line("chart-expected-middle", x - reach, y, x + reach, y)


def _interval_band(frame: Frame, trend: Trend) -> str:
    if trend.interval is not IntervalMark.BAND:
        return ""
    ends = frame.series.intervals
    return "".join(
        _band(
            frame,
            [(place, pair) for place, pair in enumerate(ends) if pair and first <= place <= last],
            "chart-band",
            0.12,
        )
        for first, last in runs([pair is not None for pair in ends])
    )


def _band(
    frame: Frame, ends: list[tuple[int, tuple[float, float]]], class_: str, reach: float
) -> str:
    """Return a closed band through (place, (lower, upper)), flat for a reach at both ends."""
    wide = frame.step * reach
    upper = [(frame.x(place), frame.y(pair[1])) for place, pair in ends]
    lower = [(frame.x(place), frame.y(pair[0])) for place, pair in ends]
    for edge in (upper, lower):
        edge.insert(0, (edge[0][0] - wide, edge[0][1]))
        edge.append((edge[-1][0] + wide, edge[-1][1]))
    return element("path", class_=class_, d=path(upper + lower[::-1]) + "Z")


def _lines(frame: Frame, trend: Trend) -> str:
    values = frame.series.values
    spots = [
        None if value is None else (frame.x(place), frame.y(value))
        for place, value in enumerate(values)
    ]
    pieces: list[tuple[str, list[tuple[float, float]]]] = []
    for place, (here, there) in enumerate(itertools.pairwise(spots)):
        if here is None or there is None:
            continue
        class_ = _line_class(trend.points[place], trend.points[place + 1])
        if pieces and pieces[-1][0] == class_ and pieces[-1][1][-1] == here:
            pieces[-1][1].append(there)
        else:
            pieces.append((class_, [here, there]))
    return "".join(element("path", class_=c, fill="none", d=path(points)) for c, points in pieces)


def _line_class(here: TrendPoint, there: TrendPoint) -> str:
    unsettled = here.provisional or there.provisional
    return "chart-line chart-line--provisional" if unsettled else "chart-line"


def _slots(frame: Frame, trend: Trend) -> str:
    values = frame.series.values
    return group(
        "chart-slots", *(_slot(frame, trend, place, values) for place in range(len(values)))
    )


def _slot(frame: Frame, trend: Trend, place: int, values: tuple[float | None, ...]) -> str:
    """Return one period: its tooltip, a surface to point at, its whisker and its point."""
    point, value, x = trend.points[place], values[place], frame.x(place)
    half = frame.step / 2
    surface = surface_to_point_at(
        "chart-hit", (x - half, frame.plot.top, x + half, frame.plot.bottom)
    )
    if value is None:
        mark = _missing(x, frame.plot.bottom - 8)
    else:
        shown = frame.step >= _CROWDED or point.provisional or _alone(values, place)
        mark = _whisker(frame, trend, place) + (_dot(x, frame.y(value), point) if shown else "")
    return f'<g class="chart-slot">{title(_slot_title(frame, trend, place))}{surface}{mark}</g>'


def _slot_title(frame: Frame, trend: Trend, place: int) -> str:
    point, value = trend.points[place], frame.series.values[place]
    if point.title:
        return point.title
    if value is None:
        return f"{point.label}: {trend.texts.missing or trend.texts.empty}"
    ends = frame.series.intervals[place]
    margin = f" ({trend.text_of(ends[0])} – {trend.text_of(ends[1])})" if ends else ""
    settled = f", {trend.texts.provisional}" if point.provisional else ""
    return f"{point.label}: {trend.text_of(value)}{margin}{settled}"


def _whisker(frame: Frame, trend: Trend, place: int) -> str:
    ends = frame.series.intervals[place]
    if ends is None or trend.interval is IntervalMark.BAND:
        return ""
    x = frame.x(place)
    return line("chart-whisker", x, frame.y(ends[1]), x, frame.y(ends[0]))


def _dot(x: float, y: float, point: TrendPoint) -> str:
    if point.provisional:
        class_, radius = "chart-point chart-point--provisional", _HOLLOW_RADIUS
    else:
        class_, radius = "chart-point", _RADIUS
    return circle(class_, x, y, radius)


def _missing(x: float, y: float) -> str:
    return line("chart-missing", x - 4, y, x + 4, y)


def _alone(values: tuple[float | None, ...], place: int) -> bool:
    beside = [values[at] for at in (place - 1, place + 1) if 0 <= at < len(values)]
    return values[place] is not None and all(value is None for value in beside)


def _keys(trend: Trend, series: Series, key: str) -> list[Key]:
    """Return the keys of the kinds of marks that this trend has and has words for."""
    texts, points = trend.texts, trend.points
    known = [value is not None for value in series.values]
    open_ones = [point.provisional and here for point, here in zip(points, known, strict=True)]
    offered = (
        (texts.series, True, _KEY_SERIES),
        (texts.interval, any(series.intervals), _KEY_INTERVALS[trend.interval]),
        (texts.expected, any(series.expectations), _KEY_EXPECTED),
        (texts.provisional, any(open_ones), hatched(key, KEY_CELL) + _dot(8, 0, _OPEN)),
        (texts.missing, not all(known), _missing(8, 0)),
        (texts.target, any(point.target is not None for point in points), diamond(8, 0)),
    )
    return [Key(mark, words) for words, present, mark in offered if words and present]


def _swatch(class_: str) -> str:
    return rectangle(class_, (0, -5, 16, 5))


_PLAIN = TrendPoint("", 0.0)
_OPEN = TrendPoint("", 0.0, provisional=True)
_KEY_LINE = line("chart-line", 0, 0, 16, 0)
_KEY_SERIES = _KEY_LINE + _dot(8, 0, _PLAIN)
_KEY_EXPECTED = _swatch("chart-expected")
_KEY_INTERVALS = {
    IntervalMark.BAND: _swatch("chart-band"),
    IntervalMark.WHISKERS: line("chart-whisker", 8, -7, 8, 7) + _dot(8, 0, _PLAIN),
}
