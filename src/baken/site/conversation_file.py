"""A file of conversations by the command line: not kept by the intake, which keeps rows as they
stood; names go out first (records/participation)."""

import argparse
import hashlib
from datetime import UTC, datetime

from baken.flows.take_in_conversations import take_in
from baken.foundation.partners.scope import every_municipality, in_tenant
from baken.records.participation.taking_in import ConversationSource
from baken.site.commands.reporting import progress_bar, report
from baken.vocabulary.errors import UnusableInputError

KIND = "conversations"


def take_in_file(arguments: argparse.Namespace) -> int:
    """Take a file of conversations in and say what became of its rows."""
    if not arguments.municipality:
        raise UnusableInputError("say whose conversations these are: --municipality GM0344")
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise UnusableInputError(f"{arguments.file} cannot be read") from error
    source = ConversationSource(
        arguments.municipality, arguments.file.name, hashlib.sha256(content).hexdigest(), None
    )
    with every_municipality() as tenants:
        if arguments.municipality not in tenants:
            raise UnusableInputError(f"{arguments.municipality} does not work with this Baken")
        with in_tenant(arguments.municipality), progress_bar(arguments.file.name) as progress:
            outcome = take_in(content, source=source, at=datetime.now(UTC), progress=progress)
    reasons: dict[str, int] = {}
    for row in outcome.refused:
        reasons[row.reason] = reasons.get(row.reason, 0) + 1
    told = {
        "kind": KIND,
        "file": source.file_name,
        "sha256": source.sha256,
        "rows": outcome.rows,
        "accepted": outcome.accepted,
        "unchanged": outcome.unchanged,
        "revised": 0,
        "quarantined": len(outcome.refused),
        "reasons": reasons,
    }
    sentence = (
        f"{source.file_name}: {outcome.rows} rows; {outcome.accepted} to check, "
        f"{outcome.unchanged} unchanged, {len(outcome.refused)} refused {reasons or ''}"
    )
    report(told, sentence, as_json=arguments.json)
    return 0
