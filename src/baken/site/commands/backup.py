"""The file holds everything, also what is protected: keep it as safe as the database itself."""

import argparse
from pathlib import Path

from baken.site import environment
from baken.site.commands.reporting import progress_bar, report
from baken.site.database import start_database
from baken.site.postgres.backup import backup
from baken.site.postgres.connections import connection_of, uses_external_server
from baken.site.postgres.roles import DatabaseRole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("file", type=Path, help="where the backup goes, such as baken.tar")


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and say what is in it."""
    values = environment.read()
    home = environment.home_folder(values)
    start_database(values)
    external = uses_external_server(values)
    source = connection_of(values, DatabaseRole.OWNER) if external else home
    with progress_bar("backup") as progress:
        manifest = backup(source, arguments.file, progress=progress)
    rows = sum(manifest.tables.values())
    found = f"{len(manifest.tables)} tables, {rows} rows, {manifest.size} bytes"
    sentence = f"{arguments.file}: {found}."
    report(manifest, sentence, as_json=arguments.json)
    return 0
