"""Changes nothing and waits for nobody."""

import argparse

from baken.site import environment
from baken.site.commands.reporting import report
from baken.site.postgres.supervisor import status


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Say how the embedded database is."""
    found = status(environment.home_folder(environment.read()))
    sentence = f"The embedded database is {found.state}. {found.complaint}".strip()
    report(found, sentence, as_json=arguments.json)
    return 0
