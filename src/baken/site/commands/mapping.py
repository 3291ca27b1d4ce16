"""For example: baken mapping suggest crime-statistics misdrijven.csv > mapping.json; correct it;
then baken mapping save police-monthly crime-statistics misdrijven.csv --from mapping.json."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from baken.foundation.intake.columns.mapping import ColumnMapping, as_json, from_json
from baken.foundation.intake.columns.saved import mapping_named, save_mapping, saved_mappings
from baken.foundation.intake.columns.suggesting import Suggestion
from baken.foundation.intake.columns.understanding import suggestion_for
from baken.foundation.intake.kind import FileKind, Options
from baken.foundation.intake.reading.readers import READERS
from baken.foundation.partners.scope import in_tenant
from baken.site.commands.reporting import report, say
from baken.site.kinds import kind_named
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take an action and what it needs."""
    parser.add_argument("action", choices=list(_ACTIONS), help="what to do")
    parser.add_argument(
        "words",
        nargs="*",
        help="list: a kind, or none; show: NAME; suggest: KIND FILE; save: NAME KIND FILE",
    )
    parser.add_argument("--year", type=int, help="year of the file, where its rows name none")
    parser.add_argument("--municipality", help="whose mapping it is; none: everybody's")
    parser.add_argument(
        "--from", dest="given", type=Path, help="for save: the mapping as JSON; else what is sure"
    )


def run(arguments: argparse.Namespace) -> int:
    """List, show, suggest or save."""
    action, number = _ACTIONS[arguments.action]
    if len(arguments.words) != number and arguments.action != "list":
        raise UnusableInputError(
            f"baken mapping {arguments.action} takes {number} words and got "
            f"{len(arguments.words)}; see baken mapping --help"
        )
    # Row security: a mapping of a municipality is seen, and kept, in its own scope only.
    with transaction.atomic(), in_tenant(arguments.municipality):
        action(arguments)
    return 0


def _list(arguments: argparse.Namespace) -> None:
    found = saved_mappings(arguments.words[0] if arguments.words else None)
    lines = [f"{m.name:<30} {m.kind:<20} {m.tenant or 'everybody'}" for m in found]
    text = "\n".join(lines) or "No mapping is saved yet."
    report({"mappings": found}, text, as_json=arguments.json)


def _show(arguments: argparse.Namespace) -> None:
    found = mapping_named(arguments.words[0], arguments.municipality)
    report(found, _pretty(found.mapping), as_json=arguments.json)


def _suggest(arguments: argparse.Namespace) -> None:
    _, found, _ = _suggested(arguments)
    for proposal in found.proposals:
        say(f"{proposal.column}: {proposal.reason_en} ({proposal.certainty})")
    for name in found.missing:
        say(f"{name}: nothing found; add its column, or a fixed value")
    result = {
        "mapping": as_json(found.mapping),
        "proposals": found.proposals,
        "missing": found.missing,
        "unused": found.unused,
        "certain": found.certain,
    }
    report(result, _pretty(as_json(found.mapping)), as_json=arguments.json)


def _save(arguments: argparse.Namespace) -> None:
    kind, found, header = _suggested(arguments)
    saved = save_mapping(
        name=arguments.words[0],
        kind=kind,
        header=header,
        mapping=_given(arguments.given, kind) if arguments.given else _sure(found),
        tenant=arguments.municipality,
        at=datetime.now(UTC),
    )
    report(saved, f'"{saved.name}" is saved for {saved.kind}.', as_json=arguments.json)


def _suggested(arguments: argparse.Namespace) -> tuple[FileKind, Suggestion, tuple[str, ...]]:
    kind_name, file = arguments.words[-2:]
    kind = kind_named(kind_name)
    table = READERS[kind.shape](Path(file))
    found, _ = suggestion_for(kind, table, Options(year=arguments.year))
    return kind, found, table.header


def _given(path: Path, kind: FileKind) -> ColumnMapping:
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")), kind.columns)
    except (OSError, ValueError) as error:
        raise UnusableInputError(
            f'"{path}" holds no mapping ({error}); write what baken mapping suggest shows'
        ) from error


def _sure(found: Suggestion) -> ColumnMapping:
    if not found.certain:
        unsure = [p.column for p in found.proposals if p.certainty is not p.certainty.CERTAIN]
        raise UnusableInputError(
            f"not certain: {', '.join([*unsure, *found.missing])}; write the mapping down "
            "(baken mapping suggest shows it) and give it with --from"
        )
    return found.mapping


def _pretty(content: dict) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False)


# What each does, and how many words it takes.
_ACTIONS = {"list": (_list, 1), "show": (_show, 1), "suggest": (_suggest, 2), "save": (_save, 3)}
