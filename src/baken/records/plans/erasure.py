"""Destruction of drafts on time, with their changes; of typed input that nobody saved, earlier."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Burial, DestroyedRows, Eraser, delete_rows
from baken.records.plans.models import PlanChange, PlanDraft, UnsavedInput


def _moment(before: date) -> datetime:
    return datetime.combine(before, time.min, UTC)


def _closed(before: date) -> QuerySet[PlanDraft]:
    """Return the drafts that were adopted or discarded long ago; an open one is at work."""
    return PlanDraft.objects.filter(closed_at__lt=_moment(before))


def _erase_drafts(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    drafts = list(_closed(before).values_list("pk", flat=True))
    PlanChange.objects.filter(draft__in=drafts).delete()
    UnsavedInput.objects.filter(draft__in=drafts).delete()
    return delete_rows(_closed(before))


def _unsaved(before: date) -> QuerySet[UnsavedInput]:
    return UnsavedInput.objects.filter(kept_at__lt=_moment(before))


ERASERS = (
    Eraser(
        "plans_unsavedinput",
        "unsaved-input",
        lambda before: _unsaved(before).count(),
        lambda before, _bury: delete_rows(_unsaved(before)),
    ),
    Eraser(
        "plans_plandraft",
        "plan-draft",
        lambda before: _closed(before).count(),
        _erase_drafts,
        more_tables=("plans_planchange",),
    ),
)
