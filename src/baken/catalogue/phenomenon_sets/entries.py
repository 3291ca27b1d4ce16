"""Reads ``phenomenon_sets/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries

ALIKE = 0.7
"""Two sets that have this share of their members in common are easily taken for the same."""


@dataclass(frozen=True, slots=True)
class PhenomenonSet:
    """A name for several phenomena as one text means it; ``source`` and ``line`` say where."""

    id: str
    name_nl: str
    name_en: str
    phenomena: tuple[str, ...]
    source: str
    section: str
    line: int

    def name(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.name_en if language.startswith("en") else self.name_nl


def nearly_alike(one: PhenomenonSet, other: PhenomenonSet) -> frozenset[str]:
    """Return what two sets that are easily taken for the same do not share; else nothing.

    Of equal sets and of sets that share too little it is empty.
    """
    members, others = frozenset(one.phenomena), frozenset(other.phenomena)
    share = len(members & others) / max(len(members | others), 1)
    return members ^ others if share >= ALIKE else frozenset()


PHENOMENON_SETS: tuple[PhenomenonSet, ...] = read_entries(
    Path(__file__).parent, "phenomenon_set", PhenomenonSet
)
