"""Reads ``policy_texts/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A text: the name of its file as plans give it, and its title for people."""

    id: str
    title_nl: str
    title_en: str

    def title(self, language: str) -> str:
        """Return the title in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl


POLICY_TEXTS: tuple[PolicyText, ...] = read_entries(Path(__file__).parent, "text", PolicyText)
_BY_ID = {entry.id: entry for entry in POLICY_TEXTS}


def policy_text(identifier: str) -> PolicyText | None:
    """Return the text with this file name, or None where it is not known here."""
    return _BY_ID.get(identifier)
