"""For example: baken held place WK034402, or baken held person j.j --json."""

import argparse

from baken.flows.held_about import held_about
from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.held import HeldAbout, HeldFact
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what it is about, and its name."""
    parser.add_argument(
        "about", type=HeldAbout, choices=list(HeldAbout), help="place, file or person"
    )
    parser.add_argument(
        "name", help="code of the place; id, SHA-256 or name of the file; log-in name of the person"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print per table how many rows there are, from when to when, and under which rules."""
    with every_municipality():
        found = held_about(arguments.about, arguments.name)
    if found is None:
        raise UnusableInputError(
            f'there is no {arguments.about} "{arguments.name}" here; see baken held --help for '
            "what it may be called"
        )
    lines = [_line(fact) for fact in found] or ["Nothing is held about it."]
    result = {"about": arguments.about, "name": arguments.name, "held": found}
    report(result, "\n".join(lines), as_json=arguments.json)
    return 0


def _line(fact: HeldFact) -> str:
    dated = f" from {fact.oldest} to {fact.newest}" if fact.oldest else ""
    under = f"; {fact.activity.id}" if fact.activity else "; no personal data"
    terms = ", ".join(f"{term.id} {term.months} months" for term in fact.terms)
    return f"{fact.table}: {fact.number} rows{dated}{under}{f' ({terms})' if terms else ''}"
