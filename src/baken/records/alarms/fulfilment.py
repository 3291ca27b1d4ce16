"""Noting that a promise of a plan was kept, and withdrawing such a note."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.alarms.facts import FulfilmentFact
from baken.records.alarms.models import Fulfilment
from baken.records.alarms.rules import LONGEST_REFERENCE, AlarmRefusedError, check_text
from baken.records.alarms.selectors import ACTIVITY, fulfilment_fact
from baken.vocabulary.permission import PermissionName


def note_fulfilment(
    *,
    tenant: str,
    plan: str,
    subject: str,
    occasion: str,
    done_on: date,
    reference: str,
    by: Scope,
    at: datetime,
) -> FulfilmentFact:
    """Note that a promise was kept, when, and where that can be read.

    The caller knows that the plan makes this promise.

    Raises:
        AlarmRefusedError: when it may not, was noted already, or the day or text cannot be used.
    """
    _check_permission(by, tenant)
    if done_on > timezone.localdate(at):
        raise AlarmRefusedError("date-to-come")
    said = check_text(reference, longest=LONGEST_REFERENCE)
    with transaction.atomic(), operation():
        same = {"tenant_id": tenant, "plan": plan, "subject": subject, "occasion": occasion}
        if Fulfilment.objects.filter(**same, withdrawn_at=None).exists():
            raise AlarmRefusedError("noted-already")
        row = Fulfilment.objects.create(
            **same, done_on=done_on, reference=said, person_id=by.person, noted_at=at
        )
        _log(row, "note-fulfilment", by, at)
    return fulfilment_fact(row)


def withdraw_fulfilment(*, identifier: UUID, by: Scope, at: datetime) -> FulfilmentFact:
    """Withdraw a note that a promise was kept; the row stays, and the alarm can come back.

    Raises:
        AlarmRefusedError: when it does not exist for this person, or was withdrawn already.
    """
    with transaction.atomic(), operation():
        tenants = by.where(PermissionName.HANDLE_PLAN_ALARMS)
        rows = Fulfilment.objects.select_for_update().filter(tenant__in=tenants)
        row = rows.filter(id=identifier, withdrawn_at=None).first()
        if row is None:
            raise AlarmRefusedError("unknown-fulfilment")
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        _log(row, "withdraw-fulfilment", by, at)
    return fulfilment_fact(row)


def _check_permission(by: Scope, tenant: str) -> None:
    if not by.may(PermissionName.HANDLE_PLAN_ALARMS, tenant=tenant):
        raise AlarmRefusedError("not-addressed")


def _log(row: Fulfilment, action: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=action,
        subject=f"fulfilment {row.id}",
        details={"plan": row.plan, "subject": row.subject, "occasion": row.occasion},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=action,
        at=at,
        subject=("person", str(by.person)),
    )
