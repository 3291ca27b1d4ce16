"""Reads ``offences/*.toml``."""

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


def offence(code: str) -> Offence | None:
    """Return what is counted under a code of CBS, or None where it is not listed."""
    return _BY_ID.get(code)
