"""The control chart of a policy indicator: its limits per year, in the indicator's unit.

For jobs: imports engines.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from baken.engines.targets import ControlChart, control_chart
from baken.records.indicators.held_against import counts_events, number
from baken.records.indicators.policy_series import Point, PolicySeries
from baken.vocabulary.measure import Measure
from baken.vocabulary.standing import Assurance, Polarity, Variation

Limits = tuple[float | None, float | None, float | None, str]
"""Centre, lower and upper limit, and the signal: "high", "low" or nothing."""


@dataclass(frozen=True, slots=True)
class PolicyChart:
    """Limits per year, and what they say of the newest year and of the last target."""

    limits: Mapping[int, Limits]
    variation: Variation
    assurance: Assurance | None
    target: float | None
    target_period: str
    phi: float
    method: str


def chart_of(series: PolicySeries) -> PolicyChart | None:
    """Chart the counts since the last break in definition; None where there are none."""
    known = {point.year or 0: point for point in series.comparable() if point.n is not None}
    if not counts_events(series) or not known:
        return None
    years = range(min(known), max(known) + 1)
    points = [known.get(year) for year in years]
    aimed = series.targets[-1] if series.targets else None
    neutral = series.definition.polarity is Polarity.NEUTRAL
    found = control_chart(
        [point.n if point else np.nan for point in points],
        [(point.exposure or 1.0) if point else np.nan for point in points],
        target_rate=None
        if aimed is None or neutral
        else _rate(series, aimed.value, known[max(known)]),
        polarity=series.definition.polarity,
    )
    return PolicyChart(
        # Too few years: limits that say nothing are not shown.
        limits={
            year: _limits(series, found, place, known[year])
            for place, year in enumerate(years)
            if year in known and found.variation is not Variation.TOO_FEW_POINTS
        },
        variation=found.variation,
        assurance=found.assurance,
        target=aimed.value if aimed else None,
        target_period=aimed.period if aimed else "",
        phi=found.phi,
        method=found.method,
    )


def _rate(series: PolicySeries, target: float, newest: Point) -> float:
    if series.definition.measure is Measure.RATE:
        return target / series.definition.per
    return target / (newest.exposure or 1.0)


def _limits(series: PolicySeries, found: ControlChart, place: int, point: Point) -> Limits:
    unit = 1.0
    if series.definition.measure is Measure.RATE:
        unit = series.definition.per / (point.exposure or 1.0)
    signal = "high" if found.high[place] else "low" if found.low[place] else ""
    return (
        number(unit * found.centre[place]),
        number(unit * found.lower[place]),
        number(unit * found.upper[place]),
        signal,
    )
