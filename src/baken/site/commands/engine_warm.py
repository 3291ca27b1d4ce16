"""Takes some twenty seconds the first time and one afterwards; needs no database."""

import argparse

from baken.engines.geometry.locate import warm_cache
from baken.site.commands.reporting import report


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Compile, or find that it was done before."""
    warm_cache()
    report({"warm": True}, "The engines are compiled.", as_json=arguments.json)
    return 0
