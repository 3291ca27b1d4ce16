"""Writes what is held as CSV, with the headings under which it can be taken in again."""

import argparse
import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path

from baken.catalogue.sources import SOURCES
from baken.foundation.intake.quarantine_file import neutral
from baken.foundation.partners.scope import in_tenant
from baken.foundation.partners.selectors import municipality_names
from baken.records.registrations.facts import Registration
from baken.records.registrations.selectors import every_registration
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError

_SYNTHETIC = frozenset(entry.id for entry in SOURCES if entry.synthetic)
_COLUMNS = {
    "registratienummer": "number",
    "misdrijfcode": "offence",
    "incidentcode": "incident_code",
    "pleegdatum_van": "committed_from",
    "pleegdatum_tot": "committed_to",
    "kennisname": "noted_at",
    "registratiedatum": "recorded_at",
    "gebeurd_op": "happened_on",
    "straat": "street",
    "postcode": "postcode",
    "wijk": "wijk",
    "buurt": "buurt",
    "x": "x",
    "y": "y",
    "fijnheid": "precision",
    "poging_voltooid": "completion",
    "ontdekt_door": "found_by",
    "status": "status",
    "bron": "source",
    "bekend_sinds": "known_from",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for what, whose, as known when, and where to write it."""
    parser.add_argument("kind", choices=("registrations",), help="what to write")
    parser.add_argument("--municipality", required=True, help="whose rows, such as GM0344")
    parser.add_argument(
        "--as-known-on", type=date.fromisoformat, help="as it was known on this day"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="F.csv", help="the file to write"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say how many rows it has."""
    if arguments.municipality not in municipality_names():
        raise UnusableInputError(f'there is no municipality "{arguments.municipality}" here')
    day = arguments.as_known_on
    moment = datetime.combine(day, time.max, UTC) if day else None
    with in_tenant(arguments.municipality):
        rows = every_registration(arguments.municipality, as_known_on=moment)
        number = _write(arguments.out, rows)
    result = {"out": str(arguments.out), "rows": number, "as_known_on": day and str(day)}
    report(result, f"{number} registrations: {arguments.out}", as_json=arguments.json)
    return 0


def _write(path: Path, rows: Iterable[Registration]) -> int:
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*_COLUMNS, "herkomst"])
        for number, row in enumerate(rows, start=1):  # noqa: B007 - it is the answer
            origin = "synthetisch" if row.source in _SYNTHETIC else "geleverd"
            writer.writerow([*(_cell(getattr(row, name)) for name in _COLUMNS.values()), origin])
    return number


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else neutral(str(value))
