"""Destruction of remarks on time."""

from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.remarks.models import Remark


def _due(before: date) -> QuerySet[Remark]:
    return Remark.objects.filter(written_at__lt=datetime.combine(before, time.min, UTC))


ERASER = Eraser(
    "remarks_remark",
    "remark",
    lambda before: _due(before).count(),
    lambda before, _bury: delete_rows(_due(before)),
)
