"""Destruction of jobs that ended, on time."""

from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.jobs.models import Job
from baken.foundation.stewardship.retention import Eraser, delete_rows


def _due(before: date) -> QuerySet[Job]:
    return Job.objects.filter(ended_at__lt=datetime.combine(before, time.min, UTC))


ERASER = Eraser(
    "jobs_job",
    "work-done",
    lambda before: _due(before).count(),
    lambda before, _bury: delete_rows(_due(before)),
)
