"""A control chart of counts: does the series change, and will it meet its target?

Two questions that a traffic light mixes up (variation and assurance), answered apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from baken.engines.targets.arrays import (
    Floats,
    Mask,
    good_sign,
    refuse_negative,
    together,
)
from baken.engines.targets.count_quantiles import count_quantile
from baken.vocabulary.standing import Assurance, Polarity, Variation

FEWEST_POINTS = 8  # below this a limit is too uncertain to call anything unusual
LONG_RUN = 8  # points in a row on one side of the centre: 1 in 128 by chance per run
TAIL = 0.00135  # of three standard deviations of a normal, on each side
MOVING_RANGE = 1.128  # mean absolute difference of two standard normals


@dataclass(frozen=True, slots=True)
class ControlChart:
    """One series of counts against its own centre; null: one rate throughout."""

    centre: Floats  # expected count per period
    lower: Floats  # whole counts; a count below is a signal, so it may be 0
    upper: Floats
    phi: float  # variance / mean used, at least 1
    beyond: Mask  # a point outside its limits
    in_run: Mask  # a point of a run of LONG_RUN or more on one side
    high: Mask  # a signal (either kind) on the high side
    low: Mask
    variation: Variation  # of the latest point
    assurance: Assurance | None  # None without a target
    method: str


def control_chart(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    baseline: ArrayLike | None = None,
    phi: float | None = None,
    target_rate: float | None = None,
    polarity: Polarity = Polarity.LOWER_IS_BETTER,
) -> ControlChart:
    """Chart one series (shape: periods) with limits for counts of unequal exposure.

    The centre is the rate of the ``baseline`` periods (a mask; all by default). ``phi`` is how
    much more than Poisson such counts vary: given, or learned from the moving range of the
    baseline's scores (Laney's u' chart), never below 1. Limits are whole counts with TAIL on each
    side: Poisson or negative-binomial quantiles, so small counts are not judged by a normal.
    Signals: a point beyond its limits, and LONG_RUN points in a row on one side. Assurance asks
    whether both limits of the latest period lie on one side of the target. Missing periods are
    NaN. Fewer than FEWEST_POINTS known periods in the baseline give "too-few-points".

    Source: Laney (2002), Quality Engineering 14, 531-537; Mohammed, Worthington & Woodall (2008),
    Qual. Saf. Health Care 17, 137-145.
    """
    x, exposure = (array.ravel() for array in together(counts, exposures))
    refuse_negative(x, "counts")
    refuse_negative(exposure, "exposures")
    used = np.ones(x.size, bool) if baseline is None else np.asarray(baseline, dtype=bool)
    known = ~np.isnan(x) & (exposure > 0)
    used = used & known
    rate = x[used].sum() / exposure[used].sum() if used.any() else np.nan
    centre = np.where(exposure > 0, rate * exposure, np.nan)
    spread = _phi(x[used], centre[used]) if phi is None else max(phi, 1.0)
    lower = count_quantile(centre, spread, TAIL)
    upper = count_quantile(centre, spread, 1 - TAIL)
    side = np.where(known, np.sign(x - centre), 0.0)
    beyond, in_run = known & ((x < lower) | (x > upper)), long_runs(side)
    signal, enough = beyond | in_run, int(used.sum()) >= FEWEST_POINTS
    return ControlChart(
        centre=centre,
        lower=lower,
        upper=upper,
        phi=spread,
        beyond=beyond,
        in_run=in_run,
        high=signal & (side > 0),
        low=signal & (side < 0),
        variation=_variation(signal, side, polarity) if enough else Variation.TOO_FEW_POINTS,
        assurance=_assurance(lower, upper, exposure, target_rate, polarity, enough),
        method="laney-counts" if phi is None else "given-dispersion-counts",
    )


def long_runs(side: Floats) -> Mask:
    """Which points belong to LONG_RUN or more in a row on one side (1 or -1; 0 is skipped)."""
    found = np.zeros(side.size, dtype=bool)
    places = np.flatnonzero(side)
    signs = side[places]
    ends = np.flatnonzero(np.append(signs[1:] != signs[:-1], True)) if places.size else places
    start = 0
    for end in ends:
        if end - start + 1 >= LONG_RUN:
            found[places[start : end + 1]] = True
        start = int(end) + 1
    return found


def _phi(counts: Floats, centre: Floats) -> float:
    """Laney's sigma z, squared: from differences of neighbours, so that a shift does not count."""
    if counts.size < 2 or not (centre > 0).all():
        return 1.0
    scores = (counts - centre) / np.sqrt(centre)
    return max(float(np.mean(np.abs(np.diff(scores))) / MOVING_RANGE) ** 2, 1.0)


def _variation(signal: Mask, side: Floats, polarity: Polarity) -> Variation:
    known = np.flatnonzero(side)
    if not known.size or not signal[known[-1]]:
        return Variation.COMMON_CAUSE
    if polarity is Polarity.NEUTRAL:
        return Variation.CHANGING
    good = side[known[-1]] == good_sign(polarity)
    return Variation.IMPROVING if good else Variation.WORSENING


def _assurance(
    lower: Floats,
    upper: Floats,
    exposure: Floats,
    target_rate: float | None,
    polarity: Polarity,
    enough: bool,  # noqa: FBT001  a private step of one function
) -> Assurance | None:
    if target_rate is None:
        return None
    known = np.flatnonzero(~np.isnan(upper))
    if not enough or not known.size:
        return Assurance.TOO_FEW_POINTS
    last, sign = known[-1], good_sign(polarity)
    target = target_rate * exposure[last]
    best, worst = (upper[last], lower[last]) if sign > 0 else (lower[last], upper[last])
    if sign * (worst - target) >= 0:
        return Assurance.WILL_MEET
    return Assurance.WILL_MISS if sign * (best - target) < 0 else Assurance.HIT_OR_MISS
