"""The rules for facts about a place finer than a street; pure, and the only place they stand.

A fact below street level can point at somebody: it is personal data, with a processing activity.
House numbers are never kept. Of sexual and domestic offences only the buurt is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from baken.catalogue.processing import activity_named
from baken.catalogue.sensitive_offences import SENSITIVE_OFFENCES
from baken.foundation.stewardship.person_cells import plain
from baken.foundation.stewardship.person_names import words_of

ACTIVITY = "street-level-facts"
"""The processing activity of facts below street level."""


class Fineness(StrEnum):
    """How fine a place is known, from the finest on."""

    POINT = "point"
    ADDRESS = "address"
    POSTCODE = "postcode"
    STREET = "street"
    BUURT = "buurt"
    WIJK = "wijk"
    WIDER = "wider"


@dataclass(frozen=True, slots=True)
class DeliveredPlace:
    """Where something happened, as delivered; what is not known is None or empty.

    ``point`` is (x, y) in RD metres. ``street`` may still carry a house number.
    """

    point: tuple[float, float] | None = None
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    buurt: str = ""
    wijk: str = ""


class PlaceRuleError(ValueError):
    """The place may not be kept as delivered and cannot be reduced; ``reason`` is a word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fineness_of(place: DeliveredPlace) -> Fineness:
    """Return how fine a place is known."""
    if place.point is not None:
        return Fineness.POINT
    if place.house_number or without_house_number(place.street) != place.street.strip():
        return Fineness.ADDRESS
    if len(place.postcode.replace(" ", "")) > 4:
        return Fineness.POSTCODE
    if place.street:
        return Fineness.STREET
    if place.buurt:
        return Fineness.BUURT
    return Fineness.WIJK if place.wijk else Fineness.WIDER


def is_personal(place: DeliveredPlace) -> bool:
    """Say whether a fact of this place is personal data: anything finer than a street is."""
    return fineness_of(place) in {Fineness.POINT, Fineness.ADDRESS, Fineness.POSTCODE}


def is_sensitive(*, cbs_code: str = "", incident_code: str = "", description: str = "") -> bool:
    """Say whether an offence is sexual or domestic, by any of what is known of it."""
    words = plain(description)
    return any(
        _begins(cbs_code, group.cbs_codes, end=".")
        or _begins(incident_code.upper(), group.incident_codes)
        or any(word in words for word in group.words)
        for group in SENSITIVE_OFFENCES
    )


def _begins(code: str, codes: Iterable[str], *, end: str = "") -> bool:
    given = code.strip()
    return any(given == each or given.startswith(each + end) if given else False for each in codes)


def place_to_keep(place: DeliveredPlace, *, sensitive: bool) -> DeliveredPlace:
    """Return what may be kept of a place: no house number; of a sensitive offence the buurt only.

    Raises:
        PlaceRuleError: ``no-buurt`` when the offence is sensitive and its buurt is not known;
            find the buurt of the point or postcode first.
    """
    if not sensitive:
        return replace(place, house_number="", street=without_house_number(place.street))
    if not place.buurt:
        raise PlaceRuleError("no-buurt")
    return DeliveredPlace(buurt=place.buurt, wijk=place.wijk)


# A square or avenue may be called after a year: Plein 1944, Laan 1940-1945.
_YEAR_STREET = re.compile(
    r"((?:\S+ )*(?:plein|laan|park|weg|kade) (?:19)?\d\d(?:\s?[-–]\s?(?:19)?\d\d)?)(?= |$|,)",
    re.IGNORECASE,
)
_FROM_NUMBER = re.compile(
    r"[\s,]+(?:(?:huis)?(?:nummer|nr)\.?\s*|hs\.?\s+|t/?o\s+)?\d+\s?[\w/.+-]*.*$", re.IGNORECASE
)


def without_house_number(street: str) -> str:
    """Return the name of a street without house number, letter, addition and what comes after.

    When in doubt the number goes: a street loses its year sooner than a house keeps its number.
    """
    text = " ".join(street.split())
    named = _YEAR_STREET.match(text)
    if named:
        return named.group(1)
    return _FROM_NUMBER.sub("", text).strip(" ,")


# --- kinds of files ---------------------------------------------------------------------------

_FINE_COLUMNS = frozenset(
    {
        *("adres", "address", "huisnummer", "huisnr", "huisletter", "toevoeging", "housenumber"),
        *("postcode", "postcode6", "pc6", "zipcode", "lat", "latitude", "lon", "long", "lng"),
        *(
            "longitude",
            "x",
            "y",
            "xcoordinaat",
            "ycoordinaat",
            "rdx",
            "rdy",
            "xrd",
            "yrd",
            "xcoord",
        ),
        *("ycoord", "coordinaat", "coordinaten", "punt", "point", "nummeraanduiding", "bagid"),
    }
)


def fine_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that hold a place below street level, by their names."""
    return tuple(name for name in names if "".join(words_of(name)) in _FINE_COLUMNS)


def undeclared_places(
    kind: str, columns: Iterable[str], *, activity: str, of_municipality: bool
) -> str:
    """Return why a kind of file may not be taken in, or "" when it may.

    A kind with columns below street level declares the processing activity it serves, and its
    rows belong to a municipality: open to all they may not be.
    """
    fine = ", ".join(fine_columns(columns))
    if not fine:
        return ""
    if not activity:
        return f"{kind} has columns below street level ({fine}) and declares no processing activity"
    activity_named(activity)
    if not of_municipality:
        return f"{kind} has columns below street level ({fine}) and its rows are open to all"
    return ""
