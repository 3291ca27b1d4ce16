"""Where figures come from: for the foot of a page, and inside every file that leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.catalogue.indicators import OWN_COUNTS
from baken.catalogue.sources import SOURCES, Source, source
from baken.desks.explore.writing import language
from baken.foundation.intake.facts import DeliveryFact

OUTLINES = "cbs-kadaster-boundaries"


@dataclass(frozen=True, slots=True)
class Origin:
    """A delivery as shown: title, attribution with licence, day, and its page."""

    title: str
    attribution: str
    delivered_on: str
    href: str


def origins_of(found: Iterable[DeliveryFact]) -> list[Origin]:
    """Return deliveries in words."""
    known = {entry.id: entry for entry in SOURCES}
    said = []
    for delivery in found:
        entry = known.get(delivery.source)
        said.append(
            Origin(
                title=entry.title(language()) if entry else delivery.source,
                attribution=_licence_of(entry) if entry else "",
                delivered_on=date_format(delivery.delivered_on, "j F Y"),
                href=reverse("delivery", args=[delivery.id]),
            )
        )
    return said


def about_of(
    found: Iterable[DeliveryFact],
    method: str,
    address: str,
    today: date,
    *,
    own: bool = False,
    outlines: bool = False,
) -> tuple[tuple[str, str], ...]:
    """Return what a file says of itself: source, licence, method, address and day.

    ``own``: counts of a municipality itself, whose delivery is not open; ``outlines``: the file
    holds the areas themselves. Without a ``method`` the table has one of its own in every row.
    """
    lines = origins_of(each for each in found if each.source != OWN_COUNTS)
    sources = [f"{line.title}, {line.delivered_on}" for line in lines]
    licences = [line.attribution for line in lines]
    if own:
        entry = source(OWN_COUNTS)
        sources = [entry.title(language()), *sources]
        licences = [_licence_of(entry), *licences]
    if outlines:
        sources.append(source(OUTLINES).title(language()))
        licences.append(_licence_of(source(OUTLINES)))
    return (
        (_("Source"), "; ".join(dict.fromkeys(sources))),
        (_("Licence"), "; ".join(dict.fromkeys(licences))),
        *([(_("Method"), method)] if method else []),
        (_("Address"), address),
        (_("Made on"), today.isoformat()),
    )


def _licence_of(entry: Source) -> str:
    return f"{entry.attribution}, {entry.licence}"
