"""What can be downloaded from an area page, or is asked by its interactive map and chart."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from baken.desks.picture.addresses import addresses_for
from baken.desks.picture.drawings import area_map, map_surroundings, trend_words
from baken.desks.picture.geojson import collection_of_areas, collection_of_cells
from baken.desks.picture.spreadsheet import parts_as_csv
from baken.desks.picture.views import picture_or_404
from baken.desks.picture.writing import writer
from baken.flows.draw_map import classes_of
from baken.flows.draw_trend import specify_area_trend
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.area import AreaLevel

GEOJSON = "application/geo+json"


@needs(READ_PUBLISHED)
@require_safe
def table(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the table beside the map as a file for a spreadsheet."""
    picture = picture_or_404(request, code, level)
    response = HttpResponse(parts_as_csv(picture), content_type="text/csv; charset=utf-8")
    name = f"baken-{code}-{picture.choice.level}-{picture.choice.year}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs(READ_PUBLISHED)
@require_safe
def map_areas(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the coloured areas of the map as GeoJSON."""
    picture = picture_or_404(request, code, level)
    shown = area_map(picture, addresses_for(picture.choice))
    found = collection_of_cells(picture, shown, classes_of(shown)[1])
    return JsonResponse(found, content_type=GEOJSON)


@needs(READ_PUBLISHED)
@require_safe
def map_around(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give what lies around the coloured areas as GeoJSON."""
    picture = picture_or_404(request, code, level)
    shown = area_map(picture, addresses_for(picture.choice))
    return JsonResponse(collection_of_areas(map_surroundings(shown)), content_type=GEOJSON)


@needs(READ_PUBLISHED)
@require_safe
def trend_chart(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the trend as a Vega-Lite specification."""
    picture = picture_or_404(request, code, level)
    figures = [row.figure for row in picture.series]
    return JsonResponse(specify_area_trend("trend", figures, trend_words(picture), writer().number))
