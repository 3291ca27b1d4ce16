"""Numbers and intervals as a Dutch or English reader writes them."""

import math

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import FEW_PER_THOUSAND, FigureStatus, decimals_of_rate
from baken.vocabulary.writing import NO_DATA, NumberWriter


class Writer(NumberWriter):
    """Writes what comparisons say, in one language."""

    __slots__ = ()

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

    def chance(self, p: float) -> str:
        """Write a p-value with three decimals, or as less than one in a thousand."""
        return f"< {self.number(0.001, 3)}" if p < 0.001 else self.number(p, 3)

    def change(self, ratio: float) -> str:
        """Write a ratio as a change with its sign: 0.769 as -23 %."""
        if not math.isfinite(ratio):
            return NO_DATA
        return self.signed_percents(ratio)

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


def status_words(status: FigureStatus) -> str:
    """Return how settled a figure is."""
    return {
        FigureStatus.NOT_STATED: _("not stated"),
        FigureStatus.PROVISIONAL: _("provisional"),
        FigureStatus.FINAL: _("final"),
        FigureStatus.REVISED: _("revised"),
    }[status]


def decimals_of(figures: list[FigureFact]) -> int:
    """Return the decimals with which all rates of a column are written."""
    known = [each.rate for each in figures if each.rate is not None]
    return decimals_of_rate(max(known, default=FEW_PER_THOUSAND))


def hidden_words(hidden: HiddenFact) -> str:
    """Return what stands in the place of a count that is not shown."""
    if hidden.state.is_small:
        return _("fewer than %(minimum)s") % {"minimum": hidden.minimum}
    return _("not published") if hidden.state is CellState.SILENT else _("not shown")
