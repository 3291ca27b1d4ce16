"""In which files a demo brings its registrations in: the past by the year, then a file per day.

The whole past is delivered on one day. What has come in by the day since then shows how late rows
come; files by the month would show a delay of weeks that nobody has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

YEARS_BACK = 8
"""The watch learns from seven years and leaves the last half year out."""
BY_DAY = timedelta(days=91)
"""So many days before today come in a file each, as the police deliver."""

FILE_NAMES = "bedachte-registraties_"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of delivery that one file holds, and the day on which it is delivered."""

    first: date
    last: date
    delivered_on: date

    @property
    def is_day(self) -> bool:
        """Return whether the file is that of one day, as the police deliver."""
        return self.first == self.last == self.delivered_on

    def file_name(self, municipality: str) -> str:
        """Return the name of the file."""
        when = self.first.isoformat() if self.is_day else f"{self.first:%Y}"
        return f"{FILE_NAMES}{municipality}_{when}.csv"


def stretches(begun: date, today: date) -> Iterator[Stretch]:
    """Yield every file of a demo whose past was, or is, delivered on the day ``begun``."""
    first = date(begun.year - YEARS_BACK, 1, 1)
    while first <= begun:
        last = min(date(first.year, 12, 31), begun)
        yield Stretch(first, last, begun)
        first = last + timedelta(days=1)
    while first <= today:
        yield Stretch(first, first, first)
        first += timedelta(days=1)


def police_days(files: Iterable[Stretch], today: date) -> tuple[date, ...]:
    """Return the days to be looked at when these files have come in: Mondays, and today.

    Today also when there are none: then everything had come in before.
    """
    found = list(files)
    mondays = [each.first for each in found if each.is_day and each.first.weekday() == 0]
    arrived = not found or found[-1].last == today
    return tuple(dict.fromkeys([*mondays, *([today] if arrived else [])]))


def joined(
    deliveries: Iterable[tuple[date, list[dict[str, str]]]], files: Iterable[Stretch]
) -> Iterator[list[Row]]:
    """Yield the rows of each file: of a registration what was said last.

    A file of one day is left as it is, doubles included.
    """
    days = dict(deliveries)
    for each in files:
        if each.is_day:
            yield list(days.get(each.first, []))
            continue
        said: dict[str, Row] = {}
        day = each.first
        while day <= each.last:
            for row in days.get(day, []):
                said[row["registratienummer"]] = row
            day += timedelta(days=1)
        yield list(said.values())
