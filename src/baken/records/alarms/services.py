"""What people do with alarms: permission, write and audit in one transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.alarms.facts import AlarmFact
from baken.records.alarms.models import Alarm, AlarmEntry
from baken.records.alarms.rules import (
    AlarmRefusedError,
    check_seeing,
    check_text,
    check_until,
    handler_of,
    readable_tenants,
)
from baken.records.alarms.selectors import ACTIVITY, alarm_fact
from baken.vocabulary.alarm import Addressee, AlarmAct
from baken.vocabulary.role import Role


def see_alarms(*, identifiers: Iterable[UUID], by: Scope, at: datetime) -> tuple[AlarmFact, ...]:
    """Note that alarms were seen, all of them or none; that holds them up for some days.

    Raises:
        AlarmRefusedError: when one of them is unknown, has gone higher, or was handled already.
    """
    with transaction.atomic(), operation():
        return tuple(_see(each, by, at) for each in sorted(set(identifiers)))


def _see(identifier: UUID, by: Scope, at: datetime) -> AlarmFact:
    alarm, row = _locked(identifier, by, at)
    addressee, role = handler_of(by, alarm)
    check_seeing(alarm, addressee)
    return _add(row, AlarmAct.SEEN, addressee, role, by, at)


def take_up_alarm(
    *, identifier: UUID, until: date, text: str, by: Scope, at: datetime
) -> AlarmFact:
    """Take an alarm up: say what will be done, and by which day.

    Raises:
        AlarmRefusedError: when it may not, or the text or the day cannot be used.
    """
    return _handle(AlarmAct.TAKEN_UP, identifier, until, text, by, at)


def explain_alarm(
    *, identifier: UUID, until: date, text: str, by: Scope, at: datetime
) -> AlarmFact:
    """Explain an alarm: say why it stands, and until when that holds.

    Raises:
        AlarmRefusedError: when it may not, or the text or the day cannot be used.
    """
    return _handle(AlarmAct.EXPLAINED, identifier, until, text, by, at)


def _handle(
    act: AlarmAct, identifier: UUID, until: date, text: str, by: Scope, at: datetime
) -> AlarmFact:
    with transaction.atomic(), operation():
        alarm, row = _locked(identifier, by, at)
        addressee, role = handler_of(by, alarm)
        check_until(until, today=timezone.localdate(at), terms=alarm.terms)
        said = check_text(text)
        return _add(row, act, addressee, role, by, at, until=until, text=said)


def _locked(identifier: UUID, by: Scope, at: datetime) -> tuple[AlarmFact, Alarm]:
    rows = Alarm.objects.select_for_update().filter(tenant__in=readable_tenants(by))
    row = rows.filter(id=identifier).first()
    if row is None:
        raise AlarmRefusedError("unknown-alarm")
    return alarm_fact(row, on=timezone.localdate(at)), row


def _add(
    row: Alarm,
    act: AlarmAct,
    addressee: Addressee,
    role: Role,
    by: Scope,
    at: datetime,
    *,
    until: date | None = None,
    text: str = "",
) -> AlarmFact:
    today = timezone.localdate(at)
    AlarmEntry.objects.create(
        tenant_id=row.tenant_id,
        alarm=row,
        act=act,
        addressee=addressee,
        day=today,
        at=at,
        until=until,
        text=text,
        person_id=by.person,
        role=role,
    )
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=f"alarm-{act}",
        subject=f"alarm {row.id}",
        details={"plan": row.plan, "rule": row.rule, "subject": row.subject},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=f"alarm-{act}",
        at=at,
        subject=("person", str(by.person)),
    )
    return alarm_fact(Alarm.objects.get(pk=row.pk), on=today)
