"""Destruction on time: what was written in a neighbourhood plan, and the plan itself after that."""

from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.neighbourhood_plans.models import NeighbourhoodEntry, NeighbourhoodPlan


def _old_entries(before: date) -> QuerySet[NeighbourhoodEntry]:
    moment = datetime.combine(before, time.min, UTC)
    return NeighbourhoodEntry.objects.filter(written_at__lt=moment)


def _old_plans(before: date) -> QuerySet[NeighbourhoodPlan]:
    moment = datetime.combine(before, time.min, UTC)
    return NeighbourhoodPlan.objects.filter(begun_at__lt=moment, entries=None)


ERASERS = (
    Eraser(
        "neighbourhood_plans_neighbourhoodentry",
        "neighbourhood-plan",
        lambda before: _old_entries(before).count(),
        lambda before, _bury: delete_rows(_old_entries(before)),
    ),
    Eraser(
        "neighbourhood_plans_neighbourhoodplan",
        "neighbourhood-plan",
        lambda before: _old_plans(before).count(),
        lambda before, _bury: delete_rows(_old_plans(before)),
    ),
)
