"""On time it is forgotten who decided and who did what; the phases themselves stay."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time

from django.db.models import Model, QuerySet

from baken.foundation.stewardship.retention import Burial, DestroyedRows, Eraser, destroyed
from baken.records.escalations.models import (
    ModelTrial,
    PackageEntry,
    PackageTask,
    PhaseByHand,
    PhaseTransition,
    RulesInForce,
)

TERM = "phase-decision"


def _moment(before: date) -> datetime:
    return datetime.combine(before, time.min, UTC)


def _eraser(
    model: type[Model], table: str, limit: Callable[[date], dict[str, object]], **gone: object
) -> Eraser:
    def due(before: date) -> QuerySet:
        return QuerySet(model).filter(**limit(before), person__isnull=False)

    def forget(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
        keys: dict[str | None, list[str]] = {}
        for key, tenant in due(before).values_list("pk", "tenant_id"):
            keys.setdefault(tenant, []).append(str(key))
        due(before).update(person=None, **gone)
        return [destroyed(tenant, each) for tenant, each in keys.items()]

    return Eraser(table, TERM, lambda before: due(before).count(), forget)


ERASERS = (
    _eraser(
        PhaseTransition,
        "escalations_phasetransition",
        lambda before: {"day__lt": before},
        reason="",
        role="",
    ),
    _eraser(
        PhaseByHand,
        "escalations_phasebyhand",
        lambda before: {"until__lt": before},
        reason="",
        role="",
    ),
    _eraser(PackageTask, "escalations_packagetask", lambda before: {"agreed_on__lt": before}),
    _eraser(
        PackageEntry,
        "escalations_packageentry",
        lambda before: {"day__lt": before},
        text="",
        role="",
    ),
    _eraser(ModelTrial, "escalations_modeltrial", lambda before: {"asked_at__lt": _moment(before)}),
    _eraser(
        RulesInForce,
        "escalations_rulesinforce",
        lambda before: {"from_day__lt": before},
        reason="",
        role="",
    ),
)
