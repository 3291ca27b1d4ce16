"""Reads ``sources/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's table: title, attribution as shown, licence, address, and what we do."""

    id: str
    title_nl: str
    title_en: str
    attribution: str
    licence: str
    address: str
    synthetic: bool = False
    use_nl: str = ""
    use_en: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl

    def use(self, language: str) -> str:
        """Return what is done with it, in Dutch or English; empty where nothing is said."""
        return self.use_en if language.startswith("en") else self.use_nl


SOURCES: tuple[Source, ...] = read_entries(Path(__file__).parent, "source", Source)
_BY_ID = {entry.id: entry for entry in SOURCES}


def source(identifier: str) -> Source:
    """Return the source with this id.

    Raises:
        KeyError: naming the known ids.
    """
    if identifier not in _BY_ID:
        raise KeyError(f'no source "{identifier}"; known: {", ".join(_BY_ID)}')
    return _BY_ID[identifier]
