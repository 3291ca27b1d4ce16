"""Reads ``indicators/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.standing import Polarity

OWN_COUNTS = "own-registrations"
"""The source of what a municipality counts itself."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One declared indicator.

    ``per`` is the denominator of the rate (1,000 inhabitants); ``offence`` the CBS code counted;
    ``minimum_exposure`` the number of inhabitants below which no rate is shown. ``part_of`` is the
    indicator that this type is counted in, empty for a total; ``smallest`` the smallest area that
    the source counts it for.
    """

    id: str
    offence: str
    source: str
    per: int
    minimum_exposure: int
    polarity: Polarity
    label_nl: str
    label_en: str
    explanation_nl: str
    explanation_en: str
    smallest: AreaLevel
    part_of: str = ""

    @property
    def total(self) -> str:
        """Return the id of the total that it is counted in: its own where it is a total."""
        return self.part_of or self.id

    @property
    def own(self) -> bool:
        """Return whether a municipality counts it itself."""
        return self.source == OWN_COUNTS

    def label(self, language: str) -> str:
        """Return the label in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def spoken(self, language: str) -> str:
        """Return the label for inside a sentence: of an own count without saying whose it is.

        "Burglary of dwellings, own registrations" is spoken of as "burglary of dwellings".
        """
        label = self.label(language)
        said = label.rpartition(", ")[0] if self.own else label
        return said[:1].lower() + said[1:]

    def explanation(self, language: str) -> str:
        """Return the explanation in Dutch or English."""
        return self.explanation_en if language.startswith("en") else self.explanation_nl


def refuse_misfits(entries: tuple[Indicator, ...]) -> None:
    """Check that every type is part of a total of the same source.

    Raises:
        CatalogueError: naming every type that is part of nothing known, or of another type.
    """
    totals = {entry.id for entry in entries if not entry.part_of}
    wrong = [
        f'indicator "{entry.id}": part_of "{entry.part_of}" is no total; known: {sorted(totals)}'
        for entry in entries
        if entry.part_of and entry.part_of not in totals
    ]
    if wrong:
        raise CatalogueError(wrong)


INDICATORS: tuple[Indicator, ...] = read_entries(Path(__file__).parent, "indicator", Indicator)
refuse_misfits(INDICATORS)
_BY_ID = {entry.id: entry for entry in INDICATORS}
ALL_CRIME = "registered-crime-0.0.0"
"""All crimes as CBS and the police publish them."""
REGISTERED_CRIME = tuple(entry for entry in INDICATORS if entry.total == ALL_CRIME)
"""What CBS and the police publish of the whole country: the total and its types."""
_OWN = {entry.offence: entry.id for entry in INDICATORS if entry.own}


def own_twin(identifier: str) -> str | None:
    """Return the municipality's own count of what a published indicator counts, or None."""
    found = _BY_ID.get(identifier)
    return _OWN.get(found.offence) if found and found.total == ALL_CRIME else None


def indicator(identifier: str) -> Indicator:
    """Return the indicator with this id.

    Raises:
        KeyError: naming the known ids.
    """
    if identifier not in _BY_ID:
        raise KeyError(f'no indicator "{identifier}"; known: {", ".join(_BY_ID)}')
    return _BY_ID[identifier]
