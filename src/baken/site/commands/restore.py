"""Replaces the embedded database; the old one stays until the new one answers. Restore only files
that you trust."""

import argparse
from pathlib import Path

from baken.site import environment
from baken.site.commands.reporting import progress_bar, report
from baken.site.database import start_database
from baken.site.postgres.restore import restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to restore."""
    parser.add_argument("file", type=Path, help="a file that baken backup wrote")


def run(arguments: argparse.Namespace) -> int:
    """Put the backup back."""
    values = environment.read()
    start_database(values)
    with progress_bar("restore") as progress:
        manifest = restore(arguments.file, environment.home_folder(values), progress=progress)
    rows = sum(manifest.tables.values())
    sentence = f"Restored {rows} rows of {manifest.made_at}. Now run: baken migrate"
    report(manifest, sentence, as_json=arguments.json)
    return 0
