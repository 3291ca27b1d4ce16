"""Waits until everything is on disk."""

import argparse

from baken.site import environment
from baken.site.commands.reporting import report
from baken.site.database import stop_database


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Stop and say whether it ran."""
    ran = stop_database(environment.read())
    sentence = "The embedded database has stopped." if ran else "The embedded database did not run."
    report({"ran": ran}, sentence, as_json=arguments.json)
    return 0
