"""The same file a second time changes nothing; rows that cannot be used wait in quarantine."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from baken.flows.check_quality import check_quality, checked_sentence
from baken.flows.compute_figures import rounds_of_all
from baken.foundation.intake.columns.saved import mapping_named, usable_mapping
from baken.foundation.intake.correcting import Corrector, correct_file
from baken.foundation.intake.kind import FileKind, Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.partners.scope import in_tenant
from baken.site.commands.reporting import progress_bar, report, say
from baken.site.conversation_file import KIND as CONVERSATIONS
from baken.site.conversation_file import take_in_file
from baken.site.kinds import DEFAULT_SOURCES, kind_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the kind, the file, and what the file does not say itself."""
    parser.add_argument(
        "kind",
        help="areas, population, key-figures, crime-statistics, indicators, registrations, "
        "addresses or conversations",
    )
    parser.add_argument("file", type=Path, help="the file to take in")
    parser.add_argument("--source", help="id of the source in the catalogue")
    parser.add_argument("--year", type=int, help="year of the file, where its rows name none")
    parser.add_argument("--mapping", help="name of a saved column mapping (baken mapping list)")
    parser.add_argument("--municipality", help="whose rows these are, such as GM0344")
    parser.add_argument(
        "--corrects", type=UUID, help="id of the delivery whose waiting rows this file mends"
    )
    parser.add_argument(
        "--delivered-on", type=date.fromisoformat, help="day of delivery, such as 2025-03-01"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take the file in and say what became of its rows."""
    if arguments.kind == CONVERSATIONS:
        return take_in_file(arguments)
    kind = kind_named(arguments.kind)
    if arguments.corrects:
        return _correct(kind, arguments)
    mapping = None
    if arguments.mapping:
        with transaction.atomic(), in_tenant(arguments.municipality):
            saved = mapping_named(arguments.mapping, arguments.municipality)
        mapping = usable_mapping(saved, kind.columns)
    with progress_bar(arguments.file.name) as progress:
        receipt = receive(
            kind=kind,
            path=arguments.file,
            source=arguments.source or DEFAULT_SOURCES[kind.name],
            delivered_on=arguments.delivered_on or datetime.now(UTC).date(),
            received_at=datetime.now(UTC),
            options=Options(year=arguments.year),
            tenant=arguments.municipality,
            mapping=mapping,
            progress=progress,
        )
    checked = check_quality(at=datetime.now(UTC), rounds=rounds_of_all())
    say(checked_sentence(checked))
    sentence = (
        f"{receipt.file}: {receipt.rows} rows; {receipt.accepted} accepted, "
        f"{receipt.unchanged} unchanged, {receipt.revised} revised, "
        f"{receipt.quarantined} in quarantine (see: baken quarantine)"
    )
    report(receipt, sentence, as_json=arguments.json)
    return 0


def _correct(kind: FileKind, arguments: argparse.Namespace) -> int:
    receipt = correct_file(
        kind=kind,
        delivery=arguments.corrects,
        path=arguments.file,
        corrector=Corrector(at=datetime.now(UTC), tenant=arguments.municipality),
    )
    lines = [f"{receipt.corrected} rows corrected; {receipt.waiting} still wait"]
    lines += [
        f"row {number}, column {column}: {reason}. {remedy}"
        for number, column, reason, _, remedy in receipt.refused
    ]
    report(receipt, "\n".join(lines), as_json=arguments.json)
    return 0
