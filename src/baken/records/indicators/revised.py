"""Counts that a later delivery changed: what holds now, beside what held before it."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery

from baken.records.indicators.models import Observation
from baken.vocabulary.delivery import DeliveryState


@dataclass(frozen=True, slots=True)
class RevisedCount:
    """A public count that holds now, and the last other count of the same that stood before it."""

    indicator: str
    area: str
    period: str
    before: int
    after: int


def revised_counts() -> tuple[RevisedCount, ...]:
    """Return every public count whose last earlier version that counts said another number."""
    earlier = Observation.objects.filter(
        area_code=OuterRef("area_code"),
        indicator=OuterRef("indicator"),
        period=OuterRef("period"),
        known_from__lt=OuterRef("known_from"),
        delivery__state=DeliveryState.TAKEN_IN,
    ).order_by("-known_from")
    rows = (
        Observation.objects.filter(known_until=None, tenant=None)
        .annotate(before=Subquery(earlier.values("value")[:1]))
        .filter(before__isnull=False)
        .exclude(before=F("value"))
        .order_by("area_code", "indicator", "period")
    )
    found = rows.values_list("indicator", "area_code", "period", "before", "value")
    return tuple(RevisedCount(*row) for row in found)
