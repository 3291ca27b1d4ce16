"""Takes in a plan as a workbook (XLSX) or as TOML, whole or not at all.

With --check nothing is kept: it says what would change. A refused workbook tells every mistake;
--reasons writes the workbook with the mistakes beside its rows, to mend and to offer again.
"""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from baken.records.plans.facts import PlanReceipt
from baken.records.plans.services import take_in_plan
from baken.records.plans.workbook.mending import mended_workbook
from baken.records.plans.workbook.offered import OfferedPlan, offered_plan, take_in_offered
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for the file, and what to do when it is refused."""
    parser.add_argument("file", type=Path, help="a plan as XLSX or TOML")
    parser.add_argument("--check", action="store_true", help="say what would change, keep nothing")
    parser.add_argument(
        "--reasons", type=Path, metavar="F.xlsx", help="write a refused workbook with its mistakes"
    )
    parser.add_argument(
        "--language", choices=("nl", "en"), default="nl", help="of the mistakes (nl)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take in a plan, or say what is wrong with it or what it would change."""
    if not arguments.file.is_file():
        raise UnusableInputError(f"{arguments.file}: there is no such file; name a workbook")
    if arguments.file.suffix.lower() == ".toml":
        content = arguments.file.read_bytes()
        receipt = take_in_plan(content, name=arguments.file.name, at=datetime.now(UTC))
        return _done(receipt, arguments)
    offered = offered_plan(arguments.file)
    if offered.faults:
        _refuse(offered, arguments)
    if arguments.check:
        report({"check": checked(offered)}, _changes(offered), as_json=arguments.json)
        return 0
    receipt = take_in_offered(offered, name=arguments.file.name, at=datetime.now(UTC))
    return _done(receipt, arguments)


def _done(receipt: PlanReceipt, arguments: argparse.Namespace) -> int:
    state = f"version {receipt.version}" if receipt.is_new else "nothing new"
    sentence = f"{receipt.plan}: {state}; {receipt.goals} goals, {receipt.measures} measures."
    report({"plan": asdict(receipt)}, sentence, as_json=arguments.json)
    return 0


def _refuse(offered: OfferedPlan, arguments: argparse.Namespace) -> None:
    language = arguments.language
    if arguments.reasons:
        packed = mended_workbook(offered.sheets, offered.faults, language=language)
        arguments.reasons.write_bytes(packed)
    lines = [f"{arguments.file.name}, {each.line(language)}" for each in offered.faults]
    if arguments.json:
        report({"faults": [asdict(each) for each in offered.faults]}, "", as_json=True)
    raise UnusableInputError("\n".join(lines))


def checked(offered: OfferedPlan) -> dict[str, Any]:
    """Return what a workbook would change, for a machine."""
    return {
        "plan": offered.plan,
        "version": offered.version,
        "same": offered.is_same,
        "changes": [asdict(each) for each in offered.changes],
    }


def _changes(offered: OfferedPlan) -> str:
    if offered.is_same:
        return f"{offered.plan}: the same as version {offered.version}; nothing would change."
    known = f"against version {offered.version}" if offered.version else "a plan that is new here"
    lines = [
        f"  {each.table}: {len(each.added)} new, {len(each.changed)} changed, "
        f"{len(each.removed)} gone, {each.kept} the same"
        for each in offered.changes
    ]
    return "\n".join([f"{offered.plan}, {known}:", *lines])
