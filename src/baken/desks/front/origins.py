"""Deliveries in words: which source, which licence, how old."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from baken.catalogue.sources import SOURCES
from baken.desks.front.writing import age
from baken.foundation.intake.facts import DeliveryFact


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A delivery with its source as shown."""

    delivery: DeliveryFact
    href: str
    title: str
    attribution: str
    licence: str
    address: str
    synthetic: bool
    age: str


def source_lines(found: Iterable[DeliveryFact], today: date) -> tuple[SourceLine, ...]:
    """Return the deliveries in words, in the order given."""
    return tuple(source_line(delivery, today) for delivery in found)


def source_line(delivery: DeliveryFact, today: date) -> SourceLine:
    """Return a delivery in words; a source that the catalogue does not know keeps its id."""
    entry = next((each for each in SOURCES if each.id == delivery.source), None)
    return SourceLine(
        delivery=delivery,
        href=reverse("delivery", args=[delivery.id]),
        title=entry.title(get_language() or "nl") if entry else delivery.source,
        attribution=entry.attribution if entry else "",
        licence=entry.licence if entry else "",
        address=entry.address if entry else "",
        synthetic=entry.synthetic if entry else False,
        age=age(delivery.delivered_on, today),
    )
