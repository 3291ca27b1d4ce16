"""Invented registrations that keep to the real totals of a municipality. Every row says that it is
invented (herkomst), with its seed and version; a file beside it says what is counted and what is
assumed. Take it in with: baken import registrations FILE --source declared-generator."""

import argparse
import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from baken.flows.planted_registrations import (
    HEADER,
    NothingToPlantError,
    PlantedGround,
    PlantedOutbreak,
    Planting,
    declaration,
    delivered_rows,
    final_rows,
    planted_ground,
)
from baken.site.commands.reporting import progress_bar, report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where, which days, the seed, and where to write."""
    parser.add_argument("--municipality", default="GM0344", help="code, such as GM0344")
    parser.add_argument(
        "--from", dest="first", type=date.fromisoformat, required=True, help="first day"
    )
    parser.add_argument(
        "--to", dest="last", type=date.fromisoformat, required=True, help="last day"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files")
    parser.add_argument(
        "--out", type=Path, help="the CSV file: every registration as it stands in the end"
    )
    parser.add_argument(
        "--deliveries", type=Path, help="folder: a file per day, as the police would deliver"
    )
    parser.add_argument(
        "--without-near-repeats",
        action="store_true",
        help="offences do not follow one another nearby",
    )
    parser.add_argument(
        "--outbreak",
        action="append",
        default=[],
        metavar="BUURT,TYPE,MONDAY,WEEKS,PER-WEEK",
        help="extra offences, such as BU03440111,1.1.1,2024-03-04,4,3; may be given more often",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the files."""
    if not arguments.out and not arguments.deliveries:
        raise UnusableInputError("say where to write: --out FILE, --deliveries FOLDER, or both")
    try:
        ground = planted_ground(_planting(arguments))
    except NothingToPlantError as error:
        raise UnusableInputError(str(error)) from error
    said = declaration(ground)
    told: dict[str, object] = {"seed": arguments.seed, "municipality": arguments.municipality}
    if arguments.out:
        told |= {"file": str(arguments.out), "rows": _write(arguments.out, final_rows(ground))}
        _declare(arguments.out, said)
    if arguments.deliveries:
        files, rows = _deliver(arguments, ground)
        told |= {"deliveries": files, "delivered_rows": rows}
        _declare(arguments.deliveries / "deliveries", said)
    sentence = ", ".join(f"{name} {value}" for name, value in told.items())
    report(told, f"Invented registrations: {sentence}", as_json=arguments.json)
    return 0


def _planting(arguments: argparse.Namespace) -> Planting:
    return Planting(
        municipality=arguments.municipality,
        first=arguments.first,
        last=arguments.last,
        seed=arguments.seed,
        near_repeats=not arguments.without_near_repeats,
        outbreaks=tuple(map(_outbreak, arguments.outbreak)),
    )


def _outbreak(text: str) -> PlantedOutbreak:
    try:
        buurt, offence, monday, weeks, per_week = text.split(",")
        return PlantedOutbreak(
            buurt, offence, date.fromisoformat(monday), int(weeks), float(per_week)
        )
    except ValueError:
        raise UnusableInputError(
            f'"{text}" is no outbreak; write BUURT,TYPE,MONDAY,WEEKS,PER-WEEK, '
            "such as BU03440111,1.1.1,2024-03-04,4,3"
        ) from None


def _deliver(arguments: argparse.Namespace, ground: PlantedGround) -> tuple[int, int]:
    folder: Path = arguments.deliveries
    folder.mkdir(parents=True, exist_ok=True)
    files = rows = 0
    everything = (arguments.last - arguments.first) // timedelta(days=1) + 1
    with progress_bar("deliveries") as progress:
        for day, delivered in delivered_rows(ground):
            name = f"registraties_{arguments.municipality}_{day.isoformat()}.csv"
            rows += _write(folder / name, delivered)
            files += 1
            progress("days", files, everything)
    return files, rows


def _write(path: Path, rows: Iterable[Mapping[str, str]]) -> int:
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=HEADER, delimiter=";")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            number += 1
    return number


def _declare(path: Path, said: Mapping[str, object]) -> None:
    beside = path.with_name(f"{path.name}.herkomst.json")
    text = json.dumps(said, ensure_ascii=False, indent=2)
    beside.write_text(f"{text}\n", encoding="utf-8")
