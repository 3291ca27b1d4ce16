"""Reads series,week,count[,population]; writes expected, interval, alarm, p-values and a sentence.

Needs no database. Mode exact is our own watch; r-compatible equals R surveillance 1.20.3. Keys of
the settings file: docs/explanation/watch.md.
"""

import argparse
import csv
import dataclasses
import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from baken.engines import watch
from baken.site.commands.reporting import progress_bar, report
from baken.site.commands.watch_sentences import WORDS, how_rare, next_phase, sentence
from baken.site.commands.weekly_counts import WeeklyCounts, read_weekly_counts
from baken.vocabulary.errors import UnusableInputError

OUT = (
    "series", "week", "count", "expected", "lower", "upper",
    "alarm", "p1", "p2", "phase", "sentence",
)  # fmt: skip
TOGETHER = 512  # series judged at once: memory stays that of the table
BY_THE_CALENDAR = 365.2425 / 7
FALLEN_AWAY = 0.001  # a lower p below this is a matter of delivery before it is news
ONLY_AS_R = {"w", "no_periods", "p_threshold_trend", "limit", "power", "reweight", "trend"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the table, the file to write, the mode and the settings."""
    parser.add_argument("file", type=Path, help="CSV with series,week,count[,population]")
    parser.add_argument("--out", type=Path, required=True, help="CSV to write")
    parser.add_argument(
        "--mode",
        choices=("exact", "r-compatible"),
        default="exact",
        help="our own watch (default), or R surveillance digit for digit",
    )
    parser.add_argument("--config", type=Path, help="TOML with settings")
    parser.add_argument("--from", dest="first", help="first week to judge (ISO date)")
    parser.add_argument("--language", choices=sorted(WORDS), default="en", help="of the sentences")


def run(arguments: argparse.Namespace) -> int:
    """Judge and write one row per series and week."""
    table = read_weekly_counts(arguments.file)
    given = _given(arguments.config)
    first = _first(table, arguments.first)
    exact = arguments.mode == "exact"
    judged = _exact(table, given, first) if exact else _as_r(table, given, first)
    written = alarms = 0
    with arguments.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(OUT)
        with progress_bar("watch") as advance:
            for number, found in enumerate(judged, start=1):
                rows = list(_rows(table, number - 1, first, found, arguments.language))
                writer.writerows(rows)
                written, alarms = written + len(rows), alarms + int(np.nansum(found["alarm"]))
                advance("series", number, len(table.series))
    unused = sorted(ONLY_AS_R & set(given)) if exact else []
    result = {
        "series": len(table.series), "rows": written, "alarms": alarms,
        "mode": arguments.mode, "unused": unused, "out": arguments.out,
    }  # fmt: skip
    note = f" Not used in this mode: {', '.join(unused)}." if unused else ""
    text = f"{arguments.out}: {written} rows, {alarms} alarms, mode {arguments.mode}.{note}"
    report(result, text, as_json=arguments.json)
    return 0


def _given(path: Path | None) -> dict[str, Any]:
    """The settings of the file, every key known."""
    if path is None:
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableInputError(f'cannot read "{path}" ({error}); give a TOML file') from error
    known = [field.name for kind in (watch.RSettings, watch.WatchSettings) for field in
             dataclasses.fields(kind)]  # fmt: skip
    wrong = [_unknown(key, known) for key in given if key not in known]
    if wrong:
        raise UnusableInputError(f'"{path.name}": {"; ".join(wrong)}')
    if "min_count" in given:
        given["min_count"] = tuple(given["min_count"])
    return given


def _unknown(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    return f'unknown key "{key}"' + (f'; did you mean "{near[0]}"?' if near else "")


def _settings(kind: type, given: dict[str, Any], **own: Any) -> Any:
    fields = {field.name for field in dataclasses.fields(kind)}
    try:
        return kind(**(own | {key: value for key, value in given.items() if key in fields}))
    except (TypeError, ValueError) as error:
        raise UnusableInputError(f"settings: {error}") from error


def _first(table: WeeklyCounts, asked: str | None) -> int:
    """The place of the first week to judge."""
    if asked is None:
        return 0
    later = [place for place, week in enumerate(table.weeks) if week.isoformat() >= asked]
    if not later:
        raise UnusableInputError(
            f'--from: "{asked}" lies after the last week, {table.weeks[-1]}; give an earlier week'
        )
    return later[0]


Found = dict[str, np.ndarray]


def _exact(table: WeeklyCounts, given: dict[str, Any], first: int) -> Iterator[Found]:
    """Our own watch, some hundreds of series at a time."""
    by_dates = given.get("reference") == "dates"
    per_year = BY_THE_CALENDAR if by_dates and table.per_year == 52 else table.per_year
    half = round(per_year / 2)
    own = {"frequency": per_year, "past_weeks_not_included": half}
    settings = _settings(watch.WatchSettings, given, **own)
    for start in range(0, len(table.series), TOGETHER):
        part = slice(start, start + TOGETHER)
        people = None if table.population is None else table.population[part]
        found = watch.watch_counts(table.counts[part], settings, first=first, population=people)
        columns = dataclasses.asdict(found)
        for row in range(len(found.alarm)):
            one = {
                name: values[row]
                for name, values in columns.items()
                if isinstance(values, np.ndarray)
            }
            yield one | {"alarm": np.where(one["judged"], one["alarm"], np.nan)}


def _as_r(table: WeeklyCounts, given: dict[str, Any], first: int) -> Iterator[Found]:
    """R's watch, series by series."""
    settings = _settings(watch.RSettings, given, frequency=table.per_year)
    dates = np.array(table.weeks, dtype="datetime64[D]")
    for row, counts in enumerate(table.counts):
        people = None if table.population is None else table.population[row]
        try:
            found = watch.watch_as_r(counts, settings, dates=dates, population=people, first=first)
        except ValueError as error:
            raise UnusableInputError(f"settings: {error}") from error
        columns = {
            name: values[first:]
            for name, values in dataclasses.asdict(found).items()
            if isinstance(values, np.ndarray)
        }
        yield columns | {"p1": columns["p"], "p2": np.full(len(columns["p"]), np.nan)}


def _rows(
    table: WeeklyCounts, series: int, first: int, found: Found, language: str
) -> Iterator[list[Any]]:
    """The rows of one series, week by week, with the phase that its alarms make."""
    phase, quiet = "rust", 0
    counts = table.counts[series]
    shown = [found[name].tolist() for name in ("expected", "lower", "upper", "alarm", "p1", "p2")]
    for place, values in enumerate(zip(*shown, strict=True)):
        count, alarm = counts[first + place], values[3]
        judged = not np.isnan(alarm)
        if judged:
            phase, quiet = next_phase(phase, quiet, alarm=alarm == 1)
        yield [
            table.series[series],
            table.weeks[first + place].isoformat(),
            "" if np.isnan(count) else f"{count:.15g}",
            *(_number(value) for value in values[:3]),
            int(alarm) if judged else "",
            *(_number(value) for value in values[4:]),
            phase if judged else "",
            _told(language, counts, first + place, place, found)
            if judged
            else WORDS[language]["none"],
        ]


def _number(value: float) -> str:
    return "" if value != value else repr(value)  # noqa: PLR0124 - NaN is not itself


def _told(language: str, counts: np.ndarray, week: int, place: int, found: Found) -> str:
    """The sentence of one judged week."""
    words = WORDS[language]
    one = tuple(float(found[name][place]) for name in ("expected", "lower", "upper"))
    if "p_low" not in found:
        return _told_as_r(language, (counts[week], *one), found, place)
    short = words["short"] if found["short"][place] else ""
    p1, p2 = found["p1"][place], found["p2"][place]
    if not found["alarm"][place]:
        told = words["low" if found["p_low"][place] < FALLEN_AWAY else "usual"]
        return sentence(language, "one", (counts[week], *one), told + short)
    told = how_rare(language, np.fmin(p1, p2)) + short
    if not p2 < p1:
        return sentence(language, "one", (counts[week], *one), told)
    mean = found["expected_two"][place]
    lower, upper = watch.count_interval([mean], [found["phi_two"][place]])
    both = counts[week] + counts[week - 1]
    return sentence(language, "two", (both, mean, lower[0], upper[0]), told)


def _told_as_r(language: str, numbers: tuple[float, ...], found: Found, place: int) -> str:
    """R's limits are no interval; where R hides them, too few were counted to say anything."""
    usual = WORDS[language]["usual"]
    if np.isnan(numbers[3]) or np.isnan(numbers[1]):
        return f"{usual}."
    told = how_rare(language, found["p1"][place]) if found["alarm"][place] else usual
    return sentence(language, "limit", numbers, told)
