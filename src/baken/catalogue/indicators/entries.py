"""Reads ``indicators/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries
from baken.vocabulary.standing import Polarity


@dataclass(frozen=True, slots=True)
class Indicator:
    """One declared indicator.

    ``per`` is the denominator of the rate (1,000 inhabitants); ``offence`` the CBS code counted;
    ``minimum_exposure`` the number of inhabitants below which no rate is shown.
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

    def label(self, language: str) -> str:
        """Return the label in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def explanation(self, language: str) -> str:
        """Return the explanation in Dutch or English."""
        return self.explanation_en if language.startswith("en") else self.explanation_nl


INDICATORS: tuple[Indicator, ...] = read_entries(Path(__file__).parent, "indicator", Indicator)
_BY_ID = {entry.id: entry for entry in INDICATORS}


def indicator(identifier: str) -> Indicator:
    """Return the indicator with this id.

    Raises:
        KeyError: naming the known ids.
    """
    if identifier not in _BY_ID:
        raise KeyError(f'no indicator "{identifier}"; known: {", ".join(_BY_ID)}')
    return _BY_ID[identifier]
