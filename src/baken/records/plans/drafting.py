"""Writes of drafts: permission, write and audit in one transaction; nothing is ever overwritten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.plans.changing import (
    HEAD,
    ChangeMisfitError,
    Row,
    behind,
    content_of,
    deep,
    difference,
    fields_touched,
    flat,
    in_the_way,
    original_of,
    picked,
    row_in,
    undone,
)
from baken.records.plans.checks import pointing_to
from baken.records.plans.draft_facts import (
    ChangeKind,
    DraftState,
    FieldCollision,
    PlanChangeFact,
    RowCollision,
    SavedRow,
)
from baken.records.plans.draft_rules import (
    DraftRefusedError,
    check_open,
    check_row_id,
    check_why,
    check_writer,
)
from baken.records.plans.drafts import ACTIVITY, changes_of, readable
from baken.records.plans.merging import MINE, THEIRS, joined
from baken.records.plans.models import PlanChange, PlanDraft, PlanVersion
from baken.records.plans.reading import mistakes_of
from baken.records.plans.selectors import tables_of_version
from baken.records.plans.unsaved import forget_input

SET_IN_STONE = ("id", "municipality_code")
"""What makes a plan this plan: no draft changes it."""


class CollisionError(Exception):
    """Somebody saved the same fields since; ``collision`` shows theirs and mine side by side."""

    def __init__(self, collision: RowCollision) -> None:
        super().__init__(collision.row_id)
        self.collision = collision


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What somebody typed in the form of a row, and what that form showed when it was opened.

    ``fields`` are the paths that the form shows, ``values`` what stands in them; an empty field is
    absent. ``seen`` is the number of the last change of the draft at that moment. ``choices`` says
    per colliding field whose value is to stand, given what stood after change ``against``.
    """

    table: str
    row_id: str
    seen: int
    fields: frozenset[str]
    values: Row
    choices: Mapping[str, str] | None = None
    against: int = 0


def open_draft(*, plan: str, number: int, why: str, by: Scope, at: datetime) -> UUID:
    """Open a draft of a version of a plan; from an older one, what came later is left out.

    Raises:
        DraftRefusedError: when there is no such version, the person may not, or says no reason.
    """
    version = PlanVersion.objects.filter(plan=plan, number=number).first()
    if version is None:
        raise DraftRefusedError("unknown-version")
    person = check_writer(by, version.tenant_id)
    newest = PlanVersion.objects.filter(plan=plan).order_by("-number").values_list("number")[0][0]
    with transaction.atomic(), operation():
        row = PlanDraft.objects.create(
            tenant_id=version.tenant_id,
            base=version,
            up_to=newest,
            why=check_why(why),
            state=DraftState.OPEN,
            opened_by_id=person,
            opened_at=at,
        )
        log_of_draft(row, by, at, "open-plan-draft", {"version": str(number)})
    return row.id


