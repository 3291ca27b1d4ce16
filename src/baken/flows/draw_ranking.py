"""Areas in order of their rate beside that of the whole: drawn for a wide and a narrow screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from baken.engines.drawing.ranking import (
    Ranking,
    RankingReference,
    RankingRow,
    RankingTexts,
    Standing,
    draw_compact_ranking,
    draw_ranking,
)
from baken.engines.drawing.trend_series import NumberFormat
from baken.records.indicators.facts import ComparisonFact, FigureFact
from baken.vocabulary.figure import FigureStatus

WIDE, NARROW = 560.0, 340.0
EXTREME, ROOM = 3.0, 2.0
"""An area above 3 times the upper quartile is extreme: the axis then ends at 2 times it."""


@dataclass(frozen=True, slots=True)
class RankedArea:
    """An area with its figure and standing; ``note`` stands small under its name.

    ``instead`` stands in the place of a figure that is not shown.
    """

    name: str
    href: str
    figure: FigureFact | None
    comparison: ComparisonFact | None
    note: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class DrawnRanking:
    """The plot for a wide and for a narrow screen."""

    wide: str
    narrow: str


def draw_area_ranking(
    key: str,
    areas: Sequence[RankedArea],
    reference: RankingReference | None,
    texts: RankingTexts,
    write: NumberFormat,
    *,
    unit: str,
) -> DrawnRanking:
    """Draw the areas from the highest rate to the lowest, those without a rate last."""
    rows = tuple(_row(area) for area in areas)
    ranking = Ranking(
        key=key,
        rows=rows,
        texts=texts,
        format=write,
        unit=unit,
        decimals=1 if max([row.value or 0.0 for row in rows], default=0.0) >= 4.95 else 2,
        reference=reference,
        axis_limit=axis_limit([row.value for row in rows if row.value is not None]),
    )
    return DrawnRanking(
        wide=draw_ranking(ranking, width=WIDE),
        narrow=draw_compact_ranking(ranking, width=NARROW),
    )


def axis_limit(values: Sequence[float]) -> float | None:
    """Return where the axis ends when one extreme area would flatten all others, else None."""
    ordered = sorted(values)
    if len(ordered) < 4:
        return None
    quartile = ordered[(3 * len(ordered)) // 4 - 1]
    return ROOM * quartile if ordered[-1] > EXTREME * quartile > 0 else None


def _row(area: RankedArea) -> RankingRow:
    figure = area.figure
    if figure is None:
        return RankingRow(area.name, None, href=area.href, note=area.note, instead=area.instead)
    return RankingRow(
        name=area.name,
        value=figure.rate,
        lower=figure.lower,
        upper=figure.upper,
        href=area.href,
        standing=_standing(area.comparison),
        provisional=figure.status is FigureStatus.PROVISIONAL,
        note=area.note,
    )


def _standing(comparison: ComparisonFact | None) -> Standing:
    if comparison is None or not comparison.stands_out or comparison.ratio is None:
        return Standing.ORDINARY
    return Standing.HIGHER if comparison.ratio > 1 else Standing.LOWER
