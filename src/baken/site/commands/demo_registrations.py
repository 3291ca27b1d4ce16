"""On a demo install (BAKEN_DEMO=1) only. The worker brings in what has not come in yet: eight years
as delivered on one day, then a file per day for thirteen weeks; each row is marked as invented."""

import argparse
from datetime import UTC, datetime

from baken.site.commands.reporting import report
from baken.site.demo_registrations import ask_for_registrations
from baken.vocabulary.errors import UnusableInputError


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Ask the worker for them."""
    asked = ask_for_registrations(at=datetime.now(UTC))
    if not asked:
        raise UnusableInputError(
            "this is no demo install, or nothing was loaded yet: run baken demo with BAKEN_DEMO=1"
        )
    sentence = f"Asked of the worker for {', '.join(asked)} (see: baken jobs)"
    report({"municipalities": asked}, sentence, as_json=arguments.json)
    return 0
