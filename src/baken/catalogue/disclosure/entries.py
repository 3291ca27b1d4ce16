"""Reads ``disclosure/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries
from baken.vocabulary.disclosure import Publisher


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """What protects the counts of one source; the id is the source's.

    A count under ``minimum`` is not shown. Each other hidden cell keeps ``slide`` of room for who
    tries to work it out. ``zeros_shown``: a 0 is published as 0, except below a small total.
    """

    id: str
    publisher: Publisher
    basis_nl: str
    basis_en: str
    minimum: int = 10
    slide: int = 8
    zeros_shown: bool = True

    def basis(self, language: str) -> str:
        """Return the sentence that gives the ground, in Dutch or English."""
        return self.basis_en if language.startswith("en") else self.basis_nl


DISCLOSURE_RULES: tuple[DisclosureRule, ...] = read_entries(
    Path(__file__).parent, "disclosure", DisclosureRule
)
_BY_SOURCE = {entry.id: entry for entry in DISCLOSURE_RULES}


def disclosure_rule(source: str) -> DisclosureRule | None:
    """Return the rule of a source; None: there is none, and nothing of it may be published."""
    return _BY_SOURCE.get(source)