def save_row(*, draft: UUID, typed: TypedRow, by: Scope, at: datetime) -> SavedRow:
    """Save what was typed in the form of a row, beside what others saved there since.

    Raises:
        CollisionError: when somebody changed the same fields since, or removed the row.
        DraftRefusedError: when the person may not, or the plan would not hold.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        tables = content_of(base, changes)
        before = row_in(_as_seen(base, changes, typed.seen), typed.table, typed.row_id)
        now = row_in(tables, typed.table, typed.row_id)
        if before is None and now is None:
            saved = _add(row, base, changes, tables, typed, by, at)
        elif now is None:
            saved = _put_back(row, base, changes, tables, typed, by, at)
        else:
            saved = _merge(row, base, changes, typed, flat(before or {}), flat(now), by, at)
        forget_input(draft=row.id, person=by.person, form=form_of(typed.table, typed.row_id))
    return saved


def _as_seen(base: Mapping[str, Any], changes: tuple[PlanChangeFact, ...], seen: int) -> Row:
    return content_of(base, tuple(each for each in changes if each.number <= seen))


def _add(row, base, changes, tables, typed: TypedRow, by, at) -> SavedRow:
    content = deep({"id": check_row_id(typed.row_id)} | typed.values)
    rows = tables.get(typed.table, [])
    after = {"row": content, "behind": rows[-1]["id"] if rows else None}
    made = PlanChangeFact(0, ChangeKind.ADD, typed.table, typed.row_id, after=after)
    return SavedRow(append(row, base, changes, made, by, at), (), ())


def _put_back(row, base, changes, tables, typed: TypedRow, by, at) -> SavedRow:
    """Let who typed choose: the row stays away, or comes back as it was typed."""
    choice = (typed.choices or {}).get("")
    if choice == MINE:
        seen = row_in(_as_seen(base, changes, typed.seen), typed.table, typed.row_id) or {}
        kept = {path: value for path, value in flat(seen).items() if path not in typed.fields}
        whole = replace(typed, values={**kept, **typed.values})
        return _add(row, base, changes, tables, whole, by, at)
    if choice == THEIRS:
        return SavedRow(None, (), ())
    raise CollisionError(_collision(changes, typed, frozenset(), {}, {}, removed=True))


def _merge(row, base, changes, typed: TypedRow, before: Row, now: Row, by, at) -> SavedRow:
    three = joined(before, now, typed.values, typed.fields)
    chosen = _choices(base, changes, typed, now, three.collide)
    if three.collide - set(chosen):
        raise CollisionError(_collision(changes, typed, three.collide, before, now))
    taken = three.mine | {path for path, whose in chosen.items() if whose == MINE}
    differ = difference(now, typed.values, taken)
    merged = tuple(sorted(three.theirs))
    who = _whose(changes, typed, three.theirs)
    if not differ:
        return SavedRow(None, merged, who)
    made = PlanChangeFact(
        0,
        ChangeKind.CHANGE,
        typed.table,
        typed.row_id,
        before=picked(now, differ),
        after=picked(typed.values, differ),
    )
    return SavedRow(append(row, base, changes, made, by, at), merged, who)


def _choices(base, changes, typed: TypedRow, now: Row, collide: frozenset[str]) -> dict[str, str]:
    """Return what was chosen, of the fields that have not changed again since it was shown."""
    if not typed.choices:
        return {}
    shown = row_in(_as_seen(base, changes, typed.against), typed.table, typed.row_id)
    again = difference(flat(shown or {}), now)
    return {path: whose for path, whose in typed.choices.items() if path in collide - again}


def _collision(
    changes, typed: TypedRow, collide: Collection[str], before: Row, now: Row, *, removed=False
) -> RowCollision:
    last = _last_changes(changes, typed)
    return RowCollision(
        table=typed.table,
        row_id=typed.row_id,
        fields=tuple(
            FieldCollision(
                path=path,
                before=before.get(path),
                theirs=now.get(path),
                mine=typed.values.get(path),
                by=last[path].by if path in last else "",
                at=last[path].at if path in last else None,
            )
            for path in sorted(collide)
        ),
        merged=tuple(sorted(difference(before, now) - set(collide))),
        removed=removed,
        seen=typed.seen,
        against=changes[-1].number if changes else 0,
    )


def _last_changes(changes, typed: TypedRow) -> dict[str, PlanChangeFact]:
    """Return, per field of the row, the last change since the form was opened."""
    since = [each for each in changes if each.number > typed.seen]
    mine = [each for each in since if (each.table, each.row_id) == (typed.table, typed.row_id)]
    return {path: each for each in mine for path in fields_touched(each)}


def _whose(changes, typed: TypedRow, fields: Collection[str]) -> tuple[str, ...]:
    last = _last_changes(changes, typed)
    return tuple(dict.fromkeys(last[path].by for path in sorted(fields) if path in last))


def remove_row(*, draft: UUID, table: str, row_id: str, by: Scope, at: datetime) -> int:
    """Remove a row that nothing points to; return the number of the change.

    Raises:
        DraftRefusedError: when the person may not, it is not there, or something stands under it.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        tables = content_of(base, changes)
        found = row_in(tables, table, row_id)
        if found is None or table == HEAD:
            raise DraftRefusedError("unknown-row")
        if used := pointing_to(tables, row_id):
            raise DraftRefusedError("still-used", *(identifier for _, identifier in used))
        before = {"row": found, "behind": behind(tables, table, row_id)}
        made = PlanChangeFact(0, ChangeKind.REMOVE, table, row_id, before=before)
        return append(row, base, changes, made, by, at)


