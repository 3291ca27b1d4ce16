"""Who brought a file in, or looked at a notice, is forgotten on time; delivery and rows stay."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from baken.foundation.intake.models import Delivery, QualityStep, QuarantinedRow
from baken.foundation.stewardship.retention import (
    Burial,
    DestroyedRows,
    Eraser,
    delete_rows,
    destroyed,
)


def _due(before: date) -> QuerySet[Delivery]:
    moment = datetime.combine(before, time.min, UTC)
    return Delivery.objects.filter(received_at__lt=moment, received_by__isnull=False)


def _corrections_due(before: date) -> QuerySet[QuarantinedRow]:
    moment = datetime.combine(before, time.min, UTC)
    return QuarantinedRow.objects.filter(corrected_at__lt=moment, corrected_by__isnull=False)


def _forget(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    forgotten = _by_tenant(_due(before))
    _due(before).update(received_by=None)
    return forgotten


def _forget_corrections(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    forgotten = _by_tenant(_corrections_due(before))
    _corrections_due(before).update(corrected_by=None)
    return forgotten


def _by_tenant(rows: QuerySet) -> list[DestroyedRows]:
    keys: dict[str | None, list[str]] = {}
    for key, tenant in rows.values_list("pk", "tenant_id"):
        keys.setdefault(tenant, []).append(str(key))
    return [destroyed(tenant, each) for tenant, each in keys.items()]


def _steps(before: date) -> QuerySet[QualityStep]:
    """Return old steps that hold no longer: a later one came, or the notice was mended."""
    moment = datetime.combine(before, time.min, UTC)
    later = QualityStep.objects.filter(
        tenant=OuterRef("tenant"), notice=OuterRef("notice"), pk__gt=OuterRef("pk")
    )
    old = QualityStep.objects.filter(at__lt=moment)
    return old.filter(Q(notice__mended_at__lt=moment) | Exists(later))


ERASERS = (
    Eraser("intake_delivery", "work-done", lambda before: _due(before).count(), _forget),
    Eraser(
        "intake_quarantinedrow",
        "work-done",
        lambda before: _corrections_due(before).count(),
        _forget_corrections,
    ),
    Eraser(
        "intake_qualitystep",
        "work-done",
        lambda before: _steps(before).count(),
        lambda before, _bury: delete_rows(_steps(before)),
    ),
)
