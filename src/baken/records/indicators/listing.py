"""Figures page by page, for programs that ask many of them."""

from dataclasses import dataclass

from django.db.models import Func, IntegerField, QuerySet

from baken.records.indicators.facts import FigureFact
from baken.records.indicators.models import StoredFigure
from baken.records.indicators.selectors import figure_fact


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """Which figures; what is empty asks for all. Years are both included."""

    indicator: str = ""
    area: str = ""
    municipality: str = ""
    level: str = ""
    from_year: int | None = None
    to_year: int | None = None


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A figure in a list: without its sources, but with how many delivered rows there are."""

    figure: FigureFact
    delivered_rows: int


def number_of_figures(question: FigureQuestion) -> int:
    """Return how many figures the question has."""
    return _found(question).count()


def figures_from(question: FigureQuestion, *, after: int, number: int) -> tuple[ListedFigure, ...]:
    """Return ``number`` figures after the first ``after``, by indicator, area and period."""
    rows = (
        _found(question)
        .defer("sources")
        .annotate(
            delivered_rows=Func(
                "sources", function="jsonb_array_length", output_field=IntegerField()
            )
        )
        .order_by("indicator", "area_code", "period")[after : after + number]
    )
    return tuple(_listed(row) for row in rows)


def _listed(row: StoredFigure) -> ListedFigure:
    # A municipality's figure rests on hundreds of rows: a list counts them and leaves them out.
    row.sources = []
    return ListedFigure(figure_fact(row), row.delivered_rows)


def _found(question: FigureQuestion) -> QuerySet[StoredFigure]:
    wanted: dict[str, object] = {}
    exact = {
        "indicator": question.indicator,
        "area_code": question.area,
        "municipality_code": question.municipality,
        "level": question.level,
    }
    wanted |= {column: value for column, value in exact.items() if value}
    # Periods are compared as text: years of four digits, as they are stored.
    if question.from_year is not None:
        wanted["period__gte"] = f"{question.from_year:04d}"
    if question.to_year is not None:
        wanted["period__lte"] = f"{question.to_year:04d}"
    return StoredFigure.objects.filter(**wanted)
