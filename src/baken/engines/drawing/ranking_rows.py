"""What a ranking shows: areas with figures and intervals, and the level they are compared with."""

from dataclasses import dataclass
from enum import StrEnum

from baken.engines.drawing.svg import finite
from baken.engines.drawing.trend_series import NumberFormat


class Standing(StrEnum):
    """Whether an area demonstrably stands out from the reference."""

    ORDINARY = "ordinary"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class RankingRow:
    """An area with its figure; a value of None is written as missing and stands last.

    ``note`` is a short remark under the name ("weinig bewoners"), ``title`` the tooltip;
    without one it is the name, the value and the interval. ``instead`` stands in the place of a
    value that is not shown.
    """

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    href: str = ""
    standing: Standing = Standing.ORDINARY
    provisional: bool = False
    note: str = ""
    title: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class RankingReference:
    """The level that areas are compared with, and the band in which differences mean nothing."""

    value: float
    label: str
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class RankingTexts:
    """The caller's words, in the reader's language; an empty key text leaves that key out.

    ``missing`` is written for an area without a figure; ``band`` explains the band around the
    reference, ``beyond`` the arrow of a value
    beyond the axis limit.
    """

    title: str
    description: str
    empty: str
    missing: str = "–"
    interval: str = ""
    band: str = ""
    higher: str = ""
    lower: str = ""
    provisional: str = ""
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas to compare; they are drawn highest first, ties in the given order.

    ``axis_limit`` cuts the axis, so that one extreme area does not flatten the others; values
    beyond it become an arrow at the edge and stay written in full.
    """

    key: str
    rows: tuple[RankingRow, ...]
    texts: RankingTexts
    format: NumberFormat
    unit: str = ""
    decimals: int = 1
    reference: RankingReference | None = None
    axis_limit: float | None = None

    def ordered(self) -> tuple[RankingRow, ...]:
        """Return the rows from the highest value to the lowest, those without a value last."""
        return tuple(sorted(self.rows, key=_order))

    def text_of(self, row: RankingRow) -> str:
        """Return the row's value as the reader writes it."""
        value = finite(row.value)
        if value is None:
            return row.instead or self.texts.missing
        return self.format(value, self.decimals)


def interval_of(row: RankingRow) -> tuple[float, float] | None:
    """Return the interval of a row that has a value and both ends, else None."""
    lower, upper = finite(row.lower), finite(row.upper)
    if finite(row.value) is None or lower is None or upper is None:
        return None
    return min(lower, upper), max(lower, upper)


def _order(row: RankingRow) -> tuple[int, float]:
    value = finite(row.value)
    return (1, 0.0) if value is None else (0, -value)
