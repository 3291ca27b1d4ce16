"""The page of one type of crime: what is counted, the country's series, every municipality."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.years import note_of_year
from baken.desks.explore import type_rows as said
from baken.desks.explore.addresses import comparison_query
from baken.desks.explore.asked import INDICATOR, TYPES, YEAR, year_in
from baken.desks.explore.files import drawing_file, geojson_file, table_file
from baken.desks.explore.nothing import NoFiguresYet, or_say_so
from baken.desks.explore.origins import about_of, origins_of
from baken.desks.explore.type_drawings import (
    country_map,
    drawn_series,
    legend_of_map,
    map_features,
)
from baken.desks.explore.writing import language, status_words, writer
from baken.engines.spreadsheet import Table
from baken.flows.home_verdict import verdicts
from baken.flows.type_picture import TypePicture, type_picture
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.indicators.selectors import years_of_areas
from baken.vocabulary.writing import in_running_text

FOUR_CITIES = ("GM0363", "GM0599", "GM0518", "GM0344")


@needs(READ_PUBLISHED)
@require_safe
def types_page(request: HttpRequest) -> HttpResponse:
    """List the types of crime of which there are figures per municipality."""
    shown = {
        "types": [
            (each.label(language()), reverse("type", args=[each.id]), each.explanation(language()))
            for each in TYPES
        ],
        "shares": _shares_of_all_crime(),
    }
    return render(request, "explore/types.html", shown)


def _shares_of_all_crime() -> str:
    """Say which part of all crime the types are, where a total is known; else nothing."""
    places = settings.BAKEN_MUNICIPALITIES
    years = years_of_areas(places)
    found = verdicts(places, year=years[0]) if years else ()
    shares = [
        _("%(share)s in %(place)s")
        % {"share": writer().percents(each.share_of_types), "place": each.municipality.name}
        for each in found
        if each.share_of_types
    ]
    if not shares:
        return ""
    words = {"year": years[0], "shares": get_text_list(shares, _("and"))}
    return (
        _(
            "Together they are not all crime: in %(year)d they were %(shares)s. Of the other "
            "types no figures are bundled."
        )
        % words
    )


@needs(READ_PUBLISHED)
@require_safe
def type_page(request: HttpRequest, indicator: str) -> HttpResponse:
    """Show one type: definition, series of the country, map, table, notices and deliveries."""
    return or_say_so(request, lambda: _type_page(request, indicator))


def _type_page(request: HttpRequest, indicator: str) -> HttpResponse:
    picture, write = _picture(request, indicator), writer()
    query = _query(picture)
    note = note_of_year(picture.year)
    drawn = country_map(picture, write)
    shown = {
        "picture": picture,
        "label": picture.definition.label(language()),
        "label_in_text": in_running_text(picture.definition.label(language())),
        "explanation": picture.definition.explanation(language()),
        "sentence": said.national_sentence(picture, write),
        "year_note": note.explanation(language()) if note else "",
        "national": said.national_rows(picture, write),
        "unplaced": said.unplaced_words(picture, write),
        "series": drawn_series(picture, write),
        "map": drawn,
        "legend": legend_of_map(drawn),
        "rows": said.municipality_rows(picture, write),
        "notices": [
            each.sentence_en if language() == "en" else each.sentence_nl for each in picture.notices
        ],
        "revised": said.revised_words(picture, write),
        "origins": origins_of(picture.deliveries),
        "ranking_href": reverse("ranking") + query + "&" + urlencode({INDICATOR: indicator}),
        "cities_href": reverse("compare") + comparison_query(FOUR_CITIES, indicator=indicator),
        "share": request.build_absolute_uri(reverse("type", args=[indicator]) + query),
        **_files(picture, query),
    }
    return render(request, "explore/type.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def type_file(request: HttpRequest, indicator: str, form: str) -> HttpResponse:
    """Give the table (csv, xlsx), the series or the map (svg), or the areas (geojson)."""
    picture, write = _picture(request, indicator), writer()
    address = request.build_absolute_uri(reverse("type", args=[indicator]) + _query(picture))
    drawn = form in {"kaart-svg", "geojson"}
    table = table_of(picture, address, outlines=drawn)
    name = f"baken-{indicator}-{picture.year}"
    if form == "reeks-svg":
        return drawing_file(drawn_series(picture, write).wide, table, name)
    if form == "kaart-svg":
        return drawing_file(country_map(picture, write).svg, table, name)
    if form == "geojson":
        return geojson_file(map_features(picture), table, name)
    return table_file(table, form, name)


def table_of(picture: TypePicture, address: str, *, outlines: bool = False) -> Table:
    """Return every municipality in the year, unrounded; ``outlines``: the areas go with it."""
    label, verdicts = picture.definition.label(language()), said.verdict_words()
    return Table(
        title=f"{label}, {picture.year}",
        columns=(
            *(_("Code"), _("Name"), _("Year"), _("Type"), _("Number"), _("Inhabitants")),
            *(_("Per 1,000 inhabitants"), _("Lower limit (95 %)"), _("Upper limit (95 %)")),
            *(_("Times the year before"), _("Verdict on the change"), _("Status")),
        ),
        rows=tuple(
            (
                *(row.area.code, row.area.name, picture.year, label),
                *(figure.n, figure.exposure, figure.rate, figure.lower, figure.upper),
                row.change.ratio if row.change else None,
                verdicts[row.change.verdict] if row.change else None,
                status_words(figure.status),
            )
            for row in picture.rows
            for figure in [row.figure]
            if figure is not None
        ),
        about=about_of(
            picture.deliveries, said.METHODS, address, timezone.localdate(), outlines=outlines
        ),
    )


def _picture(request: HttpRequest, indicator: str) -> TypePicture:
    if indicator not in {each.id for each in TYPES}:
        raise Http404(_("There is no such type of crime."))
    picture = type_picture(indicator, year=year_in(request.GET, YEAR))
    if picture is None:
        raise NoFiguresYet(_("Of this type there are no figures yet."))
    return picture


def _query(picture: TypePicture) -> str:
    return f"?{urlencode({YEAR: picture.year})}"


def _files(picture: TypePicture, query: str) -> dict[str, Any]:
    def address(form: str) -> str:
        return reverse("type-file", args=[picture.definition.id, form]) + query

    return {
        "files": [(form, address(form)) for form in ("csv", "xlsx", "geojson")],
        "series_svg": address("reeks-svg"),
        "map_svg": address("kaart-svg"),
    }
