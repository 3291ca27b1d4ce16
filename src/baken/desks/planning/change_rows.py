"""Changes of a plan in words: what was added, removed or changed, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.desks.planning.fields import words_of_value
from baken.desks.planning.shapes import SHAPES, field_at
from baken.records.plans.changing import redoable, row_in, undoable, undone
from baken.records.plans.draft_facts import ChangeKind, PlanChangeFact, PlanDraftFact
from baken.records.plans.facts import PlanFact
from baken.records.plans.merging import Incoming
from baken.records.plans.tables import TABLES


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that was changed: its name, and its words before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as a page writes it; ``undo`` is the number to undo, or None where that cannot be.

    ``is_gone`` is whether it was undone; then ``undo`` brings it back.
    """

    number: int
    what: str
    title: str
    fields: tuple[ChangedField, ...]
    by: str
    at: datetime | None
    came_with: int | None
    undo: int | None
    is_gone: bool


def what_words(kind: ChangeKind) -> str:
    """Return what happened to a row in one word."""
    return {
        ChangeKind.ADD: _("added"),
        ChangeKind.REMOVE: _("removed"),
        ChangeKind.CHANGE: _("changed"),
        ChangeKind.REORDER: _("moved"),
    }[kind]


def history(draft: PlanDraftFact) -> list[ChangeRow]:
    """Return every change of a draft, the newest first; undoings show at what they undid."""
    gone, may_undo, may_redo = (
        undone(draft.changes),
        undoable(draft.changes),
        redoable(draft.changes),
    )
    rows = []
    for each in reversed(draft.changes):
        if each.undoes is not None:
            continue
        back = may_redo.get(each.number) if each.number in gone else None
        rows.append(
            ChangeRow(
                number=each.number,
                what=what_words(each.kind),
                title=row_title(each.table, each.row_id, _row_of(each), draft.content),
                fields=fields_of(each, draft.content),
                by=each.by,
                at=each.at,
                came_with=each.came_with,
                undo=each.number if each.number in may_undo else back,
                is_gone=each.number in gone,
            )
        )
    return rows


def compared(found: Iterable[Incoming], plan: PlanFact) -> list[ChangeRow]:
    """Return what one version changed beside another."""
    return [
        ChangeRow(
            number=place,
            what=what_words(each.kind),
            title=row_title(each.table, each.row_id, _row_of(each), plan),
            fields=fields_of(each, plan),
            by="",
            at=None,
            came_with=None,
            undo=None,
            is_gone=False,
        )
        for place, each in enumerate(found, start=1)
    ]


def fields_of(change: PlanChangeFact | Incoming, plan: PlanFact) -> tuple[ChangedField, ...]:
    """Return the fields that a change is about, in words."""
    if change.kind is not ChangeKind.CHANGE or change.table not in SHAPES:
        return ()
    return tuple(
        ChangedField(
            label_of(change.table, path),
            value_words(change.table, path, change.before.get(path), plan),
            value_words(change.table, path, change.after.get(path), plan),
        )
        for path in sorted({*change.before, *change.after})
    )


def label_of(table: str, path: str) -> str:
    """Return what a field is called on its form, or its name in the file."""
    field = field_at(table, path)
    return str(field.label) if field else path


def value_words(table: str, path: str, value: Any, plan: PlanFact) -> str:
    """Return a value in words."""
    field = field_at(table, path)
    if field is not None:
        return words_of_value(field, value, plan)
    return _("(empty)") if value is None else str(value)


def row_title(table: str, row_id: str, own: Mapping[str, Any], plan: PlanFact) -> str:
    """Return what a row is called: its kind and its title."""
    if table not in SHAPES:
        return _("Table %(name)s") % {"name": table if table in TABLES else row_id}
    row = row_in(plan.tables, table, row_id) or own
    title = row.get("title_nl") or row.get("name_nl") or row_id
    return f"{SHAPES[table].name}: {title}"


def _row_of(change: PlanChangeFact | Incoming) -> Mapping[str, Any]:
    found: Mapping[str, Any] = change.after.get("row") or change.before.get("row") or {}
    return found if isinstance(found, Mapping) else {}
