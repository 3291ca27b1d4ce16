"""Periods as they are written everywhere in Baken.

``2024``, ``2024-Q1``, ``2024-03``, ``2024-W05`` (ISO 8601 week), ``2024-03-31``, or
``FIRST/LAST`` with both days included.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days; ``text`` is how it is written, both days are included."""

    first: date
    last: date
    text: str

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period as written.

        Raises:
            ValueError: when the text is none of the six forms or no real date.
        """
        try:
            first, last = _bounds(text.strip())
        except ValueError as error:
            raise ValueError(
                f'"{text}" is no period ({error}); write 2024, 2024-Q1, 2024-03, 2024-W05, '
                "2024-03-31 or FIRST/LAST such as 2024-01-01/2024-06-30"
            ) from None
        return cls(first, last, text.strip())

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """Return the calendar year."""
        return cls.parse(f"{year:04d}")

    @property
    def days(self) -> int:
        """Return the number of days, both ends included."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return self.text


def _bounds(text: str) -> tuple[date, date]:
    if "/" in text:
        first, last = (date.fromisoformat(part) for part in text.split("/", 1))
        if last < first:
            raise ValueError("the last day lies before the first")
        return first, last
    for pattern, bounds in _FORMS:
        if match := pattern.fullmatch(text):
            return bounds(*(int(group) for group in match.groups()))
    raise ValueError("unknown form")


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _quarter(year: int, quarter: int) -> tuple[date, date]:
    return date(year, 3 * quarter - 2, 1), _month(year, 3 * quarter)[1]


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _week(year: int, week: int) -> tuple[date, date]:
    monday = date.fromisocalendar(year, week, 1)
    return monday, monday + timedelta(days=6)


def _day(year: int, month: int, day: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


_FORMS = (
    (_YEAR, _year),
    (_QUARTER, _quarter),
    (_MONTH, _month),
    (_WEEK, _week),
    (_DAY, _day),
)
