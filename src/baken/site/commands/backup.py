"""The file holds everything, also what is protected: keep it as safe as the database itself. The
key that opens second factors is written beside it: keep that one in another place."""

import argparse
from pathlib import Path

from baken.site import environment
from baken.site.commands.reporting import progress_bar, report, say
from baken.site.database import start_database
from baken.site.postgres.archive import Manifest
from baken.site.postgres.backup import backup
from baken.site.postgres.connections import connection_of, uses_external_server
from baken.site.postgres.roles import DatabaseRole
from baken.site.seal_keys import fingerprint, keep_beside, key_here

NOT_IN_IT = (
    "Not in it: passwords of the database, the anchors of the log, and {files} files that were "
    "brought in and not taken in yet (BAKEN_HOME/uploads)."
)
KEY_BESIDE = (
    "The key of the second factors is in {place}. Whoever holds both files opens them: keep the "
    "key in another place than the backup. Restoring elsewhere takes both."
)
KEY_ELSEWHERE = "The key of the second factors is your setting BAKEN_SEAL_KEY: keep it too."
KEY_NOT_WRITTEN = "The key of the second factors was not written: keep {place} in a safe place."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to write, and whether its key goes beside it."""
    parser.add_argument("file", type=Path, help="where the backup goes, such as baken.tar")
    parser.add_argument(
        "--without-seal-key",
        action="store_true",
        help="do not write the key of the second factors beside the backup",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and its key, and say what is in it and what is not."""
    values = environment.read()
    home = environment.home_folder(values)
    start_database(values)
    external = uses_external_server(values)
    source = connection_of(values, DatabaseRole.OWNER) if external else home
    with progress_bar("backup") as progress:
        manifest = backup(
            source, arguments.file, seal_key=fingerprint(key_here(values)), progress=progress
        )
    place = None if arguments.without_seal_key else keep_beside(arguments.file, values)
    say(_about_the_key(values, place))
    report(manifest, _contents(arguments.file, manifest, home), as_json=arguments.json)
    return 0


def _contents(file: Path, manifest: Manifest, home: Path) -> str:
    rows = sum(manifest.tables.values())
    kept = home / "uploads" / "kept"
    files = len(list(kept.iterdir())) if kept.is_dir() else 0
    found = f"{len(manifest.tables)} tables, {rows} rows, {manifest.size} bytes"
    inside = "the whole database: figures, people, logs and the queue of jobs"
    return f"{file}: {found}. In it: {inside}. {NOT_IN_IT.format(files=files)}"


def _about_the_key(values: dict[str, str], place: Path | None) -> str:
    if place is not None:
        return KEY_BESIDE.format(place=place)
    if values["BAKEN_SEAL_KEY"]:
        return KEY_ELSEWHERE
    return KEY_NOT_WRITTEN.format(place=environment.home_folder(values) / "seal-key")
