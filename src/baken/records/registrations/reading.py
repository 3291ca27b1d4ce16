"""What the words of a row say: the offence, whether it was completed, who found it, its place."""

import math
from collections.abc import Mapping
from typing import Any, TypeVar

from baken.catalogue.offences import (
    incidents_described,
    nearest_offences,
    offence,
    offences_of_incident,
)
from baken.engines.projection.rd_approximation import rd_metres
from baken.foundation.intake.reading.table import RowError
from baken.records.registrations.facts import Completion, FoundBy, Standing

Word = TypeVar("Word")
LONGITUDES, LATITUDES = (3.2, 7.3), (50.7, 53.7)
XS, YS = (7_000.0, 300_000.0), (289_000.0, 629_000.0)
_COMPLETIONS = {
    **dict.fromkeys(("", "onbekend", "unknown", "o"), Completion.UNKNOWN),
    **dict.fromkeys(("poging", "attempted", "attempt", "p", "gepoogd"), Completion.ATTEMPTED),
    **dict.fromkeys(("voltooid", "completed", "v", "complete"), Completion.COMPLETED),
}
_FINDERS = {
    **dict.fromkeys(("", "onbekend", "unknown"), FoundBy.UNKNOWN),
    **dict.fromkeys(("burger", "citizen", "aangever", "aangifte", "melder"), FoundBy.CITIZEN),
    **dict.fromkeys(("melding", "derden", "slachtoffer", "internetaangifte"), FoundBy.CITIZEN),
    **dict.fromkeys(("politie", "police", "ambtshalve", "heterdaad"), FoundBy.POLICE),
    **dict.fromkeys(("eigen waarneming", "controle"), FoundBy.POLICE),
}
_STATUSES = {
    **dict.fromkeys(("", "geldig", "staat", "stands", "actief", "open"), Standing.STANDS),
    **dict.fromkeys(("afgesloten", "gewijzigd", "nieuw", "definitief"), Standing.STANDS),
    **dict.fromkeys(("ingetrokken", "withdrawn", "vervallen", "verwijderd"), Standing.WITHDRAWN),
}


def offence_of(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return (CBS code, incident code) of a row: by its codes, or else by its description.

    A code of CBS that is given is followed. An incident code that counts under two types is told
    apart by the description.

    Raises:
        RowError: naming the nearest that is listed.
    """
    given, incident = _words(values["offence"]), _words(values["incident"]).upper()
    description = _words(values["description"])
    if offences_of_incident(given):
        given, incident = "", incident or given.upper()
    if given:
        return _given(given), _code(incident)
    if incident:
        return _of_incident(_code(incident), description), _code(incident)
    if description:
        return _described("description", description)
    raise _unknown("offence", "", "")


def _given(text: str) -> str:
    code = text.split(" ", maxsplit=1)[0]
    if offence(code):
        return code
    found, _ = _described("offence", text)
    return found


def _code(incident: str) -> str:
    """Return an incident code without the description that may stand behind it."""
    return incident.split(" ", maxsplit=1)[0][:12]


def _of_incident(code: str, description: str) -> str:
    found = offences_of_incident(code)
    if len(found) > 1:
        named = {type_ for type_, each in incidents_described(description) if each == code}
        found = tuple(named) or found
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous("incident", code, found)
    raise _unknown("incident", code, description)


def _described(column: str, text: str) -> tuple[str, str]:
    found = incidents_described(text)
    if len(found) == 1:
        return found[0]
    types = tuple(dict.fromkeys(type_ for type_, _ in found))
    if len(types) == 1:
        return types[0], ""
    raise _ambiguous(column, text, types) if types else _unknown(column, text, "")


def _ambiguous(column: str, value: str, types: tuple[str, ...]) -> RowError:
    listed = ", ".join(types)
    return RowError(
        column=column,
        value=value,
        reason="ambiguous-offence",
        remedy_nl=f"Dit telt CBS onder {listed}; noem de code van CBS.",
        remedy_en=f"CBS counts this under {listed}; give the code of CBS.",
    )


def _unknown(column: str, value: str, description: str) -> RowError:
    near = nearest_offences(value) or nearest_offences(description)
    nl = f" Bedoelt u {' of '.join(near)}?" if near else ""
    en = f" Do you mean {' or '.join(near)}?" if near else ""
    return RowError(
        column=column,
        value=value,
        reason="unknown-offence",
        remedy_nl=f"Geef een incidentcode van de politie (A20) of een code van CBS (1.1.1).{nl}",
        remedy_en=f"Give a police incident code (A20) or a code of CBS (1.1.1).{en}",
    )


def completion_of(text: str | None) -> Completion:
    """Return whether an offence was attempted or completed."""
    return _listed("completion", text, _COMPLETIONS, "poging, voltooid", "attempted, completed")


def found_by_of(text: str | None) -> FoundBy:
    """Return who found it."""
    return _listed("found_by", text, _FINDERS, "burger, politie", "citizen, police")


def status_of(text: str | None) -> Standing:
    """Return whether the registration stands."""
    return _listed("status", text, _STATUSES, "geldig, ingetrokken", "stands, withdrawn")


def _listed(column: str, text: str | None, known: Mapping[str, Word], nl: str, en: str) -> Word:
    found = known.get(_words(text).casefold())
    if found is None:
        raise RowError(
            column=column,
            value=text or "",
            reason="unknown-word",
            remedy_nl=f"Schrijf {nl}, of laat de cel leeg.",
            remedy_en=f"Write {en}, or leave the cell empty.",
        )
    return found


def point_of(x: float | None, y: float | None) -> tuple[float, float] | None:
    """Return a point in RD metres, to a decimetre, from RD or WGS84 told apart by their values.

    The two may stand in either order. (0, 0) is what systems write for "not known".

    Raises:
        RowError: for half a point, or one outside the Netherlands.
    """
    if (x is None and y is None) or (x == 0 and y == 0):
        return None
    if x is not None and y is not None:
        for east, north in ((x, y), (y, x)):
            if _within(east, XS) and _within(north, YS):
                return decimetre(east), decimetre(north)
            if _within(east, LONGITUDES) and _within(north, LATITUDES):
                metres = rd_metres(east, north)
                return decimetre(metres[0]), decimetre(metres[1])
    raise RowError(
        column="x" if x is not None else "y",
        value=f"{x} {y}",
        reason="not-a-point",
        remedy_nl="Lever x en y samen, in RD-meters of in graden, binnen Nederland.",
        remedy_en="Deliver x and y together, in RD metres or in degrees, within the Netherlands.",
    )


def decimetre(metres: float) -> float:
    """Return metres to a decimetre, by the same steps that whole columns take."""
    return math.floor(metres * 10 + 0.5) / 10


def _within(value: float, stretch: tuple[float, float]) -> bool:
    return stretch[0] <= value <= stretch[1]


def postcode_of(text: str | None) -> str:
    """Return a postcode as 3512AE, or 3512 when that is all that is said.

    Raises:
        RowError: for anything else.
    """
    code = "".join(_words(text).split()).upper()
    whole = len(code) == 6 and code[:4].isdigit() and code[4:].isalpha()
    if (code and not (whole or (len(code) == 4 and code.isdigit()))) or not code.isascii():
        raise RowError(
            column="postcode",
            value=text or "",
            reason="not-a-postcode",
            remedy_nl="Schrijf vier cijfers en twee letters, zoals 3512 AE.",
            remedy_en="Write four digits and two letters, such as 3512 AE.",
        )
    return code


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
