"""``baken run`` starts one by itself. More of them, also on other hosts with the same database,
do more jobs at a time."""

import argparse

from baken.site import environment, worker
from baken.site.commands.reporting import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take one switch."""
    parser.add_argument(
        "--until-input-ends",
        action="store_true",
        help="stop when standard input ends: whoever started this worker is gone",
    )


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped; the job in hand then goes back to the queue."""
    say("Baken: the worker is ready")
    worker.work(environment.read(), until_input_ends=arguments.until_input_ends)
    return 0
