"""Areas: gemeente, wijk and buurt."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from baken.desks.api.answers import CSV, GEOJSON, JSON, answer, as_csv, wanted_format
from baken.desks.api.asked import AreasAsked, code_in, known_code
from baken.desks.api.contract import api, declared
from baken.desks.api.geojson import collection
from baken.desks.api.paging import Listed, PageAsked
from baken.desks.api.problems import NothingThereError
from baken.desks.api.shapes import AreaPage, AreaShape
from baken.desks.api.writing import area_out
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import area, areas_found, areas_of_codes

COLUMNS = ("code", "level", "name", "year", "municipality", "wijk", "landHectares")


@api.get("/areas", **declared(AreaPage, "areas", "areas", "Gebieden"))
def list_areas(
    request: HttpRequest, asked: Query[AreasAsked], page: Query[PageAsked]
) -> HttpResponse:
    """List areas in the order of their names; as JSON, CSV (f=csv) or GeoJSON (f=geojson)."""
    as_type = wanted_format(request, JSON, CSV, GEOJSON)
    municipality = code_in("municipality", asked.municipality)

    def make() -> object:
        found, total = areas_found(
            level=asked.level,
            municipality_code=municipality,
            year=asked.year,
            part_of_name=asked.q,
            after=page.after,
            number=page.page_size,
        )
        return _as_asked(request, as_type, page, found, total)

    return answer(request, make, as_type=as_type)


def _as_asked(
    request: HttpRequest, as_type: str, page: PageAsked, found: tuple[AreaFact, ...], total: int
) -> object:
    if as_type == CSV:
        return as_csv((area_out(each) for each in found), COLUMNS)
    if as_type == GEOJSON:
        drawn = {each.code: each for each in areas_of_codes([each.code for each in found])}
        return collection((drawn[each.code], area_out(each)) for each in found)
    return Listed([area_out(each) for each in found], total).content(request, page)


@api.get("/areas/{code}", **declared(AreaShape, "area", "areas", "Een gebied"))
def one_area(request: HttpRequest, code: str, year: int | None = None) -> HttpResponse:
    """Give one area in the division that held in a year, the newest by default."""
    wanted = known_code("code", code)

    def make() -> object:
        found = area(wanted, year=year)
        if found is None:
            raise NothingThereError(f'there is no area "{code}"; see /api/v1/areas')
        return area_out(found)

    return answer(request, make)
