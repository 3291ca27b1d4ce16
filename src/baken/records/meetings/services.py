"""Writes of meetings: permission, write and audit in one transaction."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.meetings.facts import (
    Decision,
    ItemSource,
    MeetingFact,
    MeetingItemFact,
    Outcome,
)
from baken.records.meetings.models import Meeting, MeetingItem
from baken.records.meetings.rules import (
    MeetingRefusedError,
    check_closing,
    check_holder,
    check_is_open,
    checked_decision,
    checked_text,
    tenant_of,
)
from baken.records.meetings.selectors import ACTIVITY, item_fact, meeting_fact, promises_of


def begin_meeting(*, area_code: str, held_on: date, by: Scope, at: datetime) -> MeetingFact:
    """Begin a meeting about an area, or give the one that is open.

    Raises:
        MeetingRefusedError: when the person may not, or the area cannot have one.
    """
    tenant = tenant_of(area_code)
    check_holder(by, tenant)
    if not names_of([area_code]):
        raise MeetingRefusedError("unknown-area")
    with transaction.atomic(), operation():
        row, is_new = Meeting.objects.get_or_create(
            area_code=area_code,
            closed_at=None,
            defaults={
                "tenant_id": tenant,
                "held_on": held_on,
                "begun_by_id": by.person,
                "begun_at": at,
            },
        )
        if is_new:
            _log(row, "begin-meeting", by, at)
    return meeting_fact(row)


def add_item(
    *, meeting: UUID, source: ItemSource, reference: str, title: str, by: Scope, at: datetime
) -> MeetingItemFact:
    """Put something on the table; the same reference twice stays one item.

    Raises:
        MeetingRefusedError: when the meeting is unknown or closed, or the title cannot be used.
    """
    said = checked_text(title)
    with transaction.atomic(), operation():
        held = _locked(meeting, by)
        check_is_open(meeting_fact(held))
        known = held.items.filter(source=source, reference=reference).exclude(reference="").first()
        if known:
            known.dropped_at = None
            _save(known, by, at)
            return item_fact(known)
        last = held.items.aggregate(last=Max("number"))["last"] or 0
        row = MeetingItem.objects.create(
            tenant_id=held.tenant_id,
            meeting=held,
            number=last + 1,
            source=source,
            reference=reference[:120],
            title=said,
            last_by_id=by.person,
            last_at=at,
        )
        _log(held, "add-meeting-item", by, at)
    return item_fact(row)


def decide_item(*, item: UUID, decision: Decision, by: Scope, at: datetime) -> MeetingItemFact:
    """Write down what was decided about an item, who does it and by when.

    Raises:
        MeetingRefusedError: when the meeting is closed, or one of the three cannot be used.
    """
    with transaction.atomic(), operation():
        row, held = _item(item, by)
        check_is_open(meeting_fact(held))
        kept = checked_decision(decision, held_on=held.held_on)
        row.decision, row.owner, row.due = kept.text, kept.owner, kept.due
        _save(row, by, at)
        _log(held, "decide-meeting-item", by, at)
    return item_fact(row)


def drop_item(*, item: UUID, by: Scope, at: datetime) -> None:
    """Take an item off the table of a meeting that is open.

    Raises:
        MeetingRefusedError: when the meeting is closed.
    """
    with transaction.atomic(), operation():
        row, held = _item(item, by)
        check_is_open(meeting_fact(held))
        row.dropped_at = at
        _save(row, by, at)
        _log(held, "drop-meeting-item", by, at)


def tell_outcome(
    *, item: UUID, outcome: Outcome, note: str, due: date | None, by: Scope, at: datetime
) -> MeetingItemFact:
    """Say what came of a promise; a later day keeps it open until then.

    Raises:
        MeetingRefusedError: when nothing was promised, or the note or the day cannot be used.
    """
    with transaction.atomic(), operation():
        row, held = _item(item, by)
        if held.closed_at is None or row.due is None or row.outcome != Outcome.OPEN:
            raise MeetingRefusedError("no-open-promise")
        row.outcome_note = checked_text(note) if note.strip() else ""
        if outcome is Outcome.LATER:
            kept = Decision(row.decision, row.owner, due or row.due)
            row.due = checked_decision(kept, held_on=at.date()).due
        else:
            row.outcome, row.outcome_on = outcome, at.date()
        _save(row, by, at)
        _log(held, "tell-outcome", by, at)
    return item_fact(row)


def close_meeting(*, meeting: UUID, by: Scope, at: datetime) -> MeetingFact:
    """End a meeting: every item has its decision, every promise that was due its outcome.

    Raises:
        MeetingRefusedError: when something is still open; ``words`` say what.
    """
    with transaction.atomic(), operation():
        row = _locked(meeting, by)
        check_closing(meeting_fact(row), promises_of(row.area_code, by=by, before=row.id))
        row.closed_by_id, row.closed_at = by.person, at
        row.save(update_fields=["closed_by", "closed_at"])
        _log(row, "close-meeting", by, at)
    return meeting_fact(row)


def _locked(identifier: UUID, by: Scope) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("begun_by")
    row = found.filter(id=identifier).first()
    if row is None:
        raise MeetingRefusedError("unknown-meeting")
    check_holder(by, row.tenant_id)
    return row


def _item(identifier: UUID, by: Scope) -> tuple[MeetingItem, Meeting]:
    row = MeetingItem.objects.filter(id=identifier, dropped_at=None).first()
    if row is None:
        raise MeetingRefusedError("unknown-meeting")
    held = _locked(row.meeting_id, by)
    row.meeting = held
    return row, held


def _save(row: MeetingItem, by: Scope, at: datetime) -> None:
    row.last_by_id, row.last_at = by.person, at
    row.save()


def _log(row: Meeting, act: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=act,
        subject=f"meeting {row.id}",
        details={"area": row.area_code},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=act,
        at=at,
        subject=("person", str(by.person)),
    )
