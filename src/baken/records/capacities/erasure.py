"""Who entered capacity is forgotten on time; what was available stays."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Burial, DestroyedRows, Eraser, destroyed
from baken.records.capacities.models import Available


def _due(before: date) -> QuerySet[Available]:
    moment = datetime.combine(before, time.min, UTC)
    return Available.objects.filter(entered_at__lt=moment, person__isnull=False)


def _forget(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    keys: dict[str | None, list[str]] = {}
    for key, tenant in _due(before).values_list("pk", "tenant_id"):
        keys.setdefault(tenant, []).append(str(key))
    _due(before).update(person=None)
    return [destroyed(tenant, each) for tenant, each in keys.items()]


ERASER = Eraser("capacities_available", "plan-alarm", lambda before: _due(before).count(), _forget)
