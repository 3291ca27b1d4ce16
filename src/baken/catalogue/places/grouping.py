"""Reads ``places/peer_classes`` and ``places/peer_groupings``: who is put beside whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class Measure(StrEnum):
    """By what municipalities are put into classes."""

    INHABITANTS = "inhabitants"
    DENSITY = "density"  # inhabitants per square kilometre


@dataclass(frozen=True, slots=True)
class PeerClass:
    """A class of municipalities: those with ``at_least`` so much, and less than the next class."""

    id: str
    measure: Measure
    at_least: float
    label_nl: str
    label_en: str

    def label(self, language: str) -> str:
        """Return the label in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl


@dataclass(frozen=True, slots=True)
class PeerGrouping:
    """Peers share both classes; with fewer than ``fewest`` of them, that of inhabitants alone."""

    id: str
    fewest: int
    explanation_nl: str
    explanation_en: str

    def explanation(self, language: str) -> str:
        """Return the rule in Dutch or English."""
        return self.explanation_en if language.startswith("en") else self.explanation_nl


_FOLDER = Path(__file__).parent
PEER_CLASSES: tuple[PeerClass, ...] = read_entries(_FOLDER / "peer_classes", "class", PeerClass)
PEER_GROUPING: PeerGrouping = read_entries(_FOLDER / "peer_groupings", "grouping", PeerGrouping)[0]
_BY_ID = {entry.id: entry for entry in PEER_CLASSES}
BETWEEN = "."
"""Parts the classes in the id of a group: 50000-to-100000.dense."""


def class_of(measure: Measure, value: float) -> PeerClass:
    """Return the class that a value falls in."""
    found = [each for each in PEER_CLASSES if each.measure is measure and each.at_least <= value]
    return max(found, key=lambda each: each.at_least)


def classes_of_group(group: str) -> tuple[PeerClass, ...]:
    """Return the classes that the members of a group share; none for a group of another kind."""
    return tuple(_BY_ID[part] for part in group.split(BETWEEN) if part in _BY_ID)


def peer_groups(
    inhabitants: Mapping[str, float], densities: Mapping[str, float]
) -> dict[str, tuple[str, ...]]:
    """Return the members of each group; a municipality is looked up with ``group_of``.

    The groups of inhabitants hold everybody, those with a density only the large enough ones.
    """
    groups: dict[str, list[str]] = {}
    for code in sorted(inhabitants):
        size = class_of(Measure.INHABITANTS, inhabitants[code]).id
        groups.setdefault(size, []).append(code)
        if code in densities:
            dense = class_of(Measure.DENSITY, densities[code]).id
            groups.setdefault(f"{size}{BETWEEN}{dense}", []).append(code)
    return {
        group: tuple(codes)
        for group, codes in groups.items()
        if BETWEEN not in group or len(codes) >= PEER_GROUPING.fewest
    }


def group_of(code: str, groups: Mapping[str, tuple[str, ...]]) -> str:
    """Return the narrowest group that a municipality belongs to."""
    return max((name for name in groups if code in groups[name]), key=lambda name: BETWEEN in name)
