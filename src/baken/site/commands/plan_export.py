"""Writes the newest version of a plan as a workbook (XLSX) or TOML; without a plan an empty one."""

import argparse
from pathlib import Path

from baken.records.plans.selectors import plan, plans
from baken.records.plans.workbook.content import toml_text
from baken.records.plans.workbook.giving import plan_workbook
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a plan and where to write it."""
    parser.add_argument("plan", nargs="?", default="", help="the id of a plan; none: a template")
    parser.add_argument("--out", type=Path, required=True, metavar="F", help="F.xlsx or F.toml")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of the names (nl)")


def run(arguments: argparse.Namespace) -> int:
    """Write a plan, or an empty template, as a file."""
    found = plan(arguments.plan) if arguments.plan else None
    if arguments.plan and found is None:
        known = ", ".join(each.head.id for each in plans()) or "none yet"
        raise UnusableInputError(f'there is no plan "{arguments.plan}"; known: {known}')
    tables = found.tables if found else {}
    if arguments.out.suffix.lower() == ".toml":
        arguments.out.write_text(toml_text(tables), encoding="utf-8")
    else:
        arguments.out.write_bytes(plan_workbook(tables, language=arguments.language))
    what = arguments.plan or "an empty template"
    report({"out": str(arguments.out)}, f"{what}: {arguments.out}", as_json=arguments.json)
    return 0
