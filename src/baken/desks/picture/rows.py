"""The rows of the tables on a page: strings ready for the template, numbers for sorting."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.catalogue.indicators import Indicator, Polarity
from baken.catalogue.years import note_of_year
from baken.desks.picture.addresses import Addresses
from baken.desks.picture.marks import place_marks
from baken.desks.picture.sentences import (
    ALL_CRIME,
    detectable_words,
    holds_among_many,
    standing_words,
)
from baken.desks.picture.writing import (
    NO_DATA,
    change_span,
    number,
    rate_decimals,
    signed_percents,
    span,
    whole,
)
from baken.flows.area_picture import IndicatorRow, PartRow, PeerRow, YearRow
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

_GOOD_WHEN = {
    Polarity.LOWER_IS_BETTER: ChangeVerdict.LOWER,
    Polarity.HIGHER_IS_BETTER: ChangeVerdict.HIGHER,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A change in words: its mark, its tone and its size."""

    mark: str
    words: str
    tone: str
    size: str
    margin: str
    ratio: str


@dataclass(frozen=True, slots=True)
class FigureCells:
    """The cells of one figure: text as shown, and the raw value by which a table sorts."""

    count: str
    count_value: str
    rate: str
    rate_value: str
    margin: str
    trail: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is about and where that leads, its figure, change, standing and marks."""

    name: str
    href: str
    cells: FigureCells
    verdict: Verdict | None
    standing: str
    standing_value: str
    tone: str
    marks: str
    selected: bool


NO_CELLS = FigureCells(_("no data"), "", NO_DATA, "", NO_DATA, "")


def verdict_of(change: ChangeFact | None, polarity: Polarity) -> Verdict | None:
    """Return a change as it is shown, or None without a year before."""
    if change is None:
        return None
    shown = change.verdict is not ChangeVerdict.NOT_COMPARABLE and change.ratio is not None
    return Verdict(
        mark=str(change.verdict),
        words=_verdict_words()[change.verdict],
        tone=tone_of(change.verdict, polarity),
        size=signed_percents(change.ratio) if shown and change.ratio is not None else "",
        margin=change_span(change) if shown else "",
        ratio=f"{change.ratio:.6f}" if shown and change.ratio is not None else "",
    )


def tone_of(verdict: ChangeVerdict, polarity: Polarity) -> str:
    """Return whether a change is good or bad news: the class of its mark, empty for neither."""
    good = _GOOD_WHEN.get(polarity)
    if good is None or verdict not in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
        return ""
    return "favourable" if verdict is good else "unfavourable"
