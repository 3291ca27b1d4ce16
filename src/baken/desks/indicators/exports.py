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
from baken.engines.drawing.export import standalone
from baken.engines.spreadsheet import Table, csv_text, xlsx_bytes
from baken.flows.policy_table import PolicyPage
from baken.flows.tell_indicator.writing import language
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.indicators.selectors import figure

COLOURED = "gamma-poisson-shrinkage"
"""How the colours of a map were pulled towards the mean."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(READ_PUBLISHED)
@require_safe
def table_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the table of all indicators of a municipality for a spreadsheet."""
    found = table_or_404(code)
    address = request.build_absolute_uri(reverse("policy-indicators", args=[code]))
    table = table_of(found, about_of(found.deliveries, (), address))
    return _tabular(table, form, f"baken-{code}-{_('indicators')}")


@needs(READ_PUBLISHED)
@require_safe
def values_file(request: HttpRequest, code: str, name: str, form: str) -> HttpResponse:
    """Give every value and every target of an indicator for a spreadsheet."""
    found = page_or_404(code, name)
    about = about_of(found.deliveries, (), _address(request, found))
    return _tabular(values_of(found, about), form, f"baken-{code}-{name}")


@needs(READ_PUBLISHED)
@require_safe
def chart_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the chart as a file that stands alone."""
    found = _drawable_or_404(code, name)
    wide, _narrow = drawn(found.row, found.area.name)
    title = f"{_label(found)}, {found.area.name}"
    return _drawing(wide, title, _about_page(request, found), f"baken-{code}-{name}")


@needs(READ_PUBLISHED)
@require_safe
def funnel_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the funnel of all municipalities as a file that stands alone."""
    found = page_or_404(code, name)
    if found.beside is None:
        raise Http404(_("Of this indicator CBS has no figures for all municipalities."))
    shown = funnel_of(found.beside, found.area, _label(found))
    counted = found.beside.sized_by, found.area.code, found.beside.spread.year
    about = about_of(_sources(*counted), [shown.method], _address(request, found))
    title = _per_thousand(found, shown.year)
    return _drawing(shown.wide, title, about, f"baken-{code}-{name}-trechter")


@needs(READ_PUBLISHED)
@require_safe
def map_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the map per wijk as a file that stands alone."""
    found = page_or_404(code, name)
    if found.parts is None:
        raise Http404(_("Of this indicator there are no figures per wijk."))
    shown = map_of(found.parts, found.area, _label(found))
    used = {source for figure in found.parts.figures for source, _row in figure.sources}
    methods = {figure.method for figure in found.parts.figures} | {COLOURED}
    about = about_of(deliveries(used), methods, _address(request, found))
    title = _per_thousand(found, shown.year)
    name = f"baken-{code}-{name}-kaart"
    return _drawing(shown.svg, title, about, name, legend=shown.legend_drawing)


def about_of(used: Iterable[DeliveryFact], methods: Iterable[str], address: str) -> About:
    """Return what a file says of itself: source, licence, methods, address and day.

    Without ``methods`` the table names that of each value in its row.
    """
    lines = source_lines(used, timezone.localdate())
    sources = dict.fromkeys(f"{line.title}, {line.delivered_on}" for line in lines)
    named = ", ".join(sorted(methods))
    return (
        (_("Source"), "; ".join(sources)),
        (_("Licence"), "; ".join(dict.fromkeys(line.attribution for line in lines))),
        *([(_("Method"), named)] if named else []),
        (_("Address"), address),
        (_("Made on"), timezone.localdate().isoformat()),
    )


def _about_page(request: HttpRequest, page: PolicyPage) -> About:
    methods = {value.method for value in page.row.values}
    return about_of(page.deliveries, methods, _address(request, page))


def _address(request: HttpRequest, page: PolicyPage) -> str:
    address = reverse("policy-indicator", args=[page.area.code, page.row.definition.id])
    return request.build_absolute_uri(address)


def _label(page: PolicyPage) -> str:
    return page.row.definition.said("label", language())


def _per_thousand(page: PolicyPage, year: int) -> str:
    return f"{_label(page)}, {page.area.name}, {year}, {_('per 1,000 inhabitants')}"


def _sources(indicator: str, area: str, year: int) -> tuple[DeliveryFact, ...]:
    found = figure(indicator=indicator, area_code=area, year=year)
    return deliveries({source for source, _row in found.sources}) if found else ()


def _drawing(svg: str, title: str, about: About, name: str, *, legend: str = "") -> HttpResponse:
    foot = [f"{what}: {words}" for what, words in about]
    return _attached(
        standalone(svg, notes=[title, *foot], legend=legend), "image/svg+xml", f"{name}.svg"
    )


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
