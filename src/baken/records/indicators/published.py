"""Questions about published figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from baken.records.indicators.models import PublishedFigure
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import Confidence, FigureRole


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """What a publication says of an indicator in an area and a period.

    ``other_periods`` are the years to which the value may belong as well, where its column in the
    publication cannot be told for sure.
    """

    indicator: str
    area: str
    period: str
    role: FigureRole
    publication: str
    value: float
    lower: float | None
    upper: float | None
    n: int | None
    unit: str
    status: FigureStatus
    label: str
    note: str
    confidence: Confidence
    other_periods: tuple[str, ...]
    delivery: UUID
    row: int


def published_figures(area: str = "", indicators: Iterable[str] = ()) -> tuple[PublishedFact, ...]:
    """Return every published figure as it holds now; of one area or some indicators if asked."""
    rows = PublishedFigure.objects.filter(known_until=None)
    if area:
        rows = rows.filter(area_code=area)
    if names := list(indicators):
        rows = rows.filter(indicator__in=names)
    ordered = rows.order_by("indicator", "area_code", "period", "role", "known_from", "publication")
    return tuple(_fact(row) for row in ordered)


def areas_with_published_figures(areas: Iterable[str]) -> frozenset[str]:
    """Return which of these areas have a published figure that holds now."""
    rows = PublishedFigure.objects.filter(known_until=None, area_code__in=list(areas))
    return frozenset(rows.values_list("area_code", flat=True))


def _fact(row: PublishedFigure) -> PublishedFact:
    return PublishedFact(
        indicator=row.indicator,
        area=row.area_code,
        period=row.period,
        role=FigureRole(row.role),
        publication=row.publication,
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        n=row.n,
        unit=row.unit,
        status=FigureStatus(row.status),
        label=row.label,
        note=row.note,
        confidence=Confidence(row.confidence),
        other_periods=tuple(each for each in row.other_periods.split("/") if each),
        delivery=row.delivery_id,
        row=row.row,
    )
