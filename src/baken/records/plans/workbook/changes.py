"""What would change in a plan: which rows come, go, or say something else, table by table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from baken.records.plans.tables import SINGLE_TABLES, TABLES
from baken.records.plans.workbook.content import tidy

Rows = dict[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that says something else: its id, its title and the fields that differ."""

    id: str
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changes in a table: (id, title) of rows that come and go, and rows that change."""

    table: str
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[ChangedRow, ...]
    kept: int


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[TableChanges, ...]:
    """Return the tables in which two plans differ, in the order of the plan file."""
    before, after = tidy(old), tidy(new)
    found = (_of_table(table, _rows(before, table), _rows(after, table)) for table in TABLES)
    return tuple(each for each in found if each.added or each.removed or each.changed)


def same_plan(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Return whether two plans say the same, in the same order."""
    return tidy(old) == tidy(new)


def _rows(tables: Mapping[str, Any], table: str) -> Rows:
    held = tables.get(table, [])
    if table in SINGLE_TABLES:
        return {table: held} if held else {}
    # A row without an id is known by what it says.
    return {row.get("id") or repr(sorted(row.items())): row for row in held}


def _of_table(table: str, old: Rows, new: Rows) -> TableChanges:
    both = [key for key in new if key in old]
    changed = [key for key in both if old[key] != new[key]]
    return TableChanges(
        table=table,
        added=tuple(_named(new, key) for key in new if key not in old),
        removed=tuple(_named(old, key) for key in old if key not in new),
        changed=tuple(
            ChangedRow(*_named(new, key), fields=_fields(old[key], new[key])) for key in changed
        ),
        kept=len(both) - len(changed),
    )


def _named(rows: Rows, key: str) -> tuple[str, str]:
    row = rows[key]
    title = row.get("title_nl") or row.get("name_nl") or row.get("indicator_id") or ""
    return str(row.get("id", "")), str(title)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    names = dict.fromkeys((*new, *old))
    return tuple(name for name in names if old.get(name) != new.get(name))
