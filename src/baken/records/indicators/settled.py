"""How settled a delivered count is, also when its newest delivery does not say so.

The OData of CBS has no column for it; its CSV has. A delivery that leaves it open takes nothing
back: of the same value the last stated status still holds.
"""

from collections.abc import Iterable

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from baken.records.indicators.models import Observation
from baken.vocabulary.figure import FigureStatus

_OPEN = Value(str(FigureStatus.NOT_STATED))


def settled_status(row: Observation, earlier: Iterable[Observation]) -> FigureStatus:
    """Return the status of a version; ``earlier`` ones that count come newest first."""
    if row.status != FigureStatus.NOT_STATED:
        return FigureStatus(row.status)
    stated = (each for each in earlier if each.status != FigureStatus.NOT_STATED)
    last = next(stated, row)
    return FigureStatus(last.status if last.value == row.value else row.status)


def with_settled_status(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """Return the rows with their status as it is now, as ``settled``."""
    stated = (
        Observation.objects.filter(
            area_code=OuterRef("area_code"),
            indicator=OuterRef("indicator"),
            period=OuterRef("period"),
            known_from__lt=OuterRef("known_from"),
        )
        .exclude(delivery__withdrawn_at__isnull=False)
        .exclude(status=FigureStatus.NOT_STATED)
        .order_by("-known_from")
        .annotate(same=Case(When(value=OuterRef("value"), then=F("status")), default=_OPEN))
    )
    found = Coalesce(Subquery(stated.values("same")[:1]), _OPEN)
    return rows.annotate(
        settled=Case(When(status=FigureStatus.NOT_STATED, then=found), default=F("status"))
    )
