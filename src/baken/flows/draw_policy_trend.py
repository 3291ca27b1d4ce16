"""The series of a policy indicator as a chart: values with margins, targets, breaks, baseline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from baken.catalogue.policy_indicators import DefinitionBreak
from baken.engines.drawing.trend import (
    NumberFormat,
    ReferenceKind,
    ReferenceLine,
    Trend,
    TrendPoint,
    TrendTexts,
    draw_sparkline,
    draw_trend,
)
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.vocabulary.figure import FigureStatus

WIDE, NARROW = (760.0, 340.0), (340.0, 320.0)


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """The texts of the chart in the reader's language.

    ``targets`` and ``breaks`` are by year; ``baseline`` is the text on the line of the baseline.
    """

    texts: TrendTexts
    unit: str
    decimals: int
    targets: Mapping[int, str]
    breaks: Mapping[int, str]
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class PolicySeriesShown:
    """What is drawn: the values, the targets that were judged, and what one started from."""

    values: Sequence[YearlyValueFact]
    targets: Sequence[JudgementFact]
    breaks: Sequence[DefinitionBreak]
    baseline: float | None = None


def policy_trend(
    key: str, shown: PolicySeriesShown, words: PolicyWords, write: NumberFormat
) -> Trend:
    """Return the series from the first to the last year, with years in between left open."""
    by_year = {value.year: value for value in shown.values if value.year}
    aimed = {int(each.period): each.held_against for each in shown.targets}
    years = _years([*by_year, *aimed])
    references = (
        (ReferenceLine(shown.baseline, words.baseline, ReferenceKind.BASELINE),)
        if shown.baseline is not None
        else ()
    )
    return Trend(
        key=key,
        points=tuple(_point(year, by_year.get(year), aimed.get(year), words) for year in years),
        texts=words.texts,
        format=write,
        unit=words.unit,
        decimals=words.decimals,
        references=references,
    )


def draw_policy_trend(
    key: str, shown: PolicySeriesShown, words: PolicyWords, write: NumberFormat
) -> tuple[str, str]:
    """Draw the series for a wide and for a narrow screen."""
    trend = policy_trend(key, shown, words, write)
    return (
        draw_trend(trend, width=WIDE[0], height=WIDE[1]),
        draw_trend(trend, width=NARROW[0], height=NARROW[1]),
    )


def draw_policy_line(
    key: str, values: Sequence[YearlyValueFact], words: PolicyWords, write: NumberFormat
) -> str:
    """Draw the values as a line of the size of a word."""
    return draw_sparkline(policy_trend(key, PolicySeriesShown(values, (), ()), words, write))


def _years(known: Iterable[int | None]) -> range:
    found = [year for year in known if year]
    return range(min(found), max(found) + 1) if found else range(0)


def _point(
    year: int, value: YearlyValueFact | None, target: float | None, words: PolicyWords
) -> TrendPoint:
    unsettled = value is not None and value.status is FigureStatus.PROVISIONAL
    return TrendPoint(
        label=str(year),
        value=value.value if value else None,
        lower=value.lower if value else None,
        upper=value.upper if value else None,
        provisional=unsettled,
        target=target,
        target_title=words.targets.get(year, ""),
        break_before=words.breaks.get(year, ""),
    )
