"""Indicators and figures."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from baken.catalogue.indicators import INDICATORS, indicator
from baken.desks.api.answers import CSV, GEOJSON, JSON, answer, as_csv, wanted_format
from baken.desks.api.asked import FiguresAsked, code_in, indicator_in, known_code
from baken.desks.api.contract import api, declared
from baken.desks.api.geojson import collection
from baken.desks.api.paging import Listed, PageAsked
from baken.desks.api.problems import NothingThereError
from baken.desks.api.shapes import (
    FigurePage,
    FigureWithTrailShape,
    IndicatorList,
    IndicatorShape,
)
from baken.desks.api.writing import (
    FLAT_COLUMNS,
    change_out,
    figure_out,
    flat_figure,
    indicator_out,
    source_out,
)
from baken.foundation.places.selectors import areas_of_codes
from baken.records.indicators.listing import (
    FigureQuestion,
    ListedFigure,
    figures_from,
    number_of_figures,
)
from baken.records.indicators.selectors import change, figure, hidden_figure


@api.get("/indicators", **declared(IndicatorList, "indicators", "indicators", "Indicatoren"))
def list_indicators(request: HttpRequest) -> HttpResponse:
    """List every indicator with its definition and source."""
    return answer(request, lambda: {"items": [indicator_out(each) for each in INDICATORS]})


@api.get(
    "/indicators/{identifier}",
    **declared(IndicatorShape, "indicator", "indicators", "Een indicator"),
)
def one_indicator(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give the definition of one indicator."""
    found = next((each for each in INDICATORS if each.id == identifier), None)
    if found is None:
        raise NothingThereError(f'there is no indicator "{identifier}"; see /api/v1/indicators')
    return answer(request, lambda: indicator_out(found))


@api.get("/figures", **declared(FigurePage, "figures", "figures", "Cijfers"))
def list_figures(
    request: HttpRequest, asked: Query[FiguresAsked], page: Query[PageAsked]
) -> HttpResponse:
    """List figures by indicator, area and year; as JSON, CSV (f=csv) or GeoJSON (f=geojson)."""
    as_type = wanted_format(request, JSON, CSV, GEOJSON)
    question = FigureQuestion(
        indicator=indicator_in("indicator", asked.indicator),
        area=code_in("area", asked.area),
        municipality=code_in("municipality", asked.municipality),
        level=asked.level or "",
        from_year=asked.from_year,
        to_year=asked.to_year,
    )

    def make() -> object:
        found = figures_from(question, after=page.after, number=page.page_size)
        if as_type == CSV:
            return as_csv((flat_figure(e.figure, e.delivered_rows) for e in found), FLAT_COLUMNS)
        if as_type == GEOJSON:
            return _on_the_map(found)
        total = number_of_figures(question)
        items = [figure_out(each.figure, each.delivered_rows) for each in found]
        return Listed(items, total).content(request, page)

    return answer(request, make, as_type=as_type)


def _on_the_map(found: tuple[ListedFigure, ...]) -> object:
    areas = {each.code: each for each in areas_of_codes({e.figure.area_code for e in found})}
    placed = [(areas.get(each.figure.area_code), each) for each in found]
    return collection(
        (area, flat_figure(each.figure, each.delivered_rows) | {"name": area.name})
        for area, each in placed
        if area is not None
    )


@api.get(
    "/figures/{identifier}/{area}/{year}",
    **declared(FigureWithTrailShape, "figure", "figures", "Een cijfer met zijn herkomst"),
)
def one_figure(request: HttpRequest, identifier: str, area: str, year: int) -> HttpResponse:
    """Give one figure with its change, its source and every delivered row under it."""
    code, known = known_code("area", area), indicator_in("identifier", identifier)

    def make() -> object:
        asked = {"indicator": known, "area_code": code, "year": year}
        found, changed = figure(**asked), change(**asked)
        hidden = hidden_figure(**asked) if found is None else None
        if hidden is not None:
            out = {"change": None, "source": source_out(indicator(known).source), "rows": []}
            return figure_out(hidden, 0) | out
        if found is None:
            raise NothingThereError(f"there is no figure {identifier} of {area} in {year}")
        return figure_out(found, len(found.sources)) | {
            "change": changed and change_out(changed),
            "source": source_out(indicator(known).source),
            "rows": [{"delivery": str(each), "row": number} for each, number in found.sources],
        }

    return answer(request, make)
