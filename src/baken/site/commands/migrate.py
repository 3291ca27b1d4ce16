"""Safe to repeat; runs as the owner role. The application role gets its rights anew each time."""

import argparse
import importlib

from baken.site import environment
from baken.site.commands.reporting import report, say
from baken.site.database import application_role


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Apply the migrations and the table rights."""
    environment.hand_on(BAKEN_DATABASE_ROLE="owner")
    importlib.import_module("baken.site.start_django").start()
    applied = importlib.import_module("baken.site.migrating").bring_up_to_date(
        application_role=application_role(environment.read())
    )
    say(f"Tables: {applied} migrations applied, rights set.")
    report({"applied": applied}, "The tables are up to date.", as_json=arguments.json)
    return 0
