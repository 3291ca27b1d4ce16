"""On time a registration keeps its buurt and loses the finer place; the counts stay."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time

from django.db.models import Q, QuerySet

from baken.foundation.stewardship.place_rules import Fineness
from baken.foundation.stewardship.retention import (
    Burial,
    DestroyedRows,
    Eraser,
    destroyed,
)
from baken.records.registrations.models import DefaultPoint, Registration, RegistrationLink

_COARSE = (Fineness.BUURT, Fineness.WIJK, Fineness.WIDER)


def _due(before: date) -> QuerySet[Registration]:
    moment = datetime.combine(before, time.min, UTC)
    old = Q(happened_on__lt=before) | Q(happened_on=None, known_from__lt=moment)
    return Registration.objects.filter(old).exclude(precision__in=_COARSE)


def _coarsen(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    keys: dict[str, list[str]] = {}
    for tenant, source, number in _due(before).values_list("tenant_id", "source", "number"):
        keys.setdefault(tenant, []).append(f"{source} {number}")
    nothing = {"x": None, "y": None, "street": "", "postcode": ""}
    for precision, wanted in (
        (Fineness.BUURT, ~Q(buurt="")),
        (Fineness.WIJK, Q(buurt="") & ~Q(wijk="")),
        (Fineness.WIDER, Q(buurt="", wijk="")),
    ):
        _due(before).filter(wanted).update(**nothing, precision=precision)
    return [destroyed(tenant, each) for tenant, each in keys.items()]


def _decided(rows: QuerySet, before: date) -> QuerySet:
    moment = datetime.combine(before, time.min, UTC)
    return rows.filter(decided_at__lt=moment, decided_by__isnull=False)


def _forgetting(rows: QuerySet) -> Callable[[date, Burial], Iterable[DestroyedRows]]:
    """Return what forgets who decided; the decision itself stays."""

    def forget(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
        keys: dict[str, list[str]] = {}
        for tenant, key in _decided(rows, before).values_list("tenant_id", "pk"):
            keys.setdefault(tenant, []).append(str(key))
        _decided(rows, before).update(decided_by=None)
        return [destroyed(tenant, each) for tenant, each in keys.items()]

    return forget


def _of_decisions(rows: QuerySet) -> Eraser:
    table = rows.model._meta.db_table
    return Eraser(
        table, "work-done", lambda before: _decided(rows, before).count(), _forgetting(rows)
    )


ERASERS = (
    Eraser(
        "registrations_registration",
        "street-level-fact",
        lambda before: _due(before).count(),
        _coarsen,
    ),
    _of_decisions(DefaultPoint.objects.all()),
    _of_decisions(RegistrationLink.objects.all()),
)
