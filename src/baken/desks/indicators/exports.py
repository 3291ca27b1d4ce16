"""What can be downloaded from the pages of policy indicators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from baken.desks.indicators.charts import drawn
from baken.desks.indicators.spreadsheet import as_csv, table_rows, value_rows
from baken.desks.indicators.views import page_or_404, table_or_404
from baken.engines.drawing.export import standalone
from baken.flows.policy_table import PolicyPage
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs


@needs(READ_PUBLISHED)
@require_safe
def table_csv(_request: HttpRequest, code: str) -> HttpResponse:
    """Give the table of all indicators of a municipality for a spreadsheet."""
    return _csv(as_csv(table_rows(table_or_404(code))), f"baken-{code}-indicatoren.csv")


@needs(READ_PUBLISHED)
@require_safe
def values_csv(_request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give every value and every target of an indicator for a spreadsheet."""
    return _csv(as_csv(value_rows(page_or_404(code, name))), f"baken-{code}-{name}.csv")


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs(READ_PUBLISHED)
@require_safe
def chart_svg(_request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the chart as a file that stands alone."""
    found = _drawable_or_404(code, name)
    wide, _narrow = drawn(found.row, found.area.name)
    response = HttpResponse(standalone(wide), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="baken-{code}-{name}.svg"'
    return response


def _drawable_or_404(code: str, name: str) -> PolicyPage:
    found = page_or_404(code, name)
    if not any(value.year for value in found.row.realised):
        raise Http404("no year has a value, so there is nothing to draw")
    return found
