"""Destruction of statements on time."""

from datetime import date

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.statements.models import AreaStatement


def _due(before: date) -> QuerySet[AreaStatement]:
    return AreaStatement.objects.filter(expires_on__lt=before)


ERASER = Eraser(
    "statements_areastatement",
    "area-statement",
    lambda before: _due(before).count(),
    lambda before, _bury: delete_rows(_due(before)),
)
