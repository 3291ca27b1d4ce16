"""Choosing a wijk or buurt from a list, and going to its page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities
from baken.vocabulary.area import AreaCode, AreaLevel, level_of, parse_area_code


@dataclass(frozen=True, slots=True)
class WijkChoice:
    """A wijk with its buurten, as offered in a list."""

    wijk: AreaFact
    buurten: tuple[AreaFact, ...]


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A municipality with its wijken, as offered in a list."""

    municipality: AreaFact
    wijken: tuple[WijkChoice, ...]


@needs(READ_PUBLISHED)
@require_safe
def to_area(request: HttpRequest) -> HttpResponse:
    """Go to the page of the area that was chosen from a list."""
    chosen = request.GET.get("area", "")
    if not chosen:
        return redirect("municipalities")
    return redirect(address_of(code_or_404(chosen)))


def code_or_404(text: str) -> AreaCode:
    """Return the area code that an address holds.

    Raises:
        Http404: when it is no area code.
    """
    try:
        return parse_area_code(text)
    except ValueError as error:
        raise Http404(str(error)) from error


def address_of(code: AreaCode) -> str:
    """Return the address of an area's page."""
    return reverse(str(level_of(code)), args=[code])


def place_choices(codes: frozenset[str] | None = None) -> tuple[PlaceChoice, ...]:
    """Return the municipalities of this install, or those given, with wijken and buurten."""
    asked = [code for code in settings.BAKEN_MUNICIPALITIES if codes is None or code in codes]
    asked += sorted((codes or frozenset()) - set(asked))
    found = areas_in_municipalities(asked, levels=AreaLevel)
    return tuple(
        PlaceChoice(area, _wijken(area.code, found))
        for code in asked
        for area in found
        if area.code == code
    )


def _wijken(municipality: str, found: tuple[AreaFact, ...]) -> tuple[WijkChoice, ...]:
    inside = [area for area in found if area.municipality_code == municipality]
    return tuple(
        WijkChoice(
            wijk,
            tuple(b for b in inside if b.level == AreaLevel.BUURT and b.wijk_code == wijk.code),
        )
        for wijk in inside
        if wijk.level == AreaLevel.WIJK
    )
