"""What is asked for in an address or a form of the desk; what cannot be meant falls away."""

from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import get_language

from baken.desks.deliveries.desk import deliver_to
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import delivery as delivery_of

LONGEST_TEXT = 100


def delivery_or_404(request: HttpRequest, identifier: UUID) -> DeliveryFact:
    """Return a delivery that is open to all, or of a municipality for which one delivers."""
    found = delivery_of(identifier)
    if found is None or (found.tenant and found.tenant not in deliver_to(request.scope)):
        raise Http404(f"no delivery {identifier}")
    return found


def asked_rows(query: QueryDict, *, most: int) -> list[int]:
    """Return the row numbers that were asked for, each once, at most so many."""
    numbers = [
        int(text)
        for text in query.getlist("regel")
        if text.isascii() and text.isdigit() and 0 < len(text) < 10
    ]
    return list(dict.fromkeys(numbers))[:most]


def asked_text(query: QueryDict, name: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a short text without what the database cannot hold."""
    return query.get(name, "").replace("\0", "").strip()[:longest]


def english() -> bool:
    """Return whether the reader reads English."""
    return (get_language() or "nl").startswith("en")
