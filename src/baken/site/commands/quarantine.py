"""Each row says in which column it failed, why, and what to do. With --out the rows of one
delivery become a CSV file: mend it and bring it back with baken import KIND FILE --corrects ID."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.facts import QuarantineFact
from baken.foundation.intake.quarantine_file import quarantine_lines
from baken.foundation.intake.selectors import quarantine
from baken.foundation.partners.scope import in_tenant
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take which delivery, whose, and where its rows go."""
    parser.add_argument("--delivery", type=UUID, help="only the rows of this delivery (its id)")
    parser.add_argument("--municipality", help="whose own rows to list too, such as GM0344")
    parser.add_argument("--out", type=Path, help="write the rows of one delivery as CSV")


def run(arguments: argparse.Namespace) -> int:
    """Print what waits, or write it."""
    with transaction.atomic(), in_tenant(arguments.municipality):
        waiting = [row for row in quarantine() if arguments.delivery in {None, row.delivery}]
        if arguments.out:
            return _write(waiting, arguments)
    lines = [
        f'{row.file_name}, row {row.number}, column {row.column}: "{row.value}" '
        f"({row.reason}). {row.remedy_en} [delivery {row.delivery}]"
        for row in waiting
    ]
    sentence = "\n".join(lines) or "Nothing waits in quarantine."
    report({"rows": waiting}, sentence, as_json=arguments.json)
    return 0


def _write(waiting: Sequence[QuarantineFact], arguments: argparse.Namespace) -> int:
    names = {row.delivery: row.file_name for row in waiting}
    if len(names) != 1:
        known = "; ".join(f"{key} ({name})" for key, name in names.items()) or "none"
        raise UnusableInputError(
            f"one delivery goes into a file; name it with --delivery. Rows wait of: {known}"
        )
    (delivery,) = names
    with arguments.out.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(quarantine_lines(delivery))
    sentence = f"{arguments.out}: {len(waiting)} rows of {names[delivery]} (delivery {delivery})"
    result = {"delivery": delivery, "rows": len(waiting), "out": arguments.out}
    report(result, sentence, as_json=arguments.json)
    return 0
