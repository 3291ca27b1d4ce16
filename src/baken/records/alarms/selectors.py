"""Questions about alarms; row security shows only the municipalities in scope."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.alarms.facts import (
    AlarmCause,
    AlarmEntryFact,
    AlarmFact,
    AlarmTerms,
    FulfilmentFact,
)
from baken.records.alarms.models import Alarm, AlarmEntry, Fulfilment
from baken.records.alarms.rules import readable_tenants, standing_on
from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmCheck

ACTIVITY = "plan-alarms"
"""The processing activity under which names of who handled an alarm are kept and shown."""


def alarms(
    *, by: Scope, on: date, plan: str = "", identifiers: Iterable[UUID] | None = None
) -> tuple[AlarmFact, ...]:
    """Return the alarms that were opened by a day, as they stood then, the longest first."""
    rows = Alarm.objects.filter(tenant__in=readable_tenants(by), opened_on__lte=on)
    if plan:
        rows = rows.filter(plan=plan)
    if identifiers is not None:
        rows = rows.filter(id__in=list(identifiers))
    found = stood(rows, on=on)
    _log_reading({each.tenant for each in found if any(e.person for e in each.entries)})
    return found


def alarms_seen(plan: str, *, on: date) -> tuple[AlarmFact, ...]:
    """Return the alarms of a plan as far as row security shows them, whoever asks."""
    return stood(Alarm.objects.filter(plan=plan, opened_on__lte=on), on=on)


def stood(rows: QuerySet[Alarm], *, on: date) -> tuple[AlarmFact, ...]:
    """Return these rows as they stood on a day; for who asks within the record or its rounds."""
    entries = AlarmEntry.objects.select_related("person")
    with_entries = rows.prefetch_related(Prefetch("entries", queryset=entries))
    return tuple(
        alarm_fact(row, on=on) for row in with_entries.order_by("since", "rule", "subject")
    )


def fulfilments(plan: str, *, by: Scope) -> tuple[FulfilmentFact, ...]:
    """Return what was noted as done of a plan, for who may read its alarms."""
    rows = Fulfilment.objects.filter(plan=plan, tenant__in=readable_tenants(by))
    found = tuple(
        fulfilment_fact(row)
        for row in rows.select_related("person").order_by("-noted_at", "subject")
    )
    _log_reading({each.tenant for each in found if each.person})
    return found


def fulfilled(plan: str, *, on: date) -> frozenset[tuple[str, str]]:
    """Return (subject, occasion) of every promise of a plan that was kept by a day.

    Row security decides whose notes are seen: without a scope nothing was noted.
    """
    rows = Fulfilment.objects.filter(plan=plan, withdrawn_at=None, done_on__lte=on)
    return frozenset(rows.values_list("subject", "occasion"))


def alarm_fact(row: Alarm, *, on: date) -> AlarmFact:
    """Return an alarm as it stood on a day."""
    in_order = sorted(row.entries.all(), key=lambda each: (each.at, each.pk))
    entries = tuple(entry_fact(each) for each in in_order if each.day <= on)
    ended = row.ended_on if row.ended_on and row.ended_on <= on else None
    first, terms = Addressee(row.first), AlarmTerms(**row.terms)
    return AlarmFact(
        id=row.id,
        tenant=row.tenant_id,
        plan=row.plan,
        cause=AlarmCause(
            check=AlarmCheck(row.rule),
            subject=row.subject,
            cause=row.cause,
            since=row.since,
            owner=row.owner,
            inputs=tuple((name, value) for name, value in row.inputs),
        ),
        first=first,
        terms=terms,
        opened_on=row.opened_on,
        ended_on=ended,
        entries=entries,
        standing=standing_on(
            on, first=first, terms=terms, opened_on=row.opened_on, entries=entries, ended_on=ended
        ),
    )


def entry_fact(row: AlarmEntry) -> AlarmEntryFact:
    """Return something that happened with an alarm."""
    return AlarmEntryFact(
        act=AlarmAct(row.act),
        addressee=Addressee(row.addressee),
        day=row.day,
        until=row.until,
        text=row.text,
        person=row.person.full_name if row.person else "",
        role=row.role,
    )


def fulfilment_fact(row: Fulfilment) -> FulfilmentFact:
    """Return a note that a promise was kept."""
    return FulfilmentFact(
        id=row.id,
        tenant=row.tenant_id,
        plan=row.plan,
        subject=row.subject,
        occasion=row.occasion,
        done_on=row.done_on,
        reference=row.reference,
        person=row.person.full_name if row.person else "",
        noted_at=row.noted_at,
        withdrawn_at=row.withdrawn_at,
    )


def _log_reading(tenants: Iterable[str]) -> None:
    """Showing names is a processing of personal data and is logged."""
    for tenant in sorted(tenants):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-plan-alarms", at=timezone.now()
        )
