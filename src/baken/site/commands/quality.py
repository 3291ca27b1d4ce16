"""Notices come from the checks in the catalogue, done after each import; --check does them now."""

import argparse
from datetime import UTC, datetime

from baken.flows.check_quality import check_quality, checked_sentence
from baken.flows.compute_figures import rounds_of_all
from baken.foundation.intake.quality.notices import quality_notices
from baken.site.commands.reporting import report, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to show."""
    parser.add_argument("--check", action="store_true", help="do all checks anew first")
    parser.add_argument("--all", action="store_true", help="also what has been mended")


def run(arguments: argparse.Namespace) -> int:
    """Print the notices with their arithmetic."""
    held: dict[str, dict[str, int]] = {}
    if arguments.check:
        done = check_quality(at=datetime.now(UTC), rounds=rounds_of_all())
        say(checked_sentence(done))
        held = {
            name: {"compared": compared, "doNotFit": found}
            for name, (compared, found) in done.held.items()
        }
    found = quality_notices(with_mended=arguments.all)
    lines = [f"{n.id} [{n.state}] {n.sentence_en}" for n in found]
    text = "\n".join(lines) or "There are no notices: every check fits."
    report({"notices": found, "checks": held}, text, as_json=arguments.json)
    return 0
