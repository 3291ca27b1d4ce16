"""What a check found: plain facts, ready to become a notice."""

from collections.abc import Mapping
from dataclasses import dataclass

from baken.catalogue.quality import QualityCheck
from baken.vocabulary.writing import MINUS, NumberWriter


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit: of which check, where, when, about what, and the numbers."""

    check: QualityCheck
    area: str
    period: str
    subject: str
    arithmetic: Mapping[str, float | int | str]

    @property
    def key(self) -> str:
        """Return by what the same finding is recognised in a later round."""
        return "|".join((self.check.id, self.area, self.period, self.subject))

    def sentence(self, language: str, name: str) -> str:
        """Return what is wrong in a sentence; ``name`` is the area's."""
        template = self.check.sentence_en if language == "en" else self.check.sentence_nl
        said = {key: _written(value, language) for key, value in self.arithmetic.items()}
        given = {"area": name, "period": self.period, "subject": self.subject} | said
        return template.format(**given)


@dataclass(frozen=True, slots=True)
class Fits:
    """A comparison that fits: of which check, where, and about which indicators."""

    check: QualityCheck
    area: str
    about: str


def _written(value: float | str, language: str) -> str:
    if isinstance(value, str):
        return value
    decimals = 0 if float(value).is_integer() else 1
    return NumberWriter(language == "en").number(value, decimals).replace("-", MINUS)


def differs(value: float, held_against: float, *, tolerance: float) -> bool:
    """Return whether two numbers differ by more than a share of the one held against."""
    return abs(value - held_against) > tolerance * abs(held_against)


def difference(value: float, held_against: float) -> dict[str, float]:
    """Return the difference and its share in percent of the one held against."""
    share = 100 * (value - held_against) / held_against if held_against else 0.0
    return {"difference": round(value - held_against, 6), "percent": round(share, 1)}


def same_when_rounded(one: float, other: float) -> bool:
    """Return whether two numbers are the same at the precision of the coarser one."""
    decimals = min(_decimals(one), _decimals(other))
    return abs(one - other) <= 0.5 * 10**-decimals + 1e-9


def _decimals(value: float) -> int:
    return next((n for n in range(6) if abs(value - round(value, n)) < 1e-9), 6)
