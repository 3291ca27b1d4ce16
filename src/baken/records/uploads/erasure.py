"""Destruction of uploads on time, with the bytes that were never taken in or let go."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Burial, DestroyedRows, Eraser, delete_rows
from baken.records.uploads.keeping import let_go
from baken.records.uploads.models import Upload


def _due(before: date) -> QuerySet[Upload]:
    return Upload.objects.filter(received_at__lt=datetime.combine(before, time.min, UTC))


def _erase(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    identifiers = list(_due(before).values_list("id", flat=True))
    destroyed = delete_rows(_due(before))
    transaction.on_commit(lambda: [let_go(identifier) for identifier in identifiers])
    return destroyed


ERASER = Eraser("uploads_upload", "work-done", lambda before: _due(before).count(), _erase)
