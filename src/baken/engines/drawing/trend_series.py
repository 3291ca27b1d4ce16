"""What a trend chart shows: points in time with intervals, expected ranges and notes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from baken.engines.drawing.svg import finite

NumberFormat = Callable[[float, int], str]
"""Writes a value with that many decimals in the reader's language."""


class AxisStart(StrEnum):
    """Where the value axis starts: at zero (rates, counts) or near the lowest value."""

    ZERO = "zero"
    DATA = "data"


class IntervalMark(StrEnum):
    """How an interval is drawn: a whisker per point or one band along the line."""

    WHISKERS = "whiskers"
    BAND = "band"


class ReferenceKind(StrEnum):
    """What a reference line stands for; the class of its line ends in this word."""

    BASELINE = "baseline"
    TARGET = "target"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """What was expected in a period, in the unit of the values; ``expected`` is the middle."""

    lower: float
    upper: float
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period. A value of None is a missing period: it leaves a gap, never a zero.

    ``label`` stands on the time axis, ``note`` over a light column ("corona"), ``title`` is the
    tooltip; without one it is the label, the value and the interval. ``target`` is the level aimed
    at in this period, ``break_before`` says what means something else from this period on.
    """

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    provisional: bool = False
    note: str = ""
    expected: ExpectedRange | None = None
    title: str = ""
    target: float | None = None
    target_title: str = ""
    break_before: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A level to compare with, such as a baseline or a target, with its text."""

    value: float
    label: str
    kind: ReferenceKind = ReferenceKind.BASELINE


@dataclass(frozen=True, slots=True)
class TrendTexts:
    """The caller's words, in the reader's language; an empty key text leaves that key out.

    ``title`` and ``description`` are for screen readers, ``empty`` stands in a chart without
    figures, the others explain the marks under the chart;
    ``axis_cut`` stands beside the unit when the axis starts above zero.
    """

    title: str
    description: str
    empty: str
    series: str = ""
    interval: str = ""
    expected: str = ""
    provisional: str = ""
    missing: str = ""
    target: str = ""
    axis_cut: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A series of equally long, consecutive periods; the caller includes the missing ones.

    ``key`` starts every id in the drawing and must be unique on the page; ``unit`` stands over
    the value axis; ``decimals`` is the precision of the written values.
    """

    key: str
    points: tuple[TrendPoint, ...]
    texts: TrendTexts
    format: NumberFormat
    unit: str = ""
    decimals: int = 1
    references: tuple[ReferenceLine, ...] = ()
    axis_start: AxisStart = AxisStart.ZERO
    interval: IntervalMark = IntervalMark.WHISKERS

    def values(self) -> list[float | None]:
        """Return the value per point, None where there is nothing that can be drawn."""
        return [finite(point.value) for point in self.points]

    def text_of(self, value: float) -> str:
        """Return a value as the reader writes it."""
        return self.format(value, self.decimals)


def interval_of(point: TrendPoint) -> tuple[float, float] | None:
    """Return the interval of a point that has a value and both ends, else None."""
    lower, upper = finite(point.lower), finite(point.upper)
    if finite(point.value) is None or lower is None or upper is None:
        return None
    return min(lower, upper), max(lower, upper)


def expected_of(point: TrendPoint) -> tuple[float, float] | None:
    """Return the ends of the expected range, else None."""
    if point.expected is None:
        return None
    lower, upper = finite(point.expected.lower), finite(point.expected.upper)
    return None if lower is None or upper is None else (min(lower, upper), max(lower, upper))


def runs(present: list[bool]) -> list[tuple[int, int]]:
    """Return first and last place of every unbroken run of True."""
    found: list[tuple[int, int]] = []
    for place, here in enumerate(present):
        if not here:
            continue
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
