"""Exit code 0 when every log is whole, 1 when something was found, 2 without usable anchors."""

import argparse
from pathlib import Path

from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.anchors import FILE_NAME, read_anchors
from baken.foundation.stewardship.verification import verify_log
from baken.site import environment
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the anchors to compare with."""
    parser.add_argument(
        "--anchors", type=Path, help="file with anchors (default: audit.tsv in BAKEN_ANCHORS)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify the logs of all municipalities and print every fault."""
    given = arguments.anchors
    if given is not None and not given.is_file():
        raise UnusableInputError(f'there is no file "{given}"; name the file with the anchors')
    path = given or environment.anchors_folder(environment.read()) / FILE_NAME
    anchors = read_anchors(path)
    with every_municipality() as tenants:
        # An anchor may know a municipality that is no longer there.
        known = {*tenants, *(anchor.log for anchor in anchors)}
        found = verify_log(tenants=known, anchors=anchors)
    faults = [
        f"{fault.log}, entry {fault.number}: {fault.what}; {fault.sentence}"
        for fault in found.faults
    ]
    since = f", anchored until {found.last_anchor}" if found.last_anchor else ", never anchored"
    sentence = f"{found.entries} entries in {found.logs} logs{since}: "
    sentence += f"{len(faults)} faults." if faults else "whole."
    report(found, "\n".join([*faults, sentence]), as_json=arguments.json)
    return int(not found.whole)
