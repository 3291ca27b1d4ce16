"""Numbers and intervals as a Dutch or English reader writes them."""

import math
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.records.indicators.facts import FigureFact
from baken.vocabulary.figure import FEW_PER_THOUSAND, decimals_of_rate

NO_DATA = "–"
_SPACE = "\N{NO-BREAK SPACE}"
_DUTCH = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes numbers in one language; made once per page, since asking the language is slow."""

    english: bool

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with grouped thousands: 25.124 or 66,9 in Dutch."""
        text = f"{value:,.{decimals}f}"
        return text if self.english else text.translate(_DUTCH)

    def whole(self, value: float | None) -> str:
        """Write a whole number; an unknown one as a dash, never as zero."""
        return NO_DATA if value is None else self.number(round(value))

    def rate(self, value: float | None, decimals: int | None = None) -> str:
        """Write a rate per 1,000: with one decimal, or two when it is low."""
        if value is None:
            return NO_DATA
        return self.number(value, decimals_of_rate(value) if decimals is None else decimals)

    def span(self, lower: float | None, upper: float | None, decimals: int) -> str:
        """Write an interval."""
        if lower is None or upper is None:
            return NO_DATA
        return f"{self.number(lower, decimals)} {NO_DATA} {self.number(upper, decimals)}"

    def times(self, ratio: float) -> str:
        """Write a ratio: 0,42; 5,2; 36; endless where the other is nothing."""
        if not math.isfinite(ratio):
            return "∞" if ratio > 0 else NO_DATA
        if ratio >= 9.95:
            return self.number(ratio)
        return self.number(ratio, 1 if ratio >= 1.945 else 2)

    def times_span(self, lower: float, upper: float) -> str:
        """Write the interval of a ratio, open where it has no end."""
        if not math.isfinite(upper):
            return _("%(low)s or more") % {"low": self.times(lower)}
        return f"{self.times(lower)} {NO_DATA} {self.times(upper)}"

    def change(self, ratio: float) -> str:
        """Write a ratio as a change with its sign: 0.769 as -23 %."""
        if not math.isfinite(ratio):
            return NO_DATA
        size = 100 * abs(ratio - 1)
        text = self.number(size, 1 if 0.05 <= size < 0.95 else 0)
        sign = "" if text == "0" else "+" if ratio > 1 else "\N{MINUS SIGN}"
        return f"{sign}{text}{_SPACE}%"

    def change_span(self, lower: float, upper: float) -> str:
        """Write the interval of a change, open where it has no end."""
        words = {"low": self.change(lower), "high": self.change(upper)}
        if not math.isfinite(upper):
            return _("%(low)s or more") % words
        return _("%(low)s to %(high)s") % words


def writer() -> Writer:
    """Return the writer of the reader's language: English, or Dutch for everybody else."""
    return Writer(language() == "en")


def language() -> str:
    """Return the reader's language: en, or nl for everybody else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def decimals_of(figures: list[FigureFact]) -> int:
    """Return the decimals with which all rates of a column are written."""
    known = [each.rate for each in figures if each.rate is not None]
    return decimals_of_rate(max(known, default=FEW_PER_THOUSAND))


def in_running_text(label: str) -> str:
    """Write a label with a small first letter, as it stands inside a sentence."""
    return label[:1].lower() + label[1:]
