"""The end of a draft: taking a newer version over, adopting it as a version, or discarding it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import tomli_w
from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.records.plans.changing import content_of, picked
from baken.records.plans.draft_facts import ChangeKind, DraftState, PlanChangeFact
from baken.records.plans.draft_rules import DraftRefusedError, check_why, role_to_adopt
from baken.records.plans.drafting import (
    check_outcome,
    locked_draft,
    log_of_draft,
    numbered,
    write_change,
)
from baken.records.plans.drafts import changes_of, readable
from baken.records.plans.facts import PlanReceipt
from baken.records.plans.merging import MINE, Incoming, incoming
from baken.records.plans.models import PlanDraft, PlanVersion
from baken.records.plans.reading import read_plan
from baken.records.plans.selectors import tables_of_version
from baken.records.plans.services import keep_version, receipt_of, take_turn_of_plan


class NewerVersionError(Exception):
    """A newer version changed what the draft changed too; ``found`` is all that it changed."""

    def __init__(self, found: tuple[Incoming, ...], newest: int) -> None:
        super().__init__(newest)
        self.found = found
        self.newest = newest


def newer_changes(draft: UUID, *, by: Scope) -> tuple[tuple[Incoming, ...], int]:
    """Return what newer versions changed that a draft does not know, and the newest version.

    Raises:
        DraftRefusedError: when the draft is unknown to this person.
    """
    row = readable(by).filter(id=draft).first()
    if row is None:
        raise DraftRefusedError("unknown-draft")
    return _what_came(row, content_of(tables_of_version(row.base), changes_of(row)))


def take_over_newer(
    *, draft: UUID, choices: Mapping[str, str], newest: int, by: Scope, at: datetime
) -> int:
    """Take over in a draft what newer versions changed; return up to which version it knows.

    What collides is chosen per field (``key_of``). Choices count for the version they were shown
    with: when a still newer one came, it is asked again.

    Raises:
        NewerVersionError: when something collides and is not chosen yet.
        DraftRefusedError: when the person may not, or the plan would not hold.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        found, number = _what_came(row, content_of(base, changes))
        chosen = choices if number == newest else {}
        if any(key_of(each, path) not in chosen for each in found for path in each.collide):
            raise NewerVersionError(found, number)
        taken = [made for each in found if (made := _taken(each, chosen, number)) is not None]
        for made in taken:
            changes = (*changes, numbered(changes, made))
        check_outcome(base, changes)
        for made in changes[len(changes) - len(taken) :]:
            write_change(row, made, by, at)
        row.up_to = number
        row.save(update_fields=["up_to"])
        log_of_draft(row, by, at, "take-over-plan-version", {"version": str(number)})
    return number


def key_of(came: Incoming, path: str) -> str:
    """Return under which name the choice of a colliding field is given."""
    return f"{came.table}:{came.row_id}:{path}"


def _what_came(row: PlanDraft, content: Mapping[str, Any]) -> tuple[tuple[Incoming, ...], int]:
    versions = PlanVersion.objects.filter(plan=row.base.plan)
    known = versions.get(number=row.up_to)
    newest = versions.order_by("-number")[0]
    if newest.number == known.number:
        return (), newest.number
    old, new = tables_of_version(known), tables_of_version(newest)
    return tuple(incoming(old, new, content)), newest.number


def _taken(came: Incoming, choices: Mapping[str, str], version: int) -> PlanChangeFact | None:
    """Return what of an incoming change is taken over, or None for nothing."""
    left = {path for path in came.collide if choices[key_of(came, path)] == MINE}
    before, after = dict(came.before), dict(came.after)
    if came.is_whole:
        if left:
            return None
    elif came.kind is ChangeKind.CHANGE:
        before, after = (picked(each, set(each) - left) for each in (came.before, came.after))
        if not before and not after:
            return None
    return PlanChangeFact(0, came.kind, came.table, came.row_id, before, after, came_with=version)


def call_ready(*, draft: UUID, by: Scope, at: datetime) -> None:
    """Say that a draft is ready to adopt, as it stands now; the next change ends that.

    Raises:
        DraftRefusedError: when the person may not, a newer version came since, or nothing was
            changed.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        newest = PlanVersion.objects.filter(plan=row.base.plan).order_by("-number")[0]
        if newest.number != row.up_to:
            raise DraftRefusedError("newer-version", str(newest.number))
        if content_of(base, changes) == tables_of_version(newest):
            raise DraftRefusedError("nothing-changed")
        row.ready_after = changes[-1].number if changes else 0
        row.ready_by_id, row.ready_at = by.person, at
        row.save(update_fields=["ready_after", "ready_by", "ready_at"])
        log_of_draft(row, by, at, "call-plan-draft-ready", {"change": str(row.ready_after)})


def adopt_draft(*, draft: UUID, why: str, by: Scope, at: datetime) -> PlanReceipt:
    """Make a draft the next version of its plan, by way of the same checks as a file.

    Raises:
        DraftRefusedError: when the person may not, says no reason, a newer version came since, or
            nothing was changed.
        UnusableInputError: when the plan does not hold.
    """
    with transaction.atomic(), operation():
        row, base, changes = locked_draft(draft, by)
        role = role_to_adopt(by, row.tenant_id)
        said = check_why(why)
        take_turn_of_plan(row.base.plan)
        newest = PlanVersion.objects.filter(plan=row.base.plan).order_by("-number")[0]
        if newest.number != row.up_to:
            raise DraftRefusedError("newer-version", str(newest.number))
        tables = content_of(base, changes)
        if tables == tables_of_version(newest):
            raise DraftRefusedError("nothing-changed")
        content = tomli_w.dumps(tables).encode()
        name = f"{row.base.plan}.toml"
        read = read_plan(content, name=name)
        version = keep_version(read, content, name=name, at=at, why=said, by_role=role)
        row.adopted_as = version.number
        _close(row, DraftState.ADOPTED, said, by, at)
        details = {"version": str(version.number), "sha256": version.sha256}
        log_of_draft(row, by, at, "adopt-plan-draft", details)
    return receipt_of(read, version.number, is_new=True)


def discard_draft(*, draft: UUID, why: str, by: Scope, at: datetime) -> None:
    """Discard a draft; its changes are kept until their term ends.

    Raises:
        DraftRefusedError: when the person may not, or says no reason.
    """
    with transaction.atomic(), operation():
        row, _base, _changes = locked_draft(draft, by)
        _close(row, DraftState.DISCARDED, check_why(why), by, at)
        log_of_draft(row, by, at, "discard-plan-draft", {})


def _close(row: PlanDraft, state: DraftState, why: str, by: Scope, at: datetime) -> None:
    row.state, row.closed_why, row.closed_by_id, row.closed_at = state, why, by.person, at
    row.save(update_fields=["state", "closed_why", "closed_by", "closed_at", "adopted_as"])
