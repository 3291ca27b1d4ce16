"""Reads ``plan_sheets/*/*.toml``: a name in Dutch and English for what a plan file calls in code.

A field or word without an entry keeps its own name: the workbook of a plan grows with the plan.
"""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet, a column or a word of a workbook: its names, and a sentence that explains it."""

    id: str
    nl: str
    en: str
    help_nl: str = ""
    help_en: str = ""

    def name(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.en if language.startswith("en") else self.nl

    def help(self, language: str) -> str:
        """Return the explanation in Dutch or English."""
        return self.help_en if language.startswith("en") else self.help_nl


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What can be wrong in a workbook: why, and what to do; {names} stand for what differs."""

    id: str
    nl: str
    en: str
    remedy_nl: str
    remedy_en: str


_HERE = Path(__file__).parent


def _names(folder: str, key: str) -> dict[str, SheetName]:
    return {each.id: each for each in read_entries(_HERE / folder, key, SheetName)}


SHEET_TABLES = _names("tables", "table")
SHEET_COLUMNS = _names("columns", "column")
SHEET_WORDS = _names("words", "word")
SHEET_FAULTS: dict[str, SheetFault] = {
    each.id: each for each in read_entries(_HERE / "faults", "fault", SheetFault)
}
