"""Takes in a plan as TOML whole, or gives the newest version of one back as TOML."""

import argparse
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import tomli_w

from baken.records.plans.selectors import plan, plans
from baken.records.plans.services import take_in_plan
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a file to take in, or a plan to give."""
    parser.add_argument("file", nargs="?", type=Path, help="a plan as TOML")
    parser.add_argument("--give", metavar="PLAN", help="write this plan as TOML to the screen")


def run(arguments: argparse.Namespace) -> int:
    """Take in a plan, give one, or list those that are known."""
    if arguments.give:
        return _give(arguments.give)
    if arguments.file is None:
        return _list(arguments)
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise UnusableInputError(f"{arguments.file}: {error.strerror}; name a TOML file") from error
    receipt = take_in_plan(content, name=arguments.file.name, at=datetime.now(UTC))
    state = f"version {receipt.version}" if receipt.is_new else "nothing new"
    sentence = f"{receipt.plan}: {state}; {receipt.goals} goals, {receipt.measures} measures."
    report({"plan": asdict(receipt)}, sentence, as_json=arguments.json)
    return 0


def _give(identifier: str) -> int:
    found = plan(identifier)
    if found is None:
        known = ", ".join(each.head.id for each in plans()) or "none yet"
        raise UnusableInputError(f'there is no plan "{identifier}"; known: {known}')
    sys.stdout.write(tomli_w.dumps(found.tables))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    found = plans()
    said = [f"{each.head.id}: {each.head.title_en}, version {each.version}" for each in found]
    sentence = "\n".join(said) or "No plan was taken in yet: baken plan FILE."
    listed = [{"plan": each.head.id, "version": each.version} for each in found]
    report({"plans": listed}, sentence, as_json=arguments.json)
    return 0
