"""What can be downloaded from an area page: tables, areas and drawings."""

import json
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.indicators import OWN_COUNTS
from baken.catalogue.sources import source
from baken.desks.picture.addresses import addresses_for
from baken.desks.picture.asked import query_of
from baken.desks.picture.drawings import area_map, shown_figures, trend_words
from baken.desks.picture.geojson import collection_of_cells
from baken.desks.picture.rows import label_of
from baken.desks.picture.spreadsheet import About, parts_as_csv, parts_as_workbook, years_as_csv
from baken.desks.picture.views import picture_or_404
from baken.desks.picture.writing import english, writer
from baken.engines.drawing.export import standalone
from baken.engines.drawing.legend import Legend, draw_legend
from baken.flows.area_picture import AreaPicture, UsedSource
from baken.flows.draw_map import classes_of, draw
from baken.flows.draw_trend import draw_area_trend
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.area import AreaLevel

OUTLINES = "cbs-kadaster-boundaries"
CSV = "text/csv; charset=utf-8"
GEOJSON = "application/geo+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(READ_PUBLISHED)
@require_safe
def table(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the table beside the map as a file for a spreadsheet."""
    picture = picture_or_404(request, code, level)
    content = parts_as_csv(picture, _about_table(picture, request))
    return _attached(content, CSV, _name(picture, picture.choice.level, "csv"))


@needs(READ_PUBLISHED)
@require_safe
def years(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the table under the trend as a file for a spreadsheet."""
    picture = picture_or_404(request, code, level)
    content = years_as_csv(picture, _about_table(picture, request))
    return _attached(content, CSV, _name(picture, _("years"), "csv"))


@needs(READ_PUBLISHED)
@require_safe
def workbook(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the table beside the map as a workbook, with where it comes from."""
    picture = picture_or_404(request, code, level)
    packed = parts_as_workbook(picture, _about_table(picture, request))
    return _attached(packed, XLSX, _name(picture, picture.choice.level, "xlsx"))


@needs(READ_PUBLISHED)
@require_safe
def map_drawing(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the map as a picture with its title above and its origin under it."""
    picture = picture_or_404(request, code, level)
    drawn = draw(area_map(picture, addresses_for(picture.choice)))
    legend = draw_legend(Legend("map", _("Per 1,000 inhabitants"), drawn.legend))
    return _drawing(drawn.svg, picture, request, _("map"), legend=legend)


@needs(READ_PUBLISHED)
@require_safe
def trend_drawing(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the trend as a picture with its title above and its origin under it."""
    picture = picture_or_404(request, code, level)
    words, figures = trend_words(picture), shown_figures(picture)
    drawn = draw_area_trend("trend", figures, words, writer().number)
    return _drawing(drawn.wide, picture, request, _("trend"))


def _drawing(
    svg: str, picture: AreaPicture, request: HttpRequest, what: str, *, legend: str = ""
) -> HttpResponse:
    title = f"{label_of(picture.definition)}, {picture.area.name}, {picture.choice.year}"
    foot = [f"{what}: {words}" for what, words in _about(picture, request)]
    content = standalone(svg, notes=[title, *foot], legend=legend)
    return _attached(content, "image/svg+xml", _name(picture, what, "svg"))


def _about(picture: AreaPicture, request: HttpRequest) -> About:
    """Return what a drawing says of itself: source, licence, method, address and day."""
    method = picture.figure.method if picture.figure else _("not shown")
    return (*_origin(picture, picture.sources), (_("Method"), method), *_made(picture, request))


def _about_table(picture: AreaPicture, request: HttpRequest) -> About:
    """Return the same of a table, which has no outlines and a method in every row."""
    used = [each for each in picture.sources if each.source.id != OUTLINES]
    return (*_origin(picture, used), *_made(picture, request))


def _origin(picture: AreaPicture, used: Iterable[UsedSource]) -> About:
    language = "en" if english() else "nl"
    opened = [each for each in used if each.source.id != OWN_COUNTS]
    sources = [
        f"{each.source.title(language)} ({each.source.attribution}), {each.newest.delivered_on}"
        for each in opened
    ]
    licences = [each.source.licence for each in opened]
    if picture.definition.own:
        # The delivery itself is not open: only what is published of it.
        own = source(picture.definition.source)
        sources = [f"{own.title(language)} ({picture.municipality.name})", *sources]
        licences = [own.licence, *licences]
    return (
        (_("Source"), "; ".join(sources)),
        (_("Licence"), ", ".join(dict.fromkeys(licences))),
    )


def _made(picture: AreaPicture, request: HttpRequest) -> About:
    page = reverse(str(picture.area.level), args=[picture.area.code])
    address = request.build_absolute_uri(page + query_of(picture.choice, with_level=True))
    return ((_("Address"), address), (_("Made on"), timezone.localdate().isoformat()))


def _name(picture: AreaPicture, what: str, ending: str) -> str:
    return f"baken-{picture.area.code}-{what}-{picture.choice.year}.{ending}"


def _attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs(READ_PUBLISHED)
@require_safe
def map_areas(request: HttpRequest, code: str, level: AreaLevel) -> HttpResponse:
    """Give the coloured areas of the map as GeoJSON."""
    picture = picture_or_404(request, code, level)
    shown = area_map(picture, addresses_for(picture.choice))
    found = collection_of_cells(picture, shown, classes_of(shown)[1])
    text = json.dumps(found, ensure_ascii=False)
    return _attached(text, GEOJSON, _name(picture, picture.choice.level, "geojson"))
