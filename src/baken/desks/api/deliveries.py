"""Deliveries and their rows as they stood in the file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query

from baken.desks.api.answers import answer
from baken.desks.api.contract import api, declared
from baken.desks.api.paging import Listed, PageAsked
from baken.desks.api.problems import NothingThereError
from baken.desks.api.shapes import DeliveredRowPage, DeliveryPage, DeliveryShape
from baken.desks.api.writing import delivery_out
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries, delivery, rows_of


@api.get("/deliveries", **declared(DeliveryPage, "deliveries", "deliveries", "Leveringen"))
def list_deliveries(request: HttpRequest, page: Query[PageAsked]) -> HttpResponse:
    """List every file that was taken in, the newest first."""

    def make() -> object:
        found = deliveries()
        shown = found[page.after : page.after + page.page_size]
        return Listed([delivery_out(each) for each in shown], len(found)).content(request, page)

    return answer(request, make)


@api.get(
    "/deliveries/{identifier}",
    **declared(DeliveryShape, "one-delivery", "deliveries", "Een levering"),
)
def one_delivery(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Give one delivery with what became of its rows."""
    return answer(request, lambda: delivery_out(_known(identifier)))


@api.get(
    "/deliveries/{identifier}/rows",
    **declared(DeliveredRowPage, "delivery-rows", "deliveries", "De rijen van een levering"),
)
def rows(request: HttpRequest, identifier: UUID, page: Query[PageAsked]) -> HttpResponse:
    """List the rows of a delivery as they stood in the file."""

    def make() -> object:
        found = _known(identifier)
        number = min(page.page_size, max(found.rows - page.after, 0))
        # Files with a header number their first row 2, maps number it 1.
        start = rows_of(identifier, first=0, number=1, by=request.scope)
        first = (start[0].number if start else 1) + page.after
        shown = rows_of(identifier, first=first, number=number, by=request.scope) if number else ()
        items = [{"number": each.number, "values": each.values} for each in shown]
        return Listed(items, found.rows).content(request, page)

    return answer(request, make)


def _known(identifier: UUID) -> DeliveryFact:
    found = delivery(identifier)
    if found is None:
        raise NothingThereError(f"there is no delivery {identifier}; see /api/v1/deliveries")
    return found
