"""Who brought a file in is forgotten on time; the delivery itself stays with its rows."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.intake.models import Delivery
from baken.foundation.stewardship.retention import Burial, DestroyedRows, Eraser, destroyed


def _due(before: date) -> QuerySet[Delivery]:
    moment = datetime.combine(before, time.min, UTC)
    return Delivery.objects.filter(received_at__lt=moment, received_by__isnull=False)


def _forget(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    keys: dict[str | None, list[str]] = {}
    for key, tenant in _due(before).values_list("pk", "tenant_id"):
        keys.setdefault(tenant, []).append(str(key))
    _due(before).update(received_by=None)
    return [destroyed(tenant, each) for tenant, each in keys.items()]


ERASER = Eraser("intake_delivery", "work-done", lambda before: _due(before).count(), _forget)
