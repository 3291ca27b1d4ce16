"""Undo by its properties: whatever is changed and undone, the draft is its base and what stands."""

import copy
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records.plans.test_structured_plans import WHOLE

from baken.records.plans.changing import (
    ChangeMisfitError,
    behind,
    content_of,
    deep,
    flat,
    in_the_way,
    original_of,
    picked,
    redoable,
    replayed,
    row_in,
    standing,
    undoable,
    undone,
)
from baken.records.plans.draft_facts import ChangeKind, PlanChangeFact

BASE = tomllib.loads(WHOLE)
FIELDS = ("title_nl", "note_en", "logic.input", "logic.output", "due")

# What somebody does: change fields of a row, add one, remove one, move one, undo or redo something.
acts = st.lists(
    st.tuples(
        st.sampled_from(["change", "change", "add", "remove", "move", "undo", "undo", "redo"]),
        st.integers(0, 7),
        st.sampled_from(FIELDS),
        st.one_of(st.none(), st.sampled_from(["een", "twee", "drie"])),
    ),
    max_size=25,
)


def done(base: dict, wanted: list) -> list[PlanChangeFact]:
    """Do these acts as far as they may be done, and return the log."""
    log: list[PlanChangeFact] = []
    for act, which, field, value in wanted:
        made = _next(base, log, act, which, field, value)
        if made is not None:
            log.append(replace(made, number=len(log) + 1))
    return log


def _next(base, log, act, which, field, value):
    if act in {"undo", "redo"}:
        return _undoing(log, act, which)
    tables = content_of(base, log)
    rows = tables.get("measure", [])
    if act == "add":
        return _adding(tables, rows, f"x{which}")
    if not rows:
        return None
    row = rows[which % len(rows)]
    place = {"behind": behind(tables, "measure", row["id"])}
    if act == "remove":
        before = {"row": row, **place}
        return PlanChangeFact(0, ChangeKind.REMOVE, "measure", row["id"], before=before)
    if act == "move":
        return _moving(row["id"], place, rows[(which + 1) % len(rows)]["id"])
    return _changing(row, field, value)


def _adding(tables, rows, identifier):
    if row_in(tables, "measure", identifier):
        return None
    after = {"row": {"id": identifier}, "behind": rows[-1]["id"] if rows else None}
    return PlanChangeFact(0, ChangeKind.ADD, "measure", identifier, after=after)


def _moving(identifier, place, after):
    if after == identifier:
        return None
    return PlanChangeFact(
        0, ChangeKind.REORDER, "measure", identifier, before=place, after={"behind": after}
    )


def _changing(row, field, value):
    before = picked(flat(row), [field])
    after = {} if value is None else {field: value}
    if before == after:
        return None
    return PlanChangeFact(0, ChangeKind.CHANGE, "measure", row["id"], before, after)


def _undoing(log, act, which):
    numbers = sorted(undoable(log)) if act == "undo" else sorted(redoable(log).values())
    if not numbers:
        return None
    number = numbers[which % len(numbers)]
    target = log[number - 1]
    made = PlanChangeFact(
        len(log) + 1, target.kind, target.table, target.row_id, target.after, target.before, number
    )
    try:
        content_of(BASE, [*log, made])
    except ChangeMisfitError:
        return None  # the service refuses this: the row it speaks of is gone
    return made


@given(acts)
def test_a_draft_is_its_base_with_what_stands(wanted: list) -> None:
    log = done(BASE, wanted)
    before = copy.deepcopy(BASE)
    assert content_of(BASE, log) == replayed(BASE, standing(log))
    assert before == BASE, "a base is never changed"


@given(acts)
def test_undoing_everything_from_the_last_on_gives_the_base(wanted: list) -> None:
    log = done(BASE, wanted)
    for change in reversed(standing(log)):
        assert in_the_way(log, change.number) is None
        log.append(
            PlanChangeFact(
                len(log) + 1, change.kind, change.table, change.row_id, change.after,
                change.before, change.number,
            )
        )  # fmt: skip
    assert content_of(BASE, log) == BASE


@given(acts)
def test_undo_touches_its_own_fields_only_and_redo_brings_them_back(wanted: list) -> None:
    log = done(BASE, wanted)
    tables = content_of(BASE, log)
    for number in undoable(log):
        change = log[number - 1]
        made = PlanChangeFact(
            len(log) + 1, change.kind, change.table, change.row_id, change.after, change.before,
            number,
        )  # fmt: skip
        try:
            without = content_of(BASE, [*log, made])
        except ChangeMisfitError:
            continue
        if change.kind is ChangeKind.CHANGE:
            now, then = (flat(row_in(each, "measure", change.row_id)) for each in (tables, without))
            for path in FIELDS:
                same = now.get(path) == then.get(path)
                assert same or path in {*change.before, *change.after}
        again = replace(made, number=len(log) + 2, undoes=made.number)
        assert content_of(BASE, [*log, made, again]) == tables


@given(acts)
def test_what_is_undone_is_never_offered_and_what_stands_is_known(wanted: list) -> None:
    log = done(BASE, wanted)
    gone = undone(log)
    assert not undoable(log) & gone
    assert set(redoable(log)) <= gone
    assert all(original_of(log, each.number) <= each.number for each in log)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=3)))
def test_a_row_by_path_and_a_row_whole_are_the_same(fields: dict) -> None:
    assert flat(deep(fields)) == fields


def test_a_change_of_a_row_that_is_not_there_is_said() -> None:
    lost = PlanChangeFact(1, ChangeKind.CHANGE, "measure", "nergens", {}, {"due": "2027"})
    with pytest.raises(ChangeMisfitError):
        replayed(BASE, [lost])
