"""The round over a plan: Baken opens, raises and ends alarms itself, and logs each of these."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from baken.catalogue.plan_alarms import alarm_rule
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.alarms.facts import AlarmCause, AlarmFact, AlarmRound
from baken.records.alarms.models import Alarm, AlarmEntry
from baken.records.alarms.rules import first_addressee, terms_of
from baken.records.alarms.selectors import alarm_fact, stood
from baken.vocabulary.alarm import Addressee, AlarmAct


def keep_alarms(
    *, tenant: str, plan: str, causes: Iterable[AlarmCause], on: date, at: datetime
) -> AlarmRound:
    """Hold the alarms of a plan against the causes of a day; a second time changes nothing.

    A cause without an alarm opens one, an alarm without its cause ends, and one that waited too
    long goes up. Nothing else ends an alarm. The caller sees the rows of the municipality.
    """
    with transaction.atomic(), operation():
        rows = {
            _key(row): row
            for row in Alarm.objects.select_for_update().filter(
                tenant_id=tenant, plan=plan, ended_on=None
            )
        }
        found = {cause.key: cause for cause in causes}
        opened = [_open(tenant, plan, found[key], on, at) for key in found if key not in rows]
        over = [row for key, row in rows.items() if key not in found and row.opened_on <= on]
        ended = [_end(row, on, at) for row in over]
        standing = stood(Alarm.objects.filter(tenant_id=tenant, plan=plan, ended_on=None), on=on)
        risen = sum(_raise(alarm, at) for alarm in standing)
    return AlarmRound(plan, on, len(opened), risen, len(ended), len(standing))


def _key(row: Alarm) -> tuple[str, str, str]:
    return row.rule, row.subject, row.cause


def _open(tenant: str, plan: str, cause: AlarmCause, on: date, at: datetime) -> Alarm:
    rule = alarm_rule(cause.check)
    row = Alarm.objects.create(
        tenant_id=tenant,
        plan=plan,
        rule=cause.check,
        subject=cause.subject,
        cause=cause.cause,
        since=cause.since,
        owner=cause.owner,
        inputs=[list(each) for each in cause.inputs],
        sha256=cause.sha256,
        first=first_addressee(rule, cause.owner),
        terms=asdict(terms_of(rule)),
        opened_on=on,
        opened_at=at,
    )
    _tell(row, AlarmAct.OPENED, Addressee(row.first), on, at)
    return row


def _end(row: Alarm, on: date, at: datetime) -> Alarm:
    addressee = alarm_fact(row, on=on).standing.addressee
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    _tell(row, AlarmAct.ENDED, addressee, on, at)
    return row


def _raise(alarm: AlarmFact, at: datetime) -> int:
    """Write down every step up that was not written yet, and return how many."""
    written = {each.addressee for each in alarm.entries if each.act is AlarmAct.RISEN}
    steps = [(day, to) for day, to in alarm.standing.risen if to not in written]
    row = Alarm.objects.get(pk=alarm.id)
    for day, addressee in steps:
        _tell(row, AlarmAct.RISEN, addressee, day, at)
    return len(steps)


def _tell(row: Alarm, act: AlarmAct, addressee: Addressee, day: date, at: datetime) -> None:
    AlarmEntry.objects.create(
        tenant_id=row.tenant_id, alarm=row, act=act, addressee=addressee, day=day, at=at
    )
    write_audit_entry(
        tenant=row.tenant_id,
        actor=None,
        at=at,
        action=f"alarm-{act}",
        subject=f"alarm {row.id}",
        details={"plan": row.plan, "rule": row.rule, "to": addressee, "sha256": row.sha256},
    )
