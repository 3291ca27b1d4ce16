"""The trend of one indicator of an area, drawn for a wide and a narrow screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from baken.engines.drawing.trend import (
    ExpectedRange,
    NumberFormat,
    Trend,
    TrendPoint,
    TrendTexts,
    draw_trend,
)
from baken.records.indicators.facts import FigureFact
from baken.records.indicators.rules import FEW_RESIDENTS
from baken.vocabulary.figure import FEW_PER_THOUSAND, FigureStatus

WIDE, NARROW = (760.0, 300.0), (340.0, 290.0)


@dataclass(frozen=True, slots=True)
class TrendWords:
    """The texts of a trend in the reader's language.

    ``per_thousand`` and ``number`` are the units of a rate and of a count; ``notes`` are the short
    marks of years that are not normal; ``hidden`` those of years that are not shown. ``titles`` are
    what is said of a year that is pointed at, by default its value and margin.
    """

    texts: TrendTexts
    per_thousand: str
    number: str
    notes: Mapping[int, str]
    titles: Mapping[int, str] = field(default_factory=dict)
    hidden: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawnTrend:
    """The chart for a wide and for a narrow screen; ``rates`` tells whether it shows rates."""

    wide: str
    narrow: str
    rates: bool


def trend_of(
    key: str, figures: Sequence[FigureFact], words: TrendWords, write: NumberFormat
) -> Trend:
    """Return the series from the first to the last year, years without a figure included.

    It shows rates per 1,000 inhabitants, or counts where no year has a rate that tells something:
    with few residents a handful of cases moves it.
    """
    rates = shows_rates(figures)
    draw = _point if rates else _count
    by_year = {figure.year: figure for figure in figures}
    known = {*by_year, *words.hidden} if by_year else set()
    years = range(min(known), max(known) + 1) if known else ()
    highest = max([figure.rate or 0.0 for figure in figures], default=0.0)
    return Trend(
        key=key,
        points=tuple(draw(year, by_year.get(year), words) for year in years),
        texts=words.texts,
        format=write,
        unit=words.per_thousand if rates else words.number,
        decimals=(1 if highest >= FEW_PER_THOUSAND else 2) if rates else 0,
    )


def shows_rates(figures: Sequence[FigureFact]) -> bool:
    """Return whether any year has a rate of more than a few residents."""
    return any(figure.rate is not None and FEW_RESIDENTS not in figure.notes for figure in figures)


def draw_area_trend(
    key: str,
    figures: Sequence[FigureFact],
    words: TrendWords,
    write: NumberFormat,
    *,
    width: float = WIDE[0],
) -> DrawnTrend:
    """Draw the series twice: letters keep their size on a narrow screen."""
    trend = trend_of(key, figures, words, write)
    return DrawnTrend(
        wide=draw_trend(trend, width=width, height=WIDE[1]),
        narrow=draw_trend(trend, width=NARROW[0], height=NARROW[1]),
        rates=shows_rates(figures),
    )


def _without(year: int, words: TrendWords) -> TrendPoint:
    """Return a year without a figure: nothing was delivered, or it is not shown."""
    note = words.hidden.get(year, words.notes.get(year, ""))
    return TrendPoint(str(year), None, note=note, title=words.titles.get(year, ""))


def _point(year: int, figure: FigureFact | None, words: TrendWords) -> TrendPoint:
    note = words.notes.get(year, "")
    if figure is None:
        return _without(year, words)
    found = figure.expected
    return TrendPoint(
        label=str(year),
        value=figure.rate,
        lower=figure.lower,
        upper=figure.upper,
        provisional=figure.status is FigureStatus.PROVISIONAL,
        note=note,
        title=words.titles.get(year, ""),
        expected=ExpectedRange(found.lower, found.upper, found.rate) if found else None,
    )


def _count(year: int, figure: FigureFact | None, words: TrendWords) -> TrendPoint:
    note = words.notes.get(year, "")
    if figure is None:
        return _without(year, words)
    return TrendPoint(
        label=str(year),
        value=float(figure.n),
        lower=figure.n_lower,
        upper=figure.n_upper,
        provisional=figure.status is FigureStatus.PROVISIONAL,
        note=note,
        title=words.titles.get(year, ""),
    )
