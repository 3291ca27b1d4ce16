"""A figure: one number that is shown everywhere from one stored fact."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from baken.vocabulary.area import AreaCode
from baken.vocabulary.period import Period


class FigureStatus(StrEnum):
    """How settled the deliveries under a figure are; not every source states it."""

    NOT_STATED = "not-stated"
    PROVISIONAL = "provisional"
    FINAL = "final"
    REVISED = "revised"


class ChangeVerdict(StrEnum):
    """What can honestly be said of a change between two periods."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_DEMONSTRABLE_CHANGE = "no-demonstrable-change"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class RowReference:
    """Where a delivered value stands: the delivery and the row in its file (header = row 1)."""

    delivery: UUID
    row: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value for an area and a period, with its 95 % interval.

    ``value``, ``lower`` and ``upper`` are in the indicator's unit (a count, or a rate per 1,000
    inhabitants); ``n`` is the count under it, ``exposure`` the denominator or None for a count.
    """

    indicator: str
    area: AreaCode
    period: Period
    value: float | None
    lower: float | None
    upper: float | None
    n: int
    exposure: float | None
    status: FigureStatus
    method: str
    version: str
    sources: tuple[RowReference, ...]


FEW_PER_THOUSAND = 4.95
"""Rates below this are written with two decimals, others with one; on every page alike."""


def decimals_of_rate(rate: float) -> int:
    """Return the decimals with which a rate per 1,000 is written."""
    return 1 if rate >= FEW_PER_THOUSAND else 2
