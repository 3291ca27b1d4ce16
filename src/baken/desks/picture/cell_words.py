"""What is said of an area or a year that is pointed at: the same is read, seen and heard."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.desks.picture.marks import FEW, place_marks, status_words
from baken.desks.picture.rows import verdict_words
from baken.desks.picture.writing import Writer, writer
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.vocabulary.figure import ChangeVerdict, FigureStatus, decimals_of_rate


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of a figure in lines; asked once per drawing, since looking them up is slow."""

    write: Writer
    per_thousand: str
    registered: str
    too_few: str
    expected: str
    since: str
    provisional: str
    missing: str
    verdicts: dict[ChangeVerdict, str]

    def lines(self, figure: FigureFact | None, change: ChangeFact | None) -> list[str]:
        """Return figure, margin, number, what is to be known, and the verdict on the change."""
        if figure is None:
            return [self.missing]
        lines = self._figure(figure)
        if figure.notes:
            lines += [mark.words for mark in place_marks(figure)]
        if figure.status is FigureStatus.PROVISIONAL:
            lines.append(self.provisional)
        return [*lines, self._change(change)] if change else lines

    def year(self, figure: FigureFact, change: ChangeFact | None) -> str:
        """Return the lines of a year, the year itself first, with what was expected of it."""
        lines = [str(figure.year), *self.lines(figure, change)]
        if figure.expected is not None and _tells(figure):
            decimals = decimals_of_rate(figure.rate or 0.0)
            span = self.write.span(figure.expected.lower, figure.expected.upper, decimals)
            lines.append(self.expected % {"span": span})
        return "\n".join(lines)

    def _figure(self, figure: FigureFact) -> list[str]:
        count = {"count": self.write.whole(figure.n)}
        if not _tells(figure):
            return [(self.too_few if figure.rate is None else self.registered) % count]
        decimals = decimals_of_rate(figure.rate or 0.0)
        said = self.per_thousand % {"rate": self.write.rate(figure.rate)}
        margin = self.write.span(figure.lower, figure.upper, decimals)
        return [f"{said} ({margin})", self.registered % count]

    def _change(self, change: ChangeFact) -> str:
        words = {"verdict": self.verdicts[change.verdict], "year": change.previous_year}
        said = self.since % words
        if change.ratio is None or change.verdict is ChangeVerdict.NOT_COMPARABLE:
            return said
        return f"{said} ({self.write.signed_percents(change.ratio)})"


def _tells(figure: FigureFact) -> bool:
    return figure.rate is not None and FEW not in figure.notes


def cell_words() -> CellWords:
    """Return the words in the reader's language."""
    return CellWords(
        write=writer(),
        per_thousand=_("%(rate)s per 1,000 inhabitants"),
        registered=_("%(count)s registered"),
        too_few=_("%(count)s registered; too few residents for a figure per 1,000"),
        expected=_("expected per 1,000: %(span)s"),
        since=_("%(verdict)s since %(year)d"),
        provisional=status_words(FigureStatus.PROVISIONAL),
        missing=_("no data"),
        verdicts=verdict_words(),
    )
