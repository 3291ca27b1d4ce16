"""Reads ``phenomena/*.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class CodeFit(StrEnum):
    """How well the codes of registered crime fit; without a plain code nothing is counted."""

    EXACT = "exact"
    BROADER = "broader"
    SET = "set"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """A phenomenon in our own words, with the codes of registered crime that fit, if any."""

    id: str
    name_nl: str
    name_en: str
    category: str
    code_fit: CodeFit
    sources: tuple[str, ...]
    offence_codes: tuple[str, ...] = ()
    note_en: str = ""

    def name(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.name_en if language.startswith("en") else self.name_nl

    @property
    def is_counted(self) -> bool:
        """Return whether registered crime says how often it happens."""
        return self.code_fit is not CodeFit.NONE


PHENOMENA: tuple[Phenomenon, ...] = read_entries(Path(__file__).parent, "phenomenon", Phenomenon)
