"""Destruction of notes on time."""

from datetime import date

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.sightings.models import Sighting


def _due(before: date) -> QuerySet[Sighting]:
    return Sighting.objects.filter(seen_at__date__lt=before)


ERASER = Eraser(
    "sightings_sighting",
    "sighting",
    lambda before: _due(before).count(),
    lambda before, _bury: delete_rows(_due(before)),
)