def move_row(
    *, draft: UUID, table: str, row_id: str, after: str | None, by: Scope, at: datetime
) -> int:
    """Put a row after another of its table, or first; return the number of the change.

    Raises:
        DraftRefusedError: when the person may not, or a row is not there.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        tables = content_of(base, changes)
        known = {each["id"] for each in tables.get(table, [])}
        if row_id not in known or after not in {None, *known} or after == row_id:
            raise DraftRefusedError("unknown-row")
        made = PlanChangeFact(
            0,
            ChangeKind.REORDER,
            table,
            row_id,
            before={"behind": behind(tables, table, row_id)},
            after={"behind": after},
        )
        return append(row, base, changes, made, by, at)


def undo_change(*, draft: UUID, number: int, by: Scope, at: datetime) -> int:
    """Take a change back, or an undoing: then the change stands again.

    Raises:
        DraftRefusedError: when the person may not, it was done already, a later change is about
            the same, or the plan would not hold without it.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        target = next((each for each in changes if each.number == number), None)
        if target is None:
            raise DraftRefusedError("unknown-change")
        if number in undone(changes):
            raise DraftRefusedError("undone-already")
        later = in_the_way(changes, original_of(changes, number))
        if later is not None:
            raise DraftRefusedError("changed-since", later.by, str(later.number))
        made = PlanChangeFact(
            0, target.kind, target.table, target.row_id, target.after, target.before, number
        )
        return append(row, base, changes, made, by, at)


def locked_draft(
    identifier: UUID, by: Scope
) -> tuple[PlanDraft, dict[str, Any], tuple[PlanChangeFact, ...]]:
    """Return an open draft that nobody else changes until the end of the transaction.

    Raises:
        DraftRefusedError: when it is unknown to this person, closed, or not theirs to change.
    """
    row = readable(by).select_for_update(of=("self",)).filter(id=identifier).first()
    if row is None:
        raise DraftRefusedError("unknown-draft")
    check_writer(by, row.tenant_id)
    check_open(DraftState(row.state))
    return row, tables_of_version(row.base), changes_of(row)


def append(
    row: PlanDraft,
    base: Mapping[str, Any],
    changes: tuple[PlanChangeFact, ...],
    made: PlanChangeFact,
    by: Scope,
    at: datetime,
) -> int:
    """Add a change whose outcome is a whole plan; return its number."""
    made = numbered(changes, made)
    check_outcome(base, (*changes, made))
    write_change(row, made, by, at)
    return made.number


def numbered(changes: tuple[PlanChangeFact, ...], made: PlanChangeFact) -> PlanChangeFact:
    """Return a change as the next of a draft."""
    return replace(made, number=changes[-1].number + 1 if changes else 1)


def write_change(row: PlanDraft, made: PlanChangeFact, by: Scope, at: datetime) -> None:
    """Write a change that was found right, and write it in the log."""
    PlanChange.objects.create(
        tenant_id=row.tenant_id,
        draft=row,
        number=made.number,
        kind=made.kind,
        table=made.table,
        row_id=made.row_id,
        before=dict(made.before),
        after=dict(made.after),
        undoes=made.undoes,
        came_with=made.came_with,
        by_id=by.person,
        at=at,
    )
    details = {"change": str(made.number), "kind": made.kind, "row": f"{made.table} {made.row_id}"}
    if made.undoes is not None:
        details["undoes"] = str(made.undoes)
    log_of_draft(row, by, at, "change-plan-draft", details)


def check_outcome(base: Mapping[str, Any], changes: tuple[PlanChangeFact, ...]) -> None:
    """Refuse changes after which the plan would not hold: the same checks as for a file.

    Raises:
        DraftRefusedError: with a sentence per mistake.
    """
    try:
        tables = content_of(base, changes)
    except ChangeMisfitError as misfit:
        raise DraftRefusedError("row-is-gone", str(misfit)) from misfit
    if picked(tables[HEAD], SET_IN_STONE) != picked(base[HEAD], SET_IN_STONE):
        raise DraftRefusedError("head-is-set")
    if found := mistakes_of(tables):
        raise DraftRefusedError("would-break", *found)


def log_of_draft(
    row: PlanDraft, by: Scope, at: datetime, action: str, details: dict[str, str]
) -> None:
    """Write an act on a draft in the log, and that somebody's name is kept with it."""
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=action,
        subject=f"plan-draft {row.id}",
        details={"plan": row.base.plan, **details},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=action,
        at=at,
        subject=("person", str(by.person)),
    )


def form_of(table: str, row_id: str) -> str:
    """Return the name of the form of a row, under which unsaved input is kept."""
    return f"{table}:{row_id}"
