"""Figures with their change and comparison in one query, for a page that shows all three."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from baken.records.indicators.facts import (
    ChangeFact,
    ComparisonFact,
    ExpectedRange,
    FigureFact,
)
from baken.records.indicators.models import StoredChange, StoredComparison, StoredFigure
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

_FIGURE = (
    "id",
    "indicator",
    "area_code",
    "level",
    "period",
    "n",
    "n_lower",
    "n_upper",
    "exposure",
    "rate",
    "lower",
    "upper",
    "shrunken",
    "expected",
    "expected_lower",
    "expected_upper",
    "expected_years",
    "status",
    "method",
    "version",
    "notes",
    "sources",
    "computed_at",
)
_CHANGE = (
    "previous_period",
    "n",
    "previous_n",
    "ratio",
    "lower",
    "upper",
    "p",
    "p_adjusted",
    "detectable_up",
    "detectable_down",
    "dispersion",
    "verdict",
    "method",
    "version",
)
_COMPARISON = ("ratio", "p_adjusted", "probability_above", "stands_out", "method", "version")


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure with its change since the year before and how it stands against its city."""

    figure: FigureFact
    change: ChangeFact | None
    comparison: ComparisonFact | None


def judged_of_area(
    area_code: str, *, year: int | None = None, indicator: str | None = None
) -> tuple[Judged, ...]:
    """Return one indicator of an area in all years and all its indicators in one year, by year.

    Beside what is asked come the area's first indicator (all crimes, where it has these) and the
    newest year of both, so that a page that asks for what is not there can show what is.
    """
    own = StoredFigure.objects.filter(area_code=area_code)
    first = Subquery(own.order_by("indicator").values("indicator")[:1])
    wanted = Q(indicator=first) | Q(period=_newest(own, first))
    if indicator:
        wanted |= Q(indicator=indicator) | Q(period=_newest(own, indicator))
    if year:
        wanted |= Q(period=str(year))
    return _judged(Q(area_code=area_code) & wanted)


def _newest(own: QuerySet[StoredFigure], indicator: Subquery | str) -> Subquery:
    return Subquery(own.filter(indicator=indicator).order_by("-period").values("period")[:1])


def judged_parts(
    *, municipality_code: str, level: str, year: int, indicator: str
) -> tuple[Judged, ...]:
    """Return one indicator in one year for all parts of a level in a municipality."""
    return _judged(
        Q(
            municipality_code=municipality_code,
            level=level,
            period=str(year),
            indicator=indicator,
        )
    )


def judged_of_areas(area_codes: Iterable[str], *, year: int, indicator: str) -> tuple[Judged, ...]:
    """Return one indicator in one year for the areas that are named."""
    return _judged(Q(area_code__in=list(area_codes), period=str(year), indicator=indicator))


def _judged(wanted: Q) -> tuple[Judged, ...]:
    rows = (
        StoredFigure.objects.filter(wanted)
        .annotate(change=_beside(StoredChange, _CHANGE))
        .annotate(comparison=_beside(StoredComparison, _COMPARISON))
        .order_by("period", "indicator", "area_code")
        .values_list(*_FIGURE, "change", "comparison")
    )
    return tuple(_row(row) for row in rows)


def _beside(model: type[Model], columns: tuple[str, ...]) -> Subquery:
    same = model.objects.filter(
        indicator=OuterRef("indicator"),
        area_code=OuterRef("area_code"),
        period=OuterRef("period"),
    )
    fields = JSONObject(**{column: column for column in columns})
    return Subquery(same.values(found=fields)[:1], output_field=JSONField())


def _row(row: tuple[Any, ...]) -> Judged:
    figure = _figure(row)
    where = {"indicator": figure.indicator, "area_code": figure.area_code, "year": figure.year}
    return Judged(figure, _change(row[-2], where), _comparison(row[-1], where))


def _figure(row: tuple[Any, ...]) -> FigureFact:
    middle, lower, upper, years = row[13:17]
    return FigureFact(
        *row[:4],
        int(row[4]),
        *row[5:13],
        None if middle is None else ExpectedRange(middle, lower, upper, years),
        FigureStatus(row[17]),
        *row[18:20],
        tuple(row[20]),
        tuple((UUID(delivery), number) for delivery, number in row[21]),
        row[22],
    )


def _change(found: dict[str, Any] | None, where: dict[str, Any]) -> ChangeFact | None:
    if found is None:
        return None
    rest = dict(found)
    previous, verdict = int(rest.pop("previous_period")), ChangeVerdict(rest.pop("verdict"))
    return ChangeFact(**where, previous_year=previous, verdict=verdict, **rest)


def _comparison(found: dict[str, Any] | None, where: dict[str, Any]) -> ComparisonFact | None:
    return None if found is None else ComparisonFact(**where, **found)
