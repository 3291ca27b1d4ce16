"""Reads ``certainty/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class Certainty:
    """One step of the scale, the surest first.

    It holds when the p-value, with everything that was looked at together weighed in, is smaller
    than ``below``. The last step has 1: it is for what holds by itself only. ``among_many`` tells
    whether the verdict also holds when all is weighed together.
    """

    id: str
    below: float
    among_many: bool
    label_nl: str
    label_en: str
    explanation_nl: str
    explanation_en: str

    def label(self, language: str) -> str:
        """Return the word in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def explanation(self, language: str) -> str:
        """Return what the word means, in Dutch or English."""
        return self.explanation_en if language.startswith("en") else self.explanation_nl


CERTAINTIES: tuple[Certainty, ...] = read_entries(Path(__file__).parent, "step", Certainty)


def certainty_of(p_adjusted: float | None) -> Certainty:
    """Return the step of a verdict by its p-value with everything weighed together."""
    last = CERTAINTIES[-1]
    if p_adjusted is None:
        return last
    return next((step for step in CERTAINTIES if p_adjusted < step.below), last)
