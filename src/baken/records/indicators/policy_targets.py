"""Targets of a policy indicator: when they were set, on the way, and in their year; levels to keep.

For jobs: imports engines.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from baken.catalogue.policy_indicators import BASELINES, BaselineSet, KeptIndicator
from baken.engines.targets import (
    KeptLevel,
    course,
    examine_target,
    judge_target,
    kept_difference,
    kept_ratio,
    smallest_margin,
)
from baken.records.indicators.chosen import ChosenValue, made
from baken.records.indicators.held_against import (
    NOT_COMPUTED,
    compared,
    counts_events,
    detectable,
    number,
    units,
)
from baken.records.indicators.models import Judgement
from baken.records.indicators.policy_judging import judgement, reasons
from baken.records.indicators.policy_series import Point, PolicySeries
from baken.vocabulary.measure import Measure
from baken.vocabulary.standing import (
    CourseVerdict,
    KeptVerdict,
    Polarity,
    Question,
    TargetQuality,
    TargetVerdict,
)

COURSE_YEARS = 6  # a line through more years than this says more of then than of now
NO_FIGURE = "no-figure-of-that-year"
NO_BASELINE = "no-baseline-figure"
NO_PRESENT = "no-figure-when-set"
MARGIN_TOO_SMALL = "margin-smaller-than-can-be-shown"


def target_judgements(series: PolicySeries) -> Iterator[Judgement]:
    """Yield for every target what could be said when it was set, on the way, and in its year."""
    if series.definition.polarity is Polarity.NEUTRAL:
        return
    for target in series.targets:
        if target.year is None:
            continue
        as_set = _as_set(series, target)
        yield as_set
        yield _course(series, target)
        yield _outcome(series, target, testable=as_set.verdict != TargetQuality.NOT_TESTABLE)


def _told(target: ChosenValue) -> dict[str, Any]:
    return {"subject": target.publication, "held_against": target.value}


def _as_set(series: PolicySeries, target: ChosenValue) -> Judgement:
    present = _present(series, target)
    if present is None:
        return judgement(
            series,
            Question.TARGET_AS_SET,
            target.period,
            TargetQuality.NOT_TO_BE_TOLD,
            notes=[NO_PRESENT],
            method=NOT_COMPUTED,
            **_told(target),
        )
    fall, rise = detectable(series, present)
    found = examine_target(
        present.value,
        target.value,
        detectable_rise=_ratio(rise, present.value),
        detectable_fall=_ratio(fall, present.value),
        polarity=series.definition.polarity,
    )
    return judgement(
        series,
        Question.TARGET_AS_SET,
        target.period,
        _quality(
            weaker=bool(found.weaker_than_present[0]),
            testable=bool(found.testable[0]),
            known=present.n is not None or series.definition.stock,
        ),
        against_period=present.chosen.period,
        value=present.value,
        lower=present.lower,
        upper=present.upper,
        detectable_fall=fall,
        detectable_rise=rise,
        notes=reasons(present),
        method="normal-power-80",
        **_told(target),
    )


def _quality(*, weaker: bool, testable: bool, known: bool) -> TargetQuality:
    if weaker:
        return TargetQuality.WEAKER_THAN_PRESENT
    if testable:
        return TargetQuality.TESTABLE
    return TargetQuality.NOT_TESTABLE if known else TargetQuality.NOT_TO_BE_TOLD


def _ratio(level: float | None, present: float) -> float:
    return level / present if level is not None and present else np.nan


def _present(series: PolicySeries, target: ChosenValue) -> Point | None:
    """Return the newest value that was known when the target was set."""
    moment = made(target.publication)
    known_until = int(moment[:4] or target.period)
    before = [
        _as_known(point, moment)
        for point in series.points
        if point.year
        and point.year < min(int(target.period), known_until)
        and series.segment(point.year) == series.segment(int(target.period))
    ]
    return max(before, key=lambda point: point.year or 0, default=None)


def _as_known(point: Point, moment: str) -> Point:
    """Return a value as it stood at a moment, where a later publication changed it."""
    then = [each for each in point.chosen.others if made(each["publication"]) <= moment]
    if not then or made(point.chosen.publication) <= moment or not point.value:
        return point
    scale = then[-1]["value"] / point.value
    return replace(
        point,
        chosen=replace(point.chosen, value=then[-1]["value"]),
        n=round(point.n * scale) if point.n else point.n,
        lower=point.lower * scale if point.lower is not None else None,
        upper=point.upper * scale if point.upper is not None else None,
    )


def _course(series: PolicySeries, target: ChosenValue) -> Judgement:
    year = int(target.period)
    points = [p for p in series.comparable() if (p.year or year) < year][-COURSE_YEARS:]
    told = [point for point in points if point.n]
    if len(told) < len(points) or not told or not _has_errors(series):
        return judgement(
            series,
            Question.COURSE,
            target.period,
            CourseVerdict.NOT_TO_BE_TOLD,
            notes=reasons(points[-1]) if points else [NO_PRESENT],
            method=NOT_COMPUTED,
            **_told(target),
        )
    found = course(
        [point.year or 0 for point in told],
        [point.value for point in told],
        [_error(series, point) for point in told],
        target=target.value,
        at=year,
        polarity=series.definition.polarity,
        logarithmic=counts_events(series) and min(point.value for point in told) > 0,
    )
    return judgement(
        series,
        Question.COURSE,
        target.period,
        found.verdict,
        against_period=told[-1].chosen.period,
        value=number(found.expected),
        lower=number(found.lower),
        upper=number(found.upper),
        notes=[f"points:{found.points}"],
        method=found.method,
        **_told(target),
    )


def _has_errors(series: PolicySeries) -> bool:
    return not series.definition.stock and series.definition.measure is not Measure.SCORE


def _error(series: PolicySeries, point: Point) -> float:
    n = point.n or 1.0
    if counts_events(series):
        return point.value * float(np.sqrt(series.phi / n))
    share = point.value / series.definition.per
    return series.definition.per * float(np.sqrt(share * (1 - share) / n))


def _outcome(series: PolicySeries, target: ChosenValue, *, testable: bool) -> Judgement:
    verdict, told = _verdict(series, target, int(target.period), testable=testable)
    others = []
    for other in target.other_periods:
        read_as, found = _verdict(series, target, int(other), testable=testable)
        others.append({"period": other, "verdict": read_as, "value": found.get("value")})
    return judgement(
        series,
        Question.TARGET,
        target.period,
        verdict,
        others=others,
        **told,
        **_told(target),
    )


def _verdict(
    series: PolicySeries, target: ChosenValue, year: int, *, testable: bool
) -> tuple[TargetVerdict, dict[str, Any]]:
    point = series.at(year)
    if point is None:
        return TargetVerdict.NOT_TO_BE_TOLD, {"notes": [NO_FIGURE], "method": NOT_COMPUTED}
    sign = 1 if series.definition.polarity is Polarity.HIGHER_IS_BETTER else -1
    told: dict[str, Any] = {
        "value": point.value,
        "reached": sign * (point.value - target.value) >= 0,
        "notes": reasons(point),
    }
    if point.lower is None or point.upper is None:
        return TargetVerdict.NOT_TO_BE_TOLD, told | {"method": NOT_COMPUTED}
    found = judge_target(
        point.value,
        point.lower,
        point.upper,
        target.value,
        testable=testable,
        polarity=series.definition.polarity,
    )
    told |= {"lower": point.lower, "upper": point.upper, "method": found.method}
    return found.verdict[0], told


def kept_judgements(series: PolicySeries) -> Iterator[Judgement]:
    """Yield for every year after a baseline whether its level was kept."""
    for baseline in BASELINES:
        kept = next((k for k in baseline.kept if k.indicator == series.definition.id), None)
        if baseline.municipality == series.area and kept:
            yield from _kept(series, baseline, kept)


def _kept(series: PolicySeries, baseline: BaselineSet, kept: KeptIndicator) -> Iterator[Judgement]:
    start = series.at(baseline.year)
    later = [point for point in series.comparable() if (point.year or 0) > baseline.year]
    told = {"subject": baseline.id, "margin": kept.margin, "against_period": str(baseline.year)}
    if start is None or not later:
        yield judgement(
            series,
            Question.KEPT,
            str(baseline.until_year),
            KeptVerdict.NOT_TO_BE_TOLD,
            notes=[NO_FIGURE if start else NO_BASELINE],
            method=NOT_COMPUTED,
            **told,
        )
        return
    for point in later:
        yield _kept_in(series, start, point, told)


def _kept_in(series: PolicySeries, start: Point, point: Point, told: dict[str, Any]) -> Judgement:
    change = compared(series, start, point, per_exposure=True)
    if change.value is None or change.lower is None or change.upper is None:
        return judgement(
            series,
            Question.KEPT,
            point.chosen.period,
            KeptVerdict.NOT_TO_BE_TOLD,
            held_against=start.value,
            notes=reasons(point) or reasons(start),
            method=NOT_COMPUTED,
            **told,
        )
    judge = kept_ratio if change.is_ratio else kept_difference
    found: KeptLevel = judge(
        change.value,
        change.lower,
        change.upper,
        margin=told["margin"],
        polarity=series.definition.polarity,
    )
    least = _smallest_margin(series, start, point)
    return judgement(
        series,
        Question.KEPT,
        point.chosen.period,
        found.verdict[0],
        held_against=start.value,
        value=number(found.worsening[0]),
        lower=number(found.lower[0]),
        upper=number(found.upper[0]),
        smallest_margin=least,
        notes=[
            "ratio" if change.is_ratio else "difference",
            *([MARGIN_TOO_SMALL] if least is not None and told["margin"] < least else []),
        ],
        method=found.method,
        **told,
    )


def _smallest_margin(series: PolicySeries, start: Point, point: Point) -> float | None:
    """Return the smallest margin that an unchanged level would mostly be shown to keep."""
    if not counts_events(series) or not start.n:
        return None
    before, now = units(series, start, point, per_exposure=True)
    return number(smallest_margin(start.n, before, now, phi=series.phi)[0])
