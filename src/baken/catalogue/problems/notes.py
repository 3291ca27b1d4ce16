"""Reads ``problems/mended/*.toml``: each note that reading makes of what it set right by itself.

A note is English where it is made, and kept so; on a Dutch page it is told in Dutch.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.problems.forms import dutch_number, form_of
from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class MendedNote:
    """One note: as it is made, and for a Dutch reader."""

    id: str
    message: str
    nl: str


NOTES: tuple[MendedNote, ...] = read_entries(Path(__file__).parent / "mended", "note", MendedNote)

_FORMS = tuple((note, form_of(note.message)) for note in NOTES)
_LAYER = re.compile(r"layer (?P<layer>.+?): (?P<note>.+)", re.DOTALL)
_WORDS = {
    "RD metres": "RD-meters",
    "degrees (WGS84)": "graden (WGS84)",
    "Self-intersection": "de lijn kruist zichzelf",
    "Ring Self-intersection": "een rand kruist zichzelf",
}
"""Words of other programs and of ours that stand inside a note."""


def told_note(note: str, language: str) -> str:
    """Return a note in Dutch, or as it is: in English, or when nobody knows it."""
    if language.startswith("en"):
        return note
    layer = _LAYER.fullmatch(note)
    if layer:
        return f"laag {layer['layer']}: {told_note(layer['note'], language)}"
    parts = note.split("; ")
    for number in range(len(parts), 0, -1):
        known = _in_dutch("; ".join(parts[:number]))
        if known:
            rest = "; ".join(parts[number:])
            return f"{known}; {told_note(rest, language)}" if rest else known
    return note


def _in_dutch(note: str) -> str:
    for known, form in _FORMS:
        if found := form.fullmatch(note):
            named = {name: dutch_number(_worded(text)) for name, text in found.groupdict().items()}
            return known.nl.format(**named)
    return ""


def _worded(text: str) -> str:
    """Return what a note tells, with the fault of an outline in Dutch: its point stays."""
    fault, bracket, point = text.partition("[")
    return _WORDS.get(fault, fault) + (f" [{point}" if bracket else "")
