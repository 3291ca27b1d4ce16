"""Reads ``offences/*.toml``, and finds the published type behind an incident code or a name."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class Offence:
    """A type as CBS publishes it: its code, CBS's own name, and the incident codes counted."""

    id: str
    name: str
    incidents: tuple[str, ...]


OFFENCES: tuple[Offence, ...] = read_entries(Path(__file__).parent, "offence", Offence)
_BY_ID = {entry.id: entry for entry in OFFENCES}
# CBS shortens some lists: "B22-B26 en B31-B33, B35 idem met geweld".
_CODES = re.compile(r"([A-Z]\d+(?:-[A-Z]\d+)?)(?:(?:,| en) )?")
_SIGNS = re.compile(r"[^a-z0-9]+")


def offence(code: str) -> Offence | None:
    """Return what is counted under a code of CBS, or None where it is not listed."""
    return _BY_ID.get(code)


def offences_of_incident(code: str) -> tuple[str, ...]:
    """Return the types that CBS counts a police incident code under: one, none, or of F614 two."""
    return _BY_INCIDENT.get(code.strip().upper(), ())


def incidents_described(text: str) -> tuple[tuple[str, str], ...]:
    """Return (type, incident code) of every incident with this description; "" for a type's own."""
    return _BY_NAME.get(_compared(text), ())


def nearest_offences(text: str, *, number: int = 2) -> tuple[str, ...]:
    """Return the listed codes and names most like a text, written as CBS writes them."""
    asked = text.strip()
    by_code = {key: key for key in _BY_INCIDENT} | {entry.id: entry.id for entry in OFFENCES}
    close = difflib.get_close_matches(asked.upper(), by_code, n=number, cutoff=0.6)
    if not close:
        found = difflib.get_close_matches(_compared(asked), _BY_NAME, n=number, cutoff=0.5)
        close = [incident or type_ for name in found for type_, incident in _BY_NAME[name][:1]]
    return tuple(_LABELS[each] for each in close)


def _compared(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()


def _codes_of(incident: str) -> tuple[tuple[str, ...], str]:
    """Return the codes that a listed incident begins with, and its description."""
    codes: list[str] = []
    end = 0
    while match := _CODES.match(incident, end):
        first, _, last = match[1].partition("-")
        codes += _between(first, last or first)
        end = match.end()
    return tuple(codes), incident[end:].strip()


def _between(first: str, last: str) -> list[str]:
    letter, digits = first[0], first[1:]
    return [f"{letter}{n:0{len(digits)}d}" for n in range(int(digits), int(last[1:]) + 1)]


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, str], ...]]]:
    by_incident: dict[str, tuple[str, ...]] = defaultdict(tuple)
    by_name: dict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for entry in OFFENCES:
        by_name[_compared(entry.name)] += ((entry.id, ""),)
        for incident in entry.incidents:
            codes, description = _codes_of(incident)
            for code in codes:
                by_incident[code] += (entry.id,)
            if len(codes) == 1:
                by_name[_compared(description)] += ((entry.id, codes[0]),)
    return dict(by_incident), dict(by_name)


_BY_INCIDENT, _BY_NAME = _tables()
_LABELS = {entry.id: f"{entry.id} {entry.name}" for entry in OFFENCES} | {
    code: incident
    for entry in OFFENCES
    for incident in entry.incidents
    for code in _codes_of(incident)[0]
}
