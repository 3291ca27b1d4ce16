"""Reads ``area_scan/*/*.toml``."""

import string
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.pillar import Pillar

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PillarEntry:
    """A pillar; ``words`` are those by which a theme of residents is counted to it.

    ``figures`` are how the ids of the indicators begin that belong to it.
    """

    id: str
    label_nl: str
    label_en: str
    about_nl: str
    about_en: str
    figures: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def pillar(self) -> Pillar:
        """Return the pillar."""
        return Pillar(self.id)

    def label(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def about(self, language: str) -> str:
        """Return what the pillar is about, in Dutch or English."""
        return self.about_en if language.startswith("en") else self.about_nl


@dataclass(frozen=True, slots=True)
class ScanKeyFigure:
    """A key figure of an area that a pillar shows beside that of the municipality.

    ``times`` is by what the stored value is multiplied to be spoken of (26.2 as 26,200 euro).
    """

    id: str
    pillar: Pillar
    label_nl: str
    label_en: str
    unit_nl: str
    unit_en: str
    decimals: int
    times: int = 1

    def label(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def unit(self, language: str) -> str:
        """Return the unit in Dutch or English, or nothing."""
        return self.unit_en if language.startswith("en") else self.unit_nl


@dataclass(frozen=True, slots=True)
class ScanGap:
    """What a pillar should tell and cannot, and the source that would fill it.

    ``filled_by`` is how the ids of the indicators begin that fill it; empty: none does yet.
    """

    id: str
    pillar: Pillar
    missing_nl: str
    missing_en: str
    source_nl: str
    source_en: str
    filled_by: str = ""

    def missing(self, language: str) -> str:
        """Return what is not known, in Dutch or English."""
        return self.missing_en if language.startswith("en") else self.missing_nl

    def source(self, language: str) -> str:
        """Return what would fill it, in Dutch or English."""
        return self.source_en if language.startswith("en") else self.source_nl


@dataclass(frozen=True, slots=True)
class ScanSentence:
    """A sentence with places for words between braces, the same places in both languages."""

    id: str
    nl: str
    en: str

    def say(self, language: str, **words: str) -> str:
        """Return the sentence with its words filled in."""
        return (self.en if language.startswith("en") else self.nl).format(**words)


@dataclass(frozen=True, slots=True)
class ScanRule:
    """The numbers of the scan.

    ``review_months`` and ``expire_months`` are what is offered when a statement is signed;
    ``alike_percent``: a key figure within so many percent of the municipality's is called about
    the same; ``heard_at_least``: a theme counts from so many quotes; ``most_priorities`` are
    proposed at most.
    """

    id: str
    review_months: int
    expire_months: int
    alike_percent: int
    heard_at_least: int
    most_priorities: int


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def refuse_other_places(sentences: Iterable[ScanSentence]) -> None:
    """Check that a sentence has the same places for words in both languages.

    Raises:
        CatalogueError: naming every sentence that has not.
    """
    wrong = [
        f'sentence "{each.id}": nl has {sorted(_places(each.nl))}, en {sorted(_places(each.en))}; '
        "give both the same"
        for each in sentences
        if _places(each.nl) != _places(each.en)
    ]
    if wrong:
        raise CatalogueError(wrong)


PILLARS: tuple[PillarEntry, ...] = read_entries(_HERE / "pillars", "pillar", PillarEntry)
KEY_FIGURES: tuple[ScanKeyFigure, ...] = read_entries(
    _HERE / "key_figures", "key_figure", ScanKeyFigure
)
GAPS: tuple[ScanGap, ...] = read_entries(_HERE / "gaps", "gap", ScanGap)
_SENTENCES: tuple[ScanSentence, ...] = read_entries(_HERE / "sentences", "sentence", ScanSentence)
refuse_other_places(_SENTENCES)
_BY_ID = {each.id: each for each in _SENTENCES}
SCAN_RULE: ScanRule = read_entries(_HERE / "rules", "rule", ScanRule)[0]


def pillar_entry(pillar: Pillar) -> PillarEntry:
    """Return what the catalogue says of a pillar."""
    return next(each for each in PILLARS if each.id == pillar)


def sentence(identifier: str) -> ScanSentence:
    """Return a sentence of the scan.

    Raises:
        KeyError: naming the known ids.
    """
    if identifier not in _BY_ID:
        raise KeyError(f'no sentence "{identifier}"; known: {", ".join(_BY_ID)}')
    return _BY_ID[identifier]
