"""Each row says in which column it failed, why, and what to do."""

import argparse

from baken.foundation.intake.selectors import quarantine
from baken.site.commands.reporting import report


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Print what waits."""
    waiting = quarantine()
    lines = [
        f'{row.file_name}, row {row.number}, column {row.column}: "{row.value}" '
        f"({row.reason}). {row.remedy_en}"
        for row in waiting
    ]
    sentence = "\n".join(lines) or "Nothing waits in quarantine."
    report({"rows": waiting}, sentence, as_json=arguments.json)
    return 0
