"""Reads a plan file strictly: every mistake is named at once, with file, table, row and remedy."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.catalogue.reader import build
from baken.records.plans.schema import KEPT_TABLES, LINE_TABLES, TYPED_TABLES, PlanHead
from baken.vocabulary.errors import UnusableInputError

MOST_TOLD = 20
_ORGANISATIONS = frozenset(each.id for each in ORGANISATIONS)
_PHENOMENA = frozenset(each.id for each in PHENOMENA)


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan file that was found right: its head and every table as it stood."""

    head: PlanHead
    tables: dict[str, Any]


def read_plan(content: bytes, *, name: str) -> PlanContent:
    """Return the head and the tables of a plan file.

    Raises:
        UnusableInputError: naming file, table, row, value and remedy for every mistake.
    """
    tables = _parsed(content, name)
    errors: list[str] = []
    known = ("plan", *TYPED_TABLES, *KEPT_TABLES)
    errors += [
        f'unknown table "{table}"; known: {", ".join(known)}'
        for table in tables
        if table not in known
    ]
    head = build(PlanHead, tables.get("plan", {}), "plan", errors)
    rows = _typed_rows(tables, errors)
    if not errors:
        errors += [*_doubles(rows), *_strangers(tables)]
    if errors or head is None:
        raise UnusableInputError(_said(name, errors))
    return PlanContent(head, tables)


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnusableInputError(
            f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8 and offer it again"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UnusableInputError(f"{name}: this is no TOML: {error}; mend that line") from error


def _typed_rows(tables: Mapping[str, Any], errors: list[str]) -> list[tuple[str, str]]:
    """Return (place, id) of every row that has a type; mistakes are added to ``errors``."""
    found = []
    for table, kind in TYPED_TABLES.items():
        rows = tables.get(table, [])
        if not isinstance(rows, list):
            errors.append(f"{table}: write each one under [[{table}]]")
            continue
        for number, row in enumerate(rows, start=1):
            place = f"{table} {number}"
            if build(kind, row, place, errors) is not None:
                found.append((place, row["id"]))
    return found


def _doubles(rows: Iterable[tuple[str, str]]) -> list[str]:
    seen: dict[str, str] = {}
    said = []
    for place, identifier in rows:
        if identifier in seen:
            said.append(f'{place}: the id "{identifier}" stands at {seen[identifier]} too')
        seen.setdefault(identifier, place)
    return said


def _strangers(tables: Mapping[str, Any]) -> list[str]:
    """Return a sentence for every name that points to nothing."""
    lines = {row["id"] for table in LINE_TABLES for row in tables.get(table, [])}
    goals = {row["id"] for table in ("goal", "ambition") for row in tables.get(table, [])}
    areas = {row["id"] for row in tables.get("area", [])}
    pointing: tuple[tuple[str, str, frozenset[str] | set[str]], ...] = (
        ("measure", "parent", lines),
        ("measure", "areas", areas),
        ("measure", "owner", _ORGANISATIONS),
        ("measure", "partners", _ORGANISATIONS),
        ("measure", "partners_inferred", _ORGANISATIONS),
        ("measure", "phenomena", _PHENOMENA),
        ("measure", "phenomena_inferred", _PHENOMENA),
        ("action_line", "ambition", goals),
        ("effort", "goals", goals),
    )
    return [
        f'{table} {number}: "{key}" names "{name}", which is nowhere; add it or mend the name'
        for table, key, known in pointing
        for number, row in enumerate(tables.get(table, []), start=1)
        for name in _names(row.get(key))
        if name not in known
    ]


def _names(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _said(name: str, errors: list[str]) -> str:
    more = len(errors) - MOST_TOLD
    told = errors[:MOST_TOLD] + ([f"and {more} more"] if more > 0 else [])
    return "\n".join(f"{name}: {each}" for each in told)
