"""Changes of a draft: what they do to a plan, which still stand, what may be undone. No database.

A draft is its base with the changes that stand, in their order. Undoing takes a change away as if
it had never been made; redoing undoes the undoing. So the log is only ever added to.
"""

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from baken.records.plans.draft_facts import ChangeKind, PlanChangeFact

Row = dict[str, Any]
Tables = dict[str, Any]
HEAD = "plan"
WHOLE_ROW = ""
"""The field that stands for all of a row: added or removed."""
WHOLE_TABLE = ""
"""The row that stands for all of a table whose rows have no type."""


class ChangeMisfitError(Exception):
    """A change speaks of a row that is not there, or is there already."""


def flat(row: Mapping[str, Any]) -> Row:
    """Return the fields of a row by path: a part that holds fields itself is opened."""
    found: Row = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": each for inner, each in value.items()}
        else:
            found[name] = value
    return found


def deep(fields: Mapping[str, Any]) -> Row:
    """Return the row that these fields by path make; the reverse of ``flat``."""
    row: Row = {}
    for path, value in fields.items():
        name, _, inner = path.partition(".")
        if inner:
            row.setdefault(name, {})[inner] = value
        else:
            row[name] = value
    return row


def row_in(tables: Mapping[str, Any], table: str, identifier: str) -> Row | None:
    """Return a row of a plan, or None where it is not there."""
    if table == HEAD:
        head: Row = tables[HEAD]
        return head
    return next((row for row in tables.get(table, []) if row["id"] == identifier), None)


def behind(tables: Mapping[str, Any], table: str, identifier: str) -> str | None:
    """Return the row after which a row stands in its table; None for the first."""
    before = None
    for row in tables.get(table, []):
        if row["id"] == identifier:
            return before
        before = row["id"]
    raise ChangeMisfitError(identifier)


def replayed(base: Mapping[str, Any], changes: Iterable[PlanChangeFact]) -> Tables:
    """Return the plan that a base and these changes make.

    Raises:
        ChangeMisfitError: when a change fits no row.
    """
    tables: Tables = copy.deepcopy(dict(base))
    for change in changes:
        _DO[change.kind](tables, change)
    return {name: rows for name, rows in tables.items() if rows != [] or base.get(name) == []}


def standing(changes: Sequence[PlanChangeFact]) -> tuple[PlanChangeFact, ...]:
    """Return the changes that still stand, in their order; undoings themselves are left out."""
    gone = undone(changes)
    return tuple(each for each in changes if each.undoes is None and each.number not in gone)


def undone(changes: Sequence[PlanChangeFact]) -> frozenset[int]:
    """Return the numbers of what was undone and not redone, the undone undoings among them."""
    gone: set[int] = set()
    for each in reversed(changes):
        if each.undoes is not None and each.number not in gone:
            gone.add(each.undoes)
    return frozenset(gone)


def content_of(base: Mapping[str, Any], changes: Sequence[PlanChangeFact]) -> Tables:
    """Return a draft as it stands."""
    return replayed(base, standing(changes))


def fields_touched(change: PlanChangeFact) -> frozenset[str]:
    """Return the fields that a change is about; what is about a whole row is about all of them."""
    if change.kind is ChangeKind.CHANGE:
        return frozenset({*change.before, *change.after})
    if change.kind is ChangeKind.REORDER:
        return frozenset({"behind"})
    return frozenset({WHOLE_ROW})


def touch_alike(one: PlanChangeFact, other: PlanChangeFact) -> bool:
    """Return whether two changes are about the same fields of the same row."""
    if (one.table, one.row_id) != (other.table, other.row_id):
        return False
    first, second = fields_touched(one), fields_touched(other)
    return WHOLE_ROW in first | second or bool(first & second)


def in_the_way(changes: Sequence[PlanChangeFact], number: int) -> PlanChangeFact | None:
    """Return the first later change that stands and is about the same as this one, if any."""
    target = next(each for each in changes if each.number == number)
    later = (each for each in standing(changes) if each.number > number)
    return next((each for each in later if touch_alike(each, target)), None)


def original_of(changes: Sequence[PlanChangeFact], number: int) -> int:
    """Return the number of the change that an undoing or redoing is about in the end."""
    by_number = {each.number: each for each in changes}
    undoes = by_number[number].undoes
    return number if undoes is None else original_of(changes, undoes)


def undoable(changes: Sequence[PlanChangeFact]) -> frozenset[int]:
    """Return the numbers of the changes that stand and that no later one is in the way of."""
    return frozenset(
        each.number for each in standing(changes) if in_the_way(changes, each.number) is None
    )


def redoable(changes: Sequence[PlanChangeFact]) -> dict[int, int]:
    """Return undone change -> the undoing that is undone to have it back."""
    gone = undone(changes)
    found = {}
    for each in changes:
        if each.undoes is None or each.number in gone:
            continue
        target = original_of(changes, each.number)
        if target in gone and in_the_way(changes, target) is None:
            found[target] = each.number
    return found


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: Collection[str] | None = None
) -> frozenset[str]:
    """Return the fields in which two flat rows differ, of these fields or of all."""
    names = {*before, *after} if fields is None else fields
    missing = object()
    return frozenset(
        name for name in names if before.get(name, missing) != after.get(name, missing)
    )


def picked(fields: Mapping[str, Any], names: Iterable[str]) -> Row:
    """Return these fields of a flat row; one that is absent stays absent."""
    return {name: fields[name] for name in sorted(names) if name in fields}


def _change(tables: Tables, change: PlanChangeFact) -> None:
    if change.row_id == WHOLE_TABLE:
        _replace(tables, change)
        return
    row = row_in(tables, change.table, change.row_id)
    if row is None:
        raise ChangeMisfitError(change.row_id)
    kept = {path: value for path, value in flat(row).items() if path not in change.before}
    row_now = deep(kept | copy.deepcopy(change.after))
    row.clear()
    row.update(row_now)


def _replace(tables: Tables, change: PlanChangeFact) -> None:
    """Put another table in the place of one that is kept as it stands."""
    tables.pop(change.table, None)
    if "rows" in change.after:
        tables[change.table] = copy.deepcopy(change.after["rows"])


def _add(tables: Tables, change: PlanChangeFact) -> None:
    if row_in(tables, change.table, change.row_id) is not None:
        raise ChangeMisfitError(change.row_id)
    row = copy.deepcopy(change.after["row"])
    _put(tables.setdefault(change.table, []), row, change.after["behind"])


def _remove(tables: Tables, change: PlanChangeFact) -> None:
    _take(tables, change)


def _reorder(tables: Tables, change: PlanChangeFact) -> None:
    _put(tables[change.table], _take(tables, change), change.after["behind"])


def _take(tables: Tables, change: PlanChangeFact) -> Row:
    rows = tables.get(change.table, [])
    for place, row in enumerate(rows):
        if row["id"] == change.row_id:
            taken: Row = rows.pop(place)
            return taken
    raise ChangeMisfitError(change.row_id)


def _put(rows: list[Row], row: Row, after: str | None) -> None:
    """Put a row after another; at the end where that other one is not there any more."""
    if after is None:
        rows.insert(0, row)
        return
    places = [place for place, each in enumerate(rows) if each["id"] == after]
    rows.insert(places[0] + 1 if places else len(rows), row)


_DO = {
    ChangeKind.CHANGE: _change,
    ChangeKind.ADD: _add,
    ChangeKind.REMOVE: _remove,
    ChangeKind.REORDER: _reorder,
}
