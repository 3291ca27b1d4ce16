"""Reads a plan file strictly: every mistake is named at once, with file, table, row and remedy."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from baken.catalogue.reader import build
from baken.records.plans.checks import mistakes_in
from baken.records.plans.schema import PlanHead
from baken.records.plans.tables import ROW_TABLES, SINGLE_TABLES, TABLES
from baken.records.plans.wishes import ELECTION_PROGRAMME
from baken.vocabulary.errors import UnusableInputError

MOST_TOLD = 20


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
    return checked_plan(_parsed(content, name), name=name)


def checked_plan(tables: dict[str, Any], *, name: str) -> PlanContent:
    """Return tables that were found right, whether they come from a file or from a screen.

    Raises:
        UnusableInputError: naming table, row, value and remedy for every mistake.
    """
    head, errors = _head_and_mistakes(tables)
    if errors or head is None:
        raise UnusableInputError(_said(name, errors))
    return PlanContent(head, tables)


def mistakes_of(tables: dict[str, Any]) -> list[str]:
    """Return a sentence for every mistake in the tables of a plan."""
    return _head_and_mistakes(tables)[1]


def _head_and_mistakes(tables: dict[str, Any]) -> tuple[PlanHead | None, list[str]]:
    errors = [
        f'unknown table "{table}"; known: {", ".join(TABLES)}'
        for table in tables
        if table not in TABLES
    ]
    head = build(PlanHead, tables.get("plan", {}), "plan", errors)
    _check_rows(tables, errors)
    if head is not None:
        errors += _without_period(head)
    return head, errors or mistakes_in(tables)


def _without_period(head: PlanHead) -> list[str]:
    """Only wishes may leave open for which years they are."""
    if head.kind == ELECTION_PROGRAMME:
        return []
    return [
        f'plan: the key "{key}" is missing; add it'
        for key in ("period_start", "period_end")
        if getattr(head, key) is None
    ]


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnusableInputError(
            f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8 and offer it again"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UnusableInputError(f"{name}: this is no TOML: {error}; mend that line") from error


def _check_rows(tables: Mapping[str, Any], errors: list[str]) -> None:
    """Build every row that has a type; mistakes are added to ``errors``."""
    for table, kind in SINGLE_TABLES.items():
        if table != "plan" and table in tables:
            build(kind, tables[table], table, errors)
    for table, kind in ROW_TABLES.items():
        rows = tables.get(table, [])
        if not isinstance(rows, list):
            errors.append(f"{table}: write each one under [[{table}]]")
            continue
        for number, row in enumerate(rows, start=1):
            build(kind, row, f"{table} {number}", errors)


def _said(name: str, errors: list[str]) -> str:
    more = len(errors) - MOST_TOLD
    told = errors[:MOST_TOLD] + ([f"and {more} more"] if more > 0 else [])
    return "\n".join(f"{name}: {each}" for each in told)
