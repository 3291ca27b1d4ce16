"""Invented conversations to try Baken with: every row says that it is invented (herkomst), with its
seed and version. Take the file in with: baken import conversations FILE --municipality CODE."""

import argparse
import csv
from datetime import UTC, date, datetime
from pathlib import Path

from baken.engines.planted_talk import LEVELS
from baken.flows.planted_conversations import planted_rows
from baken.foundation.places.selectors import (
    AVERAGE_INHABITANTS,
    INHABITANTS,
    areas_in_municipalities,
    key_figures,
)
from baken.site.commands.reporting import report
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to generate, how many, for where, and the seed."""
    parser.add_argument("what", choices=["conversations"], help="what to generate")
    parser.add_argument("--out", type=Path, required=True, help="the CSV file to write")
    parser.add_argument("--municipality", default="GM0344", help="code, such as GM0344")
    parser.add_argument("--number", type=int, default=1084, help="how many conversations")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same file")
    parser.add_argument("--noise", choices=list(LEVELS), default="middle", help="how hard it is")
    parser.add_argument(
        "--until", type=date.fromisoformat, help="newest day, such as 2025-03-01; else today"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the file."""
    areas = _weights(arguments.municipality)
    rows = planted_rows(
        areas,
        number=arguments.number,
        seed=arguments.seed,
        level=arguments.noise,
        until=arguments.until or datetime.now(UTC).date(),
    )
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        first = next(rows)
        writer = csv.DictWriter(file, fieldnames=list(first), delimiter=";")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    told = {"file": str(arguments.out), "rows": arguments.number, "seed": arguments.seed}
    report(
        told, f"{arguments.number} invented conversations: {arguments.out}", as_json=arguments.json
    )
    return 0


def _weights(municipality: str) -> dict[str, float]:
    areas = areas_in_municipalities([municipality], levels=[AreaLevel.WIJK])
    if not areas:
        raise UnusableInputError(f"there are no wijken of {municipality}; load its areas first")
    codes = [area.code for area in areas]
    for name in (INHABITANTS, AVERAGE_INHABITANTS):
        found = key_figures(area_codes=codes, name=name)
        if found:
            newest = max(year for _, year in found)
            return {code: found.get((code, newest), 1.0) for code in codes}
    return dict.fromkeys(codes, 1.0)
