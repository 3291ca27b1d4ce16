"""Run it every day. Nothing comes back: try --dry-run first."""

import argparse
from datetime import UTC, date, datetime

from baken.flows.destruction import destroy_on_time, destruction_due
from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.retention import RetentionFact
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a day and whether to look only."""
    parser.add_argument(
        "--date", type=date.fromisoformat, help="day to do it for, not after today (default: today)"
    )
    parser.add_argument("--dry-run", action="store_true", help="count what is due, destroy nothing")


def run(arguments: argparse.Namespace) -> int:
    """Destroy what is due, or say what would be."""
    now = datetime.now(UTC)
    today = arguments.date or now.date()
    if today > now.date() and not arguments.dry_run:
        raise UnusableInputError(
            f"{today} is still to come; nothing is destroyed before its time. Give an earlier day, "
            "or --dry-run to see what will be due"
        )
    with every_municipality():
        found = (
            destruction_due(today) if arguments.dry_run else destroy_on_time(today=today, at=now)
        )
    verb = "due" if arguments.dry_run else "destroyed"
    lines = [f"{_line(fact)} {verb}" for fact in found if fact.number]
    result = {"date": today, "dry_run": arguments.dry_run, "tables": found}
    report(result, "\n".join(lines) or f"Nothing is {verb}.", as_json=arguments.json)
    return 0


def _line(fact: RetentionFact) -> str:
    return f"{fact.table} ({fact.term}, before {fact.before}): {fact.number}"
