"""Reads area,year,count,exposure; writes rate, interval and the change since the year before.

Needs no database. Rates are per unit of exposure; noise beyond chance is learned from all areas.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

from baken.engines import rates
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError

COLUMNS = ("area", "year", "count", "exposure")
OUT = (*COLUMNS, "rate", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "p", "verdict")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the table and the file to write."""
    parser.add_argument("file", type=Path, help="CSV with area,year,count,exposure")
    parser.add_argument("--out", type=Path, required=True, help="CSV to write")


def run(arguments: argparse.Namespace) -> int:
    """Compute and write one row per area and year."""
    areas, years, counts, exposures = _read(arguments.file)
    interval = rates.exact_interval(counts, exposures)
    with arguments.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(OUT)
        for column, year in enumerate(years):
            change = _change(counts, exposures, column)
            for row, area in enumerate(areas):
                if np.isnan(counts[row, column]):
                    continue
                known = (area, year, int(counts[row, column]), exposures[row, column])
                rate = [f[row, column] for f in (interval.rate, interval.lower, interval.upper)]
                writer.writerow([*known, *rate, *(part[row] for part in change)])
    written = int(np.sum(~np.isnan(counts)))
    sentence = f"{arguments.out}: {written} rows, method {interval.method}."
    report({"rows": written, "out": arguments.out}, sentence, as_json=arguments.json)
    return 0


def _change(counts: np.ndarray, exposures: np.ndarray, column: int) -> tuple[np.ndarray, ...]:
    if column == 0:
        return tuple(np.full(len(counts), "", dtype=object) for _ in range(5))
    before, after = (slice(None), column - 1), (slice(None), column)
    both = (counts[before], exposures[before], counts[after], exposures[after])
    pooled = rates.dispersion_between_years(*both).working_phi
    found = rates.compare_periods(*both, phi=pooled if np.isfinite(pooled) else 1.0)
    return found.ratio, found.lower, found.upper, found.p, found.verdict


def _read(path: Path) -> tuple[list[str], list[int], np.ndarray, np.ndarray]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = [_row(path, n, row) for n, row in enumerate(csv.DictReader(file), start=2)]
    except OSError as error:
        raise UnusableInputError(f'cannot read "{path}" ({error.strerror})') from error
    if not rows:
        raise UnusableInputError(f'"{path}" has no rows; give {",".join(COLUMNS)}')
    areas, years = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    counts = np.full((len(areas), len(years)), np.nan)
    exposures = np.full(counts.shape, np.nan)
    for area, year, count, exposure in rows:
        place = areas.index(area), years.index(year)
        counts[place], exposures[place] = count, exposure
    return areas, years, counts, exposures


def _row(path: Path, number: int, row: dict[str, str]) -> tuple[str, int, float, float]:
    try:
        return row["area"], int(row["year"]), float(row["count"]), float(row["exposure"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableInputError(
            f'"{path.name}", row {number}: {error}; give the columns {",".join(COLUMNS)} '
            "with numbers in year, count and exposure"
        ) from error
