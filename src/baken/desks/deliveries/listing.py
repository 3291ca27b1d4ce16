"""All deliveries, filtered by what stands in the address."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baken.catalogue.sources import SOURCES
from baken.desks.deliveries.wording import KINDS
from baken.foundation.intake.listing import (
    DeliveryQuestion,
    listed_deliveries,
    number_of_deliveries,
)
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs

PER_PAGE = 25


@needs(DELIVER_FILES)
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """Show the deliveries that fit the filters, the newest first."""
    asked = _asked(request)
    pages = Paginator(range(number_of_deliveries(asked)), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    first = max(page.start_index() - 1, 0)
    found = listed_deliveries(asked, first=first, number=PER_PAGE)
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "asked": asked,
        "deliveries": [(each, KINDS.get(each.kind, each.kind)) for each in found],
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": f"{query.urlencode()}&" if query else "",
        "kinds": list(KINDS.items()),
        "filtered": asked != DeliveryQuestion(),
        "crumbs": [
            {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
            {"label": _("Deliveries")},
        ],
    }
    return render(request, "deliveries/listing.html", shown)


def _asked(request: HttpRequest) -> DeliveryQuestion:
    """Return what the address asks for; what it cannot mean falls away."""
    kind, source = request.GET.get("soort", ""), request.GET.get("bron", "")
    return DeliveryQuestion(
        kind=kind if kind in KINDS else "",
        source=source if source in {entry.id for entry in SOURCES} else "",
        name=request.GET.get("naam", "").replace("\0", "")[:100].strip(),
        waiting=request.GET.get("wachtend") == "1",
    )
