"""Questions about published figures."""

from dataclasses import dataclass

from baken.records.indicators.models import PublishedFigure


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """What a publication says of an indicator in an area and a period."""

    indicator: str
    area: str
    period: str
    role: str
    publication: str
    value: float


def published_figures() -> tuple[PublishedFact, ...]:
    """Return every published figure as it holds now."""
    rows = PublishedFigure.objects.filter(known_until=None).order_by(
        "indicator", "area_code", "period", "role", "known_from", "publication"
    )
    found = rows.values_list("indicator", "area_code", "period", "role", "publication", "value")
    return tuple(PublishedFact(*row) for row in found)
