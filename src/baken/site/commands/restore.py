"""Replaces the embedded database; the old one stays until the new one answers. Restore only files
that you trust. The key of the second factors comes along, from the file beside the backup."""

import argparse
from pathlib import Path

from baken.site import environment
from baken.site.commands.reporting import progress_bar, report, say
from baken.site.database import start_database
from baken.site.postgres.archive import read_manifest
from baken.site.postgres.restore import restore
from baken.site.seal_keys import BEFORE, bring_home, key_for

WITHOUT = (
    "Without its key nobody gets in with a second factor of before: reset each one "
    "(baken person reset-second-factor)."
)
BROUGHT = (
    "The key of the second factors came along; the former one, if any, is {place}. "
    "A Baken that runs must be started again to use it."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to restore, and where its key is."""
    parser.add_argument("file", type=Path, help="a file that baken backup wrote")
    parser.add_argument(
        "--seal-key",
        type=Path,
        help="file with the key of its second factors (FILE.seal-key beside the backup)",
    )
    parser.add_argument(
        "--without-seal-key",
        action="store_true",
        help="restore also without that key: second factors must then be set anew",
    )


def run(arguments: argparse.Namespace) -> int:
    """Put the backup back, and the key that belongs to it."""
    values = environment.read()
    home = environment.home_folder(values)
    wanted = "" if arguments.without_seal_key else read_manifest(arguments.file).seal_key
    key = key_for(wanted, arguments.file, arguments.seal_key, values)
    start_database(values)
    with progress_bar("restore") as progress:
        manifest = restore(arguments.file, home, progress=progress)
    if key is not None:
        bring_home(key, values)
        say(BROUGHT.format(place=home / BEFORE))
    if arguments.without_seal_key:
        say(WITHOUT)
    rows = sum(manifest.tables.values())
    sentence = f"Restored {rows} rows of {manifest.made_at}. Now run: baken migrate"
    report(manifest, sentence, as_json=arguments.json)
    return 0
