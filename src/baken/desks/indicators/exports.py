"""What can be downloaded from the pages of policy indicators."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.indicators.area_map import map_of
from baken.desks.indicators.beside import funnel_of
from baken.desks.indicators.charts import drawn
from baken.desks.indicators.page import source_lines
from baken.desks.indicators.spreadsheet import About, table_of, values_of
from baken.desks.indicators.views import page_or_404, table_or_404
from baken.desks.indicators.writing import language
from baken.engines.drawing.export import standalone
from baken.engines.spreadsheet import Table, csv_text, xlsx_bytes
from baken.flows.policy_table import PolicyPage
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(READ_PUBLISHED)
@require_safe
def table_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the table of all indicators of a municipality for a spreadsheet."""
    found = table_or_404(code)
    address = request.build_absolute_uri(reverse("policy-indicators", args=[code]))
    methods = {value.method for row in found.rows for value in row.values}
    table = table_of(found, about_of(found.deliveries, methods, address))
    return _tabular(table, form, f"baken-{code}-{_('indicators')}")


@needs(READ_PUBLISHED)
@require_safe
def values_file(request: HttpRequest, code: str, name: str, form: str) -> HttpResponse:
    """Give every value and every target of an indicator for a spreadsheet."""
    found = page_or_404(code, name)
    return _tabular(values_of(found, _about_page(request, found)), form, f"baken-{code}-{name}")


@needs(READ_PUBLISHED)
@require_safe
def chart_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the chart as a file that stands alone."""
    found = _drawable_or_404(code, name)
    wide, _narrow = drawn(found.row, found.area.name)
    return _drawing(request, found, wide, f"baken-{code}-{name}")


@needs(READ_PUBLISHED)
@require_safe
def funnel_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the funnel of all municipalities as a file that stands alone."""
    found = page_or_404(code, name)
    if found.beside is None:
        raise Http404(_("Of this indicator CBS has no figures for all municipalities."))
    shown = funnel_of(found.beside, found.area, found.row.definition.said("label", language()))
    return _drawing(request, found, shown.wide, f"baken-{code}-{name}-trechter")


@needs(READ_PUBLISHED)
@require_safe
def map_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the map per wijk as a file that stands alone."""
    found = page_or_404(code, name)
    if found.parts is None:
        raise Http404(_("Of this indicator there are no figures per wijk."))
    shown = map_of(found.parts, found.area, found.row.definition.said("label", language()))
    return _drawing(request, found, shown.svg, f"baken-{code}-{name}-kaart")


def about_of(deliveries: Iterable[DeliveryFact], methods: Iterable[str], address: str) -> About:
    """Return what a file says of itself: source, licence, method, address and day."""
    lines = source_lines(deliveries, timezone.localdate())
    return (
        (_("Source"), "; ".join(f"{line.title}, {line.delivered_on}" for line in lines)),
        (_("Licence"), "; ".join(dict.fromkeys(line.attribution for line in lines))),
        (_("Method"), ", ".join(sorted(methods))),
        (_("Address"), address),
        (_("Made on"), timezone.localdate().isoformat()),
    )


def _about_page(request: HttpRequest, page: PolicyPage) -> About:
    address = reverse("policy-indicator", args=[page.area.code, page.row.definition.id])
    methods = {value.method for value in page.row.values}
    return about_of(page.deliveries, methods, request.build_absolute_uri(address))


def _drawing(request: HttpRequest, page: PolicyPage, svg: str, name: str) -> HttpResponse:
    title = f"{page.row.definition.said('label', language())}, {page.area.name}"
    foot = [f"{what}: {words}" for what, words in _about_page(request, page)]
    return _attached(standalone(svg, notes=[title, *foot]), "image/svg+xml", f"{name}.svg")


def _tabular(table: Table, form: str, name: str) -> HttpResponse:
    if form == "csv":
        text = csv_text(table, decimal_comma=language() == "nl")
        return _attached(text, "text/csv; charset=utf-8", f"{name}.csv")
    if form == "xlsx":
        packed = xlsx_bytes(table, about_title=_("About this table"))
        return _attached(packed, XLSX, f"{name}.xlsx")
    raise Http404(f'no table as "{form}"; there are csv and xlsx')


def _attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _drawable_or_404(code: str, name: str) -> PolicyPage:
    found = page_or_404(code, name)
    if not any(value.year for value in found.row.realised):
        raise Http404("no year has a value, so there is nothing to draw")
    return found
