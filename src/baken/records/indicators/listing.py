"""Figures page by page, for programs that ask many of them."""

from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, QuerySet

from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.records.indicators.models import HiddenFigure, StoredFigure
from baken.records.indicators.selectors import figure_fact, hidden_fact

_ORDER = ("indicator", "area_code", "period")
_COLUMNS = tuple(
    field.name for field in StoredFigure._meta.concrete_fields if field.name != "sources"
)


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
    """A figure in a list: without its sources, but with how many delivered rows there are.

    Of a figure that is not shown it is what stands in its place.
    """

    figure: FigureFact | HiddenFact
    delivered_rows: int


def number_of_figures(question: FigureQuestion) -> int:
    """Return how many figures the question has, those that are not shown included."""
    wanted = _wanted(question)
    shown = StoredFigure.objects.filter(**wanted).count()
    return shown + HiddenFigure.objects.filter(**wanted).count()


def figures_from(question: FigureQuestion, *, after: int, number: int) -> tuple[ListedFigure, ...]:
    """Return ``number`` figures after the first ``after``, by indicator, area and period.

    Figures that are not shown stand in their own place among the others.
    """
    wanted = _wanted(question)
    if HiddenFigure.objects.filter(**wanted).exists():
        return _with_hidden(wanted, after=after, number=number)
    shown = StoredFigure.objects.filter(**wanted).order_by(*_ORDER)
    return tuple(_listed(row) for row in _counted(shown)[after : after + number])


def _with_hidden(wanted: dict[str, object], *, after: int, number: int) -> tuple[ListedFigure, ...]:
    """Return a page of both kinds: first which there are, in order, then the rows themselves."""
    # Hidden rows come with a negative key, so that one column tells the two apart.
    shown = StoredFigure.objects.filter(**wanted).annotate(key=F("id"))
    unseen = HiddenFigure.objects.filter(**wanted).annotate(key=-F("id"))
    shown, unseen = shown.values_list(*_ORDER, "key"), unseen.values_list(*_ORDER, "key")
    page = shown.union(unseen, all=True).order_by(*_ORDER)[after : after + number]
    keys = [row[-1] for row in page]
    rows = {row.id: _listed(row) for row in _counted(StoredFigure.objects.filter(id__in=keys))}
    for row in HiddenFigure.objects.filter(id__in=[-key for key in keys if key < 0]):
        rows[-row.id] = ListedFigure(hidden_fact(row), 0)
    return tuple(rows[key] for key in keys)


def _counted(figures: QuerySet[StoredFigure]) -> QuerySet[StoredFigure]:
    """Return plain rows without their sources, with the number of these.

    Making a model of each row takes as long as all the rest of the answer.
    """
    counted = Func("sources", function="jsonb_array_length", output_field=IntegerField())
    return figures.annotate(delivered_rows=counted).values_list(
        *_COLUMNS, "delivered_rows", named=True
    )


def _listed(row: StoredFigure) -> ListedFigure:
    # A municipality's figure rests on hundreds of rows: a list counts them and leaves them out.
    return ListedFigure(figure_fact(row, sources=()), row.delivered_rows)


def _wanted(question: FigureQuestion) -> dict[str, object]:
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
    return wanted
