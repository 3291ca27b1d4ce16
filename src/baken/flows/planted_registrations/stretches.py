"""In which files a demo brings its registrations in: months of the past, then a file per day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

YEARS_BACK = 8
"""The watch learns from seven years and leaves the last half year out."""
BY_DAY = timedelta(days=60)
"""So many days before today come in a file each, as the police deliver; before that, months."""

Row = Mapping[str, str]


def first_day(today: date) -> date:
    """Return the day with which a demo begins that begins today."""
    return date(today.year - YEARS_BACK, 1, 1)


def stretches(after: date, today: date) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of delivery of each file that follows, up to today."""
    first = after + timedelta(days=1)
    while first <= today:
        month_end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        last = month_end if month_end < today - BY_DAY else first
        yield first, last
        first = last + timedelta(days=1)


def police_days(files: Iterable[tuple[date, date]], today: date) -> tuple[date, ...]:
    """Return the days to be looked at when these files have come in: Mondays, and today.

    Today also when there are none: then everything had come in before.
    """
    found = list(files)
    mondays = [first for first, last in found if first == last and first.weekday() == 0]
    arrived = not found or found[-1][1] == today
    return tuple(dict.fromkeys([*mondays, *([today] if arrived else [])]))


def joined(
    deliveries: Iterable[tuple[date, list[dict[str, str]]]], files: Iterable[tuple[date, date]]
) -> Iterator[tuple[date, list[Row]]]:
    """Yield the last day and the rows of each file: of a registration what was said last.

    A file of one day is left as it is, doubles included.
    """
    days = dict(deliveries)
    for first, last in files:
        if first == last:
            yield last, list(days.get(first, []))
            continue
        said: dict[str, Row] = {}
        day = first
        while day <= last:
            for row in days.get(day, []):
                said[row["registratienummer"]] = row
            day += timedelta(days=1)
        yield last, list(said.values())


def file_name(municipality: str, first: date, last: date) -> str:
    """Return the name of a file: of a day, or of a month."""
    when = first.isoformat() if first == last else f"{first:%Y-%m}"
    return f"bedachte-registraties_{municipality}_{when}.csv"
