"""The file of the watch: series,week,count[,population], read into a table of series by weeks."""

import csv
import datetime as dt
from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from baken.vocabulary.errors import UnusableInputError

COLUMNS = ("series", "week", "count")
WEEK, MONTH = 52, 12


@dataclass(frozen=True, slots=True)
class WeeklyCounts:
    """Counts by series and week, NaN where the file has no row; weeks without a gap."""

    series: tuple[str, ...]
    weeks: tuple[dt.date, ...]
    counts: np.ndarray
    population: np.ndarray | None
    per_year: int  # 52, or 12 where every row begins a month


def read_weekly_counts(path: Path) -> WeeklyCounts:
    """Read the file whole; say which row is wrong and what to give instead."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            return _table(path, csv.reader(file))
    except OSError as error:
        raise UnusableInputError(f'cannot read "{path}" ({error.strerror})') from error


def _table(path: Path, rows) -> WeeklyCounts:
    header = next(rows, [])
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise UnusableInputError(
            f'"{path.name}" lacks the column {", ".join(missing)}; give {",".join(COLUMNS)}'
            " and population if it is known"
        )
    places = [header.index(name) for name in COLUMNS]
    people = header.index("population") if "population" in header else None
    series: dict[str, int] = {}
    days: dict[str, int] = {}
    cells = array("l"), array("l"), array("d"), array("d")
    for number, row in enumerate(rows, start=2):
        try:
            name, week, count = (row[place] for place in places)
            cells[0].append(series.setdefault(name, len(series)))
            cells[1].append(days.get(week) or days.setdefault(week, _day(week)))
            cells[2].append(float(count) if count else np.nan)
            cells[3].append(float(row[people]) if people is not None else np.nan)
        except (ValueError, IndexError) as error:
            raise UnusableInputError(
                f'"{path.name}", row {number}: {error}; give a series, the ISO date of the '
                "week's Monday and a count"
            ) from error
    if not series:
        raise UnusableInputError(f'"{path.name}" has no rows; give {",".join(COLUMNS)}')
    known = [np.asarray(cell) for cell in (cells if people is not None else cells[:3])]
    return _arranged(path, tuple(series), known)


def _day(week: str) -> int:
    return dt.date.fromisoformat(week).toordinal()


def _arranged(path: Path, series: tuple[str, ...], cells: list[np.ndarray]) -> WeeklyCounts:
    """The table, with a column for every week between the first and the last."""
    days = np.unique(cells[1])
    weeks, per_year = _axis(path, days)
    places = np.searchsorted([week.toordinal() for week in weeks], cells[1])
    counts = np.full((len(series), len(weeks)), np.nan)
    counts[cells[0], places] = cells[2]
    if (counts < 0).any() or np.isinf(counts).any():
        raise UnusableInputError(f'"{path.name}" has a negative or infinite count; correct it')
    people = None
    if len(cells) > 3:
        people = np.full(counts.shape, np.nan)
        people[cells[0], places] = cells[3]
        people = _filled(path, people)
    return WeeklyCounts(series, weeks, counts, people, per_year)


def _axis(path: Path, days: np.ndarray) -> tuple[tuple[dt.date, ...], int]:
    first, last = (dt.date.fromordinal(int(day)) for day in (days[0], days[-1]))
    if ((days - days[0]) % 7 == 0).all():
        number = (int(days[-1]) - int(days[0])) // 7 + 1
        return tuple(first + dt.timedelta(weeks=n) for n in range(number)), WEEK
    if all(dt.date.fromordinal(int(day)).day == 1 for day in days):
        number = (last.year - first.year) * 12 + last.month - first.month + 1
        months = [divmod(first.month - 1 + n, 12) for n in range(number)]
        return tuple(dt.date(first.year + y, m + 1, 1) for y, m in months), MONTH
    raise UnusableInputError(
        f'"{path.name}": weeks must all begin on the same weekday; give the ISO date of the Monday'
    )


def _filled(path: Path, people: np.ndarray) -> np.ndarray:
    """A population for every week: where it is unknown, that of the nearest week before."""
    if not (people[~np.isnan(people)] > 0).all() or np.isnan(people).all(axis=1).any():
        raise UnusableInputError(f'"{path.name}": population must be above zero in every series')
    filled = people.copy()
    for row in filled:
        known = np.flatnonzero(~np.isnan(row))
        row[:] = row[known[np.maximum(np.searchsorted(known, np.arange(row.size), "right") - 1, 0)]]
    return filled
