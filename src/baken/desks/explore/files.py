"""Tables and drawings as files: CSV, XLSX and SVG that say where they come from."""

import json
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from baken.desks.explore.writing import language
from baken.engines.drawing.export import standalone
from baken.engines.spreadsheet import Table, csv_text, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(table: Table, form: str, name: str, *, more: Sequence[Table] = ()) -> HttpResponse:
    """Give a table as CSV or XLSX; the tables of ``more`` are sheets of the XLSX only.

    Raises:
        Http404: for another form.
    """
    if form == "csv":
        text = csv_text(table, decimal_comma=language() == "nl")
        return _attached(text, "text/csv; charset=utf-8", f"{name}.csv")
    if form == "xlsx":
        packed = xlsx_bytes(table, about_title=_("About this table"), more=more)
        return _attached(packed, XLSX, f"{name}.xlsx")
    raise Http404(f'no table as "{form}"; there are csv and xlsx')


def drawing_file(svg: str, table: Table, name: str) -> HttpResponse:
    """Give a drawing as an SVG file with its title above and its origin under it."""
    foot = [f"{what}: {words}" for what, words in table.about]
    return _attached(standalone(svg, notes=[table.title, *foot]), "image/svg+xml", f"{name}.svg")


def _attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def geojson_file(features: list[dict[str, object]], table: Table, name: str) -> HttpResponse:
    """Give areas with their figures as GeoJSON (RFC 7946), with what is to be known about them."""
    content = {"type": "FeatureCollection", "about": dict(table.about), "features": features}
    text = json.dumps(content, ensure_ascii=False)
    return _attached(text, "application/geo+json", f"{name}.geojson")
