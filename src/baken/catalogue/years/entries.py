"""Reads ``years/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class YearNote:
    """A year that is no normal year; ``baseline`` says whether it may serve as a baseline."""

    id: str
    year: int
    baseline: bool
    mark_nl: str
    mark_en: str
    explanation_nl: str
    explanation_en: str

    def mark(self, language: str) -> str:
        """Return the short mark in Dutch or English."""
        return self.mark_en if language.startswith("en") else self.mark_nl

    def explanation(self, language: str) -> str:
        """Return the sentence in Dutch or English."""
        return self.explanation_en if language.startswith("en") else self.explanation_nl


YEAR_NOTES: tuple[YearNote, ...] = read_entries(Path(__file__).parent, "year", YearNote)


def note_of_year(year: int) -> YearNote | None:
    """Return what is to be known about a year, or None for a normal one."""
    return next((note for note in YEAR_NOTES if note.year == year), None)
