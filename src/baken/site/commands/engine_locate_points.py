"""Reads x,y (RD metres) and a map of areas; writes the area of every point. Needs no database.

A point on a border belongs to exactly one area, whatever the order of the areas.
"""

import argparse
import csv
from pathlib import Path

import pyogrio

from baken.engines.geometry.locate import AreaIndex
from baken.engines.geometry.outlines import from_wkb, repair, rings_of, to_rd
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the points, the areas and the file to write."""
    parser.add_argument("points", type=Path, help="CSV with the columns x and y in RD metres")
    parser.add_argument("areas", type=Path, help="GeoJSON, GeoPackage or Shapefile")
    parser.add_argument("--code", required=True, help="column of the areas with their code")
    parser.add_argument("--out", type=Path, required=True, help="CSV to write")


def run(arguments: argparse.Namespace) -> int:
    """Locate the points and write them with their area; empty means in no area."""
    index = _index(arguments.areas, arguments.code)
    rows, xs, ys = _points(arguments.points)
    found = index.locate(xs, ys)
    with arguments.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*rows[0], "area"])
        for row, place in zip(rows, found, strict=True):
            writer.writerow([*row.values(), index.codes[place] if place >= 0 else ""])
    inside = int((found >= 0).sum())
    result = {"points": len(rows), "inside": inside, "out": arguments.out}
    report(result, f"{inside} of {len(rows)} points lie in an area.", as_json=arguments.json)
    return 0


def _index(path: Path, column: str) -> AreaIndex:
    try:
        meta, _, outlines, values = pyogrio.raw.read(path)
    except (pyogrio.errors.DataSourceError, ValueError) as error:
        raise UnusableInputError(f'"{path}" cannot be read as a map: {error}') from error
    names = [str(name) for name in meta["fields"]]
    if column not in names:
        raise UnusableInputError(f'"{path}" has no column "{column}"; it has {", ".join(names)}')
    degrees = str(meta["crs"]) in {"EPSG:4326", "OGC:CRS84"}
    shapes = [from_wkb(outline) for outline in outlines]
    in_rd = [to_rd(shape) if degrees else shape for shape in shapes]
    codes = [str(code) for code in values[names.index(column)]]
    return AreaIndex.build(codes, [rings_of(repair(shape).outline) for shape in in_rd])


def _points(path: Path) -> tuple[list[dict[str, str]], list[float], list[float]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        xs, ys = [float(row["x"]) for row in rows], [float(row["y"]) for row in rows]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise UnusableInputError(
            f'"{path}" cannot be used ({error}); give a CSV with numbers in the columns x and y'
        ) from error
    if not rows:
        raise UnusableInputError(f'"{path}" has no points; give at least one row')
    return rows, xs, ys
