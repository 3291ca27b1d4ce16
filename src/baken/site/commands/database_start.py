"""Safe to repeat; it mends by itself what a crash or a power cut left behind."""

import argparse

from baken.site import environment
from baken.site.commands.reporting import report
from baken.site.database import start_database
from baken.site.postgres.supervisor import status


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Start and say how it is."""
    values = environment.read()
    start_database(values)
    found = status(environment.home_folder(values))
    report(found, f"The embedded database is {found.state}.", as_json=arguments.json)
    return 0
