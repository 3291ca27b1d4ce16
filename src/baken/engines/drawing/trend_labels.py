"""Which values of a trend are written beside their points, and where there is room."""

import itertools

from baken.engines.drawing.lettering import LINE, bold_width, shorten, text_width
from baken.engines.drawing.placing import Box, Field, Segment
from baken.engines.drawing.svg import finite, group, line, text
from baken.engines.drawing.trend_frame import LAST_SIZE, Frame
from baken.engines.drawing.trend_series import (
    IntervalMark,
    ReferenceLine,
    Trend,
)

_GAP = 5.0
_ASCENT = 0.76  # share of the size between a baseline and the top of digits and capitals
_REACH = 5.0


def draw_labels(frame: Frame, trend: Trend) -> str:
    """Return the last value, the reference texts, the extremes and the first value.

    The last value is always written; another one only where it covers nothing.
    """
    free = _field(frame, trend)
    values = frame.series.values
    present = [place for place, value in enumerate(values) if value is not None]
    last = present[-1]
    drawn = [_last_label(frame, trend, last, free), _references(frame, trend, free)]
    drawn += [
        _value_label(frame, trend, place, free) for place in _told(values, present) if place != last
    ]
    return group("chart-labels", *drawn)


def draw_reference_lines(frame: Frame, trend: Trend) -> str:
    """Return the reference lines without their texts (those stand above everything)."""
    return group(
        "chart-references",
        *(
            line(
                f"chart-reference chart-reference--{level.kind.value}",
                frame.plot.left,
                frame.y(level.value),
                frame.plot.right,
                frame.y(level.value),
            )
            for level in _drawable(trend)
        ),
    )


def _told(values: tuple[float | None, ...], present: list[int]) -> list[int]:
    """Return the places of the highest, the lowest and the first value, most telling first."""
    highest = max(present, key=lambda place: values[place] or 0.0)
    lowest = min(present, key=lambda place: values[place] or 0.0)
    return list(dict.fromkeys((highest, lowest, present[0])))


def _field(frame: Frame, trend: Trend) -> Field:
    free = Field(Box(frame.plot.left, frame.note_baseline + 7, frame.width, frame.plot.bottom - 1))
    values = frame.series.values
    spots = [
        (frame.x(place), frame.y(value)) if value is not None else None
        for place, value in enumerate(values)
    ]
    for here, there in itertools.pairwise(spots):
        if here and there:
            free.lines.append((*here, *there))
    for spot in spots:
        if spot:
            x, y = spot
            free.taken.append(Box(x - _REACH, y - _REACH, x + _REACH, y + _REACH))
    free.taken += _targets(frame, trend)
    free.lines += _whiskers(frame, trend)
    return free


def _targets(frame: Frame, trend: Trend) -> list[Box]:
    """Return where the targets stand: no value is written over one."""
    aimed = [(place, finite(point.target)) for place, point in enumerate(trend.points)]
    spots = [(frame.x(place), frame.y(target)) for place, target in aimed if target is not None]
    return [Box(x - _REACH, y - _REACH, x + _REACH, y + _REACH) for x, y in spots]


def _whiskers(frame: Frame, trend: Trend) -> list[Segment]:
    if trend.interval is IntervalMark.BAND:
        return []
    ends = [(frame.x(place), pair) for place, pair in enumerate(frame.series.intervals)]
    return [(x, frame.y(pair[1]), x, frame.y(pair[0])) for x, pair in ends if pair]


def _last_label(frame: Frame, trend: Trend, place: int, free: Field) -> str:
    value = frame.series.values[place] or 0.0
    words = trend.text_of(value)
    width, tall = bold_width(words, LAST_SIZE), LAST_SIZE * _ASCENT
    x, y = frame.x(place), frame.y(value)
    beside = Box(x + 9, y - tall / 2, x + 9 + width, y + tall / 2)
    if place == len(trend.points) - 1:
        free.taken.append(beside)
        return text(beside.left, beside.bottom, words, "chart-label chart-label--last")
    boxes = [beside, *_around(frame, trend, place, width, tall)]
    box = boxes[free.place(boxes) or 0]
    return text(box.left, box.bottom, words, "chart-label chart-label--last")


def _value_label(frame: Frame, trend: Trend, place: int, free: Field) -> str:
    words = trend.text_of(frame.series.values[place] or 0.0)
    boxes = _around(frame, trend, place, text_width(words), LINE * _ASCENT)
    chosen = free.place(boxes, worst=0)
    if chosen is None:
        return ""
    return text(boxes[chosen].left, boxes[chosen].bottom, words, "chart-label")


def _around(frame: Frame, trend: Trend, place: int, width: float, tall: float) -> list[Box]:
    """Return boxes above and below the point and its whisker, middle first, then shifted."""
    x, high, low = _extent(frame, trend, place)
    above = high - _GAP - tall
    below = low + _GAP
    tops = (below, above) if _is_valley(frame, place) else (above, below)
    shifts = (-width / 2, -width + _REACH, -_REACH, 7.0, -width - 7.0)
    return [Box(x + shift, top, x + shift + width, top + tall) for top in tops for shift in shifts]


def _extent(frame: Frame, trend: Trend, place: int) -> tuple[float, float, float]:
    y = frame.y(frame.series.values[place] or 0.0)
    ends = frame.series.intervals[place]
    if ends is None or trend.interval is IntervalMark.BAND:
        return frame.x(place), y - _REACH, y + _REACH
    high, low = frame.y(ends[1]), frame.y(ends[0])
    return frame.x(place), min(high, y - _REACH), max(low, y + _REACH)


def _is_valley(frame: Frame, place: int) -> bool:
    """Return whether the line runs above this point on both sides."""
    values = frame.series.values
    here = values[place] or 0.0
    beside = [values[at] for at in (place - 1, place + 1) if 0 <= at < len(values)]
    return all(value is None or value >= here for value in beside) and any(
        value is not None and value > here for value in beside
    )


def _references(frame: Frame, trend: Trend, free: Field) -> str:
    free.lines += [
        (frame.plot.left, frame.y(level.value), frame.plot.right, frame.y(level.value))
        for level in _drawable(trend)
    ]
    return "".join(_reference_text(frame, level, free) for level in _drawable(trend) if level.label)


def _reference_text(frame: Frame, level: ReferenceLine, free: Field) -> str:
    words = shorten(level.label, frame.plot.right - frame.plot.left - 8)
    width, tall, y = text_width(words), LINE * _ASCENT, frame.y(level.value)
    tops = (y - 4 - tall, y + 5)
    room = frame.plot.right - frame.plot.left - width - 8
    lefts = [frame.plot.left + 4 + share * room for share in (0.0, 1.0, 0.25, 0.5, 0.75)]
    boxes = [Box(left, top, left + width, top + tall) for left in lefts for top in tops]
    box = boxes[free.place(boxes) or 0]
    class_ = f"chart-reference-label chart-reference-label--{level.kind.value}"
    return text(box.left, box.bottom, words, class_)


def _drawable(trend: Trend) -> list[ReferenceLine]:
    return [level for level in trend.references if finite(level.value) is not None]
