"""Joining what two people did to the same row, and a newer version with a draft; no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from baken.records.plans.changing import (
    HEAD,
    WHOLE_ROW,
    WHOLE_TABLE,
    Row,
    behind,
    difference,
    flat,
    picked,
    row_in,
)
from baken.records.plans.checks import pointing_to
from baken.records.plans.draft_facts import ChangeKind
from baken.records.plans.schema import TYPED_TABLES
from baken.records.plans.tables import TABLES

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Joined:
    """Three states of a row held against each other, field by field.

    ``collide`` are the fields that both changed, each otherwise; ``mine`` and ``theirs`` those that
    one of the two changed alone.
    """

    mine: frozenset[str]
    theirs: frozenset[str]
    collide: frozenset[str]


def joined(before: Row, now: Row, typed: Row, fields: frozenset[str]) -> Joined:
    """Hold what somebody typed against what the row was and what it is now; rows are flat.

    A part of which somebody changed some fields is still merged field by field.
    """
    mine = difference(before, typed, fields)
    theirs = difference(before, now)
    collide = frozenset(difference(now, typed, mine & theirs))
    return Joined(mine - theirs, theirs - mine, collide)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a newer version changed in a row of the plan, and what of it collides with a draft.

    ``rows`` is whether a whole row came, went, or was changed on one side and removed on the other.
    """

    kind: ChangeKind
    table: str
    row_id: str
    before: Row
    after: Row
    collide: frozenset[str]
    mine: Row
    is_whole: bool = False


def incoming(
    old: Mapping[str, Any], new: Mapping[str, Any], draft: Mapping[str, Any]
) -> Iterator[Incoming]:
    """Yield what a newer version did since the draft's base, row by row."""
    for table in (HEAD, *TYPED_TABLES):
        for identifier in _ids(table, old, new):
            yield from _row(table, identifier, old, new, draft)
    yield from _kept(old, new)


def _kept(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Incoming]:
    """Yield the tables that are kept as they stand; no draft changes them, so nothing collides."""
    for table in TABLES:
        if table == HEAD or table in TYPED_TABLES:
            continue
        if old.get(table) != new.get(table):
            before, after = ({"rows": each[table]} if table in each else {} for each in (old, new))
            yield Incoming(
                ChangeKind.CHANGE, table, WHOLE_TABLE, before, after, frozenset(), {}, is_whole=True
            )


def _ids(table: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    if table == HEAD:
        return [new[HEAD]["id"]]
    rows = [*old.get(table, []), *new.get(table, [])]
    return list(dict.fromkeys(row["id"] for row in rows))


def _row(
    table: str,
    identifier: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    draft: Mapping[str, Any],
) -> Iterator[Incoming]:
    was, came, mine = (row_in(each, table, identifier) for each in (old, new, draft))
    if came in (was, mine):
        return
    if came is None:
        yield _gone(table, identifier, was or {}, mine or {}, new, draft)
    elif mine is None:
        yield _came(table, identifier, was, came, new)
    else:
        yield from _changed(table, identifier, flat(was or {}), flat(came), flat(mine))


def _gone(
    table: str,
    identifier: str,
    was: Row,
    mine: Row,
    new: Mapping[str, Any],
    draft: Mapping[str, Any],
) -> Incoming:
    """Return that the newer version removed a row.

    It collides where the draft changed that row, or put something of its own under it.
    """
    before = {"row": mine, "behind": behind(draft, table, identifier)}
    own = [row for where, row in pointing_to(draft, identifier) if row_in(new, where, row) is None]
    collide = frozenset({WHOLE_ROW}) if mine != was or own else frozenset()
    return Incoming(ChangeKind.REMOVE, table, identifier, before, {}, collide, mine, is_whole=True)


def _came(
    table: str, identifier: str, was: Row | None, came: Row, new: Mapping[str, Any]
) -> Incoming:
    """Return that the newer version added a row, or changed one that the draft removed."""
    after = {"row": came, "behind": behind(new, table, identifier)}
    collide = frozenset() if was is None else frozenset({WHOLE_ROW})
    return Incoming(ChangeKind.ADD, table, identifier, {}, after, collide, {}, is_whole=True)


def _changed(table: str, identifier: str, was: Row, came: Row, mine: Row) -> Iterator[Incoming]:
    theirs = difference(was, came)
    own = difference(was, mine)
    collide = frozenset(difference(came, mine, theirs & own))
    taken = (theirs - own) | collide
    if taken:
        yield Incoming(
            ChangeKind.CHANGE,
            table,
            identifier,
            picked(mine, taken),
            picked(came, taken),
            collide,
            picked(mine, collide),
        )
