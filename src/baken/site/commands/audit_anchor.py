"""Run it every day, and keep a copy of the file where nobody of this installation can change it."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.anchors import FILE_NAME, add_anchors, line_of
from baken.foundation.stewardship.verification import heads
from baken.site import environment
from baken.site.commands.reporting import report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take another place for the file."""
    parser.add_argument(
        "--out", type=Path, help="file to add the lines to (default: audit.tsv in BAKEN_ANCHORS)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the newest number and hash of every log outside the database and print them."""
    path = arguments.out or environment.anchors_folder(environment.read()) / FILE_NAME
    with every_municipality() as tenants:
        newest = heads(tenants=tenants, day=datetime.now(UTC).date().isoformat())
    added = add_anchors(path, newest)
    lines = [line_of(anchor) for anchor in newest] or ["The log is empty."]
    result = {"file": path, "added": len(added), "anchors": newest}
    report(result, "\n".join(lines), as_json=arguments.json)
    return 0
