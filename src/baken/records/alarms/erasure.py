"""Destruction of ended alarms on time; of what still stands, who handled it is forgotten."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import (
    Burial,
    DestroyedRows,
    Eraser,
    delete_rows,
    destroyed,
)
from baken.records.alarms.models import Alarm, AlarmEntry, Fulfilment

TERM = "plan-alarm"


def _ended(before: date) -> QuerySet[Alarm]:
    return Alarm.objects.filter(ended_on__lt=before)


def _named(before: date) -> QuerySet[AlarmEntry]:
    return AlarmEntry.objects.filter(day__lt=before, person__isnull=False)


def _noted(before: date) -> QuerySet[Fulfilment]:
    moment = datetime.combine(before, time.min, UTC)
    return Fulfilment.objects.filter(noted_at__lt=moment, person__isnull=False)


def _forget(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    # The days stay: how an alarm went up must be replayable as long as it stands.
    forgotten = _by_tenant(_named(before))
    _named(before).update(person=None, text="", role="")
    return forgotten


def _forget_noted(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    forgotten = _by_tenant(_noted(before))
    _noted(before).update(person=None)
    return forgotten


def _by_tenant(rows: QuerySet) -> list[DestroyedRows]:
    keys: dict[str | None, list[str]] = {}
    for key, tenant in rows.values_list("pk", "tenant_id"):
        keys.setdefault(tenant, []).append(str(key))
    return [destroyed(tenant, each) for tenant, each in keys.items()]


ERASERS = (
    Eraser(
        "alarms_alarm",
        TERM,
        lambda before: _ended(before).count(),
        lambda before, _bury: delete_rows(_ended(before)),
    ),
    Eraser("alarms_alarmentry", TERM, lambda before: _named(before).count(), _forget),
    Eraser("alarms_fulfilment", TERM, lambda before: _noted(before).count(), _forget_noted),
)
