"""What the engines say of a policy indicator in an area, as rows to store.

For jobs: imports engines. Each function answers one question; what cannot be told says why.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from baken.engines import targets
from baken.records.indicators.held_against import (
    NOT_COMPUTED,
    compared,
    counts_events,
    detectable,
)
from baken.records.indicators.models import Judgement, YearlyValue
from baken.records.indicators.policy_chart import PolicyChart
from baken.records.indicators.policy_series import Point, PolicySeries
from baken.vocabulary.measure import Measure
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Assurance, Polarity, Question, Variation

SUPPOSED_ANSWERS = 1000.0
"""Of a survey whose number of answers is not known: what such a survey of usual size would see."""
SUPPOSED = "with-1000-answers"
POLICY_VERSION = "3"
"""Raised when the choice of values or the way of judging changes."""


def value_rows(
    series: PolicySeries, chart: PolicyChart | None, *, at: datetime
) -> Iterator[YearlyValue]:
    """Yield every value that counts, and the targets, with the limits of the chart."""
    limits = chart.limits if chart else {}
    for point in series.points:
        centre, low, high, signal = limits.get(_year_of(point), (None, None, None, ""))
        chosen = point.chosen
        yield YearlyValue(
            indicator=series.definition.id,
            area_code=series.area,
            period=chosen.period,
            role=chosen.role,
            value=point.value,
            lower=point.lower,
            upper=point.upper,
            n=point.n,
            exposure=point.exposure,
            origin=chosen.origin,
            publication=chosen.publication,
            status=chosen.status,
            confidence=chosen.confidence,
            other_periods="/".join(chosen.other_periods),
            centre=centre,
            chart_lower=low,
            chart_upper=high,
            signal=signal,
            notes=list(point.notes),
            others=list(chosen.others),
            sources=[list(source) for source in chosen.sources],
            method=point.method,
            version=f"{targets.VERSION}.{POLICY_VERSION}",
            computed_at=at,
        )


def _year_of(point: Point) -> int:
    realised = point.chosen.role is FigureRole.REALISATION
    return point.year or 0 if realised else 0


def judgement(
    series: PolicySeries, question: Question, period: str, verdict: str, **told: Any
) -> Judgement:
    """Return one answer, still without its moment."""
    return Judgement(
        indicator=series.definition.id,
        area_code=series.area,
        question=question,
        period=period,
        verdict=verdict,
        version=f"{targets.VERSION}.{POLICY_VERSION}",
        **told,
    )


def change_judgements(series: PolicySeries) -> Iterator[Judgement]:
    """Yield the change since the value before, and since the stated baseline."""
    known = series.comparable()
    if len(known) > 1:
        yield _change(series, Question.CHANGE, known[-2], known[-1])
    for point in series.points:
        if point.chosen.role is FigureRole.BASELINE and known and point.year:
            yield _change(series, Question.SINCE_BASELINE, point, known[-1])


def _change(series: PolicySeries, question: Question, earlier: Point, later: Point) -> Judgement:
    if series.segment(earlier.year or 0) != series.segment(later.year or 0):
        return judgement(
            series,
            question,
            later.chosen.period,
            "not-comparable",
            against_period=earlier.chosen.period,
            held_against=earlier.value,
            notes=["break-in-definition"],
            method=NOT_COMPUTED,
        )
    found = compared(series, earlier, later, per_exposure=False)
    return judgement(
        series,
        question,
        later.chosen.period,
        found.verdict,
        subject=earlier.chosen.publication if question is Question.SINCE_BASELINE else "",
        against_period=earlier.chosen.period,
        held_against=earlier.value,
        value=found.value,
        lower=found.lower,
        upper=found.upper,
        notes=["ratio" if found.is_ratio else "difference", *reasons(later)],
        method=found.method,
    )


def reasons(point: Point) -> list[str]:
    """Return why a value has no interval, if it has none."""
    return list(point.notes) if point.lower is None else []


def detectable_judgement(series: PolicySeries) -> Iterator[Judgement]:
    """Yield which nearest levels would mostly be told from the newest value."""
    known = series.comparable()
    if not known:
        return
    newest = known[-1]
    fall, rise = detectable(series, newest)
    told, notes = fall is not None or rise is not None, reasons(newest)
    if not told and series.definition.measure is Measure.SHARE:
        fall, rise = detectable(series, replace(newest, n=SUPPOSED_ANSWERS))
        notes.append(SUPPOSED)
    yield judgement(
        series,
        Question.DETECTABLE,
        newest.chosen.period,
        "told" if told else "not-to-be-told",
        held_against=newest.value,
        detectable_fall=fall,
        detectable_rise=rise,
        notes=notes,
        method="stock" if series.definition.stock else "normal-power-80",
    )


def chart_judgements(series: PolicySeries, chart: PolicyChart | None) -> Iterator[Judgement]:
    """Yield whether the series changes, and whether it will meet its last target as it is."""
    known = series.comparable()
    if chart is None or not known or not counts_events(series):
        return
    told = {"method": chart.method, "value": chart.phi}
    period = known[-1].chosen.period
    yield judgement(series, Question.VARIATION, period, chart.variation, **told)
    if chart.assurance and series.definition.polarity is not Polarity.NEUTRAL:
        yield judgement(
            series,
            Question.ASSURANCE,
            period,
            while_changing(chart.assurance, chart.variation),
            against_period=chart.target_period,
            held_against=chart.target,
            **told,
        )


def while_changing(assurance: Assurance, variation: Variation) -> Assurance:
    """Return what may be said of meeting a target while the series itself is changing.

    The limits are of what was: while it improves only that it will meet stands, while it worsens
    only that it will miss.
    """
    surer = {
        Variation.IMPROVING: Assurance.WILL_MEET,
        Variation.WORSENING: Assurance.WILL_MISS,
    }
    if variation not in surer or assurance in {surer[variation], Assurance.TOO_FEW_POINTS}:
        return assurance
    return Assurance.NOT_STABLE
