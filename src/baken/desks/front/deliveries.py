"""All deliveries, the rows that wait, and every row of a delivery as it stood in the file."""

from collections import Counter
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.sources import SOURCES
from baken.desks.front.asked import asked_number
from baken.desks.front.origins import SourceLine, source_line, source_lines
from baken.desks.front.wording import KINDS
from baken.foundation.intake.facts import DeliveryFact, QuarantineFact
from baken.foundation.intake.selectors import deliveries, may_read_rows, quarantine, rows_of
from baken.foundation.intake.selectors import delivery as delivery_of
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.permission import PermissionName

ROWS_A_PAGE = 50


@needs(READ_PUBLISHED)
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show every delivery with what became of its rows, and the rows that wait."""
    lines = source_lines(deliveries(), timezone.localdate())
    shown = {
        "used": _used(lines),
        "lines": [(line, KINDS.get(line.delivery.kind, line.delivery.kind)) for line in lines],
        "with_notes": [line for line in lines if line.delivery.notes],
        "waiting": [
            _waiting(row)
            for row in quarantine()
            if row.tenant is None
            or request.scope.may(PermissionName.DELIVER_FILES, tenant=row.tenant)
        ],
    }
    return render(request, "front/sources.html", shown)


def _used(lines: tuple[SourceLine, ...]) -> list[tuple[SourceLine, str, int]]:
    """Return each source once: its newest delivery, what is done with it, and how many count."""
    lines = tuple(line for line in lines if line.delivery.withdrawn_at is None)
    newest: dict[str, SourceLine] = {}
    for line in lines:
        newest.setdefault(line.delivery.source, line)
    uses = {entry.id: entry.use(get_language() or "nl") for entry in SOURCES}
    counts = Counter(line.delivery.source for line in lines)
    return [(line, uses.get(source, ""), counts[source]) for source, line in newest.items()]


@needs(READ_PUBLISHED)
@require_safe
def delivery(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show a delivery and its rows, 50 a page, with the row that was asked for marked."""
    found = delivery_of(identifier)
    if found is None:
        raise Http404(f"no delivery {identifier}")
    asked = asked_number(request.GET, "regel")
    # Row numbers count the header as row 1, in files that have one.
    pages = Paginator(range(found.rows + 1), ROWS_A_PAGE)
    wanted = (asked - 1) // ROWS_A_PAGE + 1 if asked else asked_number(request.GET, "page") or 1
    page = pages.get_page(wanted)
    first = ROWS_A_PAGE * (page.number - 1) + 1
    rows = rows_of(identifier, first=first, number=ROWS_A_PAGE, by=request.scope)
    shown = {
        "line": source_line(found, timezone.localdate()),
        "kind": KINDS.get(found.kind, found.kind),
        "delivery": found,
        "asked": asked,
        "rows": [
            (row.number, [row.values.get(column, "") for column in found.header])
            for row in rows
            if row.number < first + ROWS_A_PAGE
        ],
        "has_header": _has_header(found),
        "may_read": may_read_rows(found, by=request.scope),
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "crumbs": [
            {"url": reverse("sources"), "label": _("Data and sources")},
            {"label": found.file_name},
        ],
    }
    return render(request, "front/delivery.html", shown)


def _has_header(found: DeliveryFact) -> bool:
    return found.file_name.endswith(".csv")


def _waiting(row: QuarantineFact) -> tuple[QuarantineFact, str]:
    english = (get_language() or "nl").startswith("en")
    return row, row.remedy_en if english else row.remedy_nl
