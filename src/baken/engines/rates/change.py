"""Change between two periods: higher, lower, or not to be told."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.engines.rates.binomial import exact_binomial_p
from baken.engines.rates.counts import (
    Floats,
    as_counts,
    as_exposures,
    as_phi,
    critical_value,
    ratio_or,
)
from baken.engines.rates.two_samples import rate_ratio, ratio_limits
from baken.vocabulary.figure import ChangeVerdict

Mask = NDArray[np.bool_]

NEWTON_STEPS = 8


@dataclass(frozen=True, slots=True)
class Change:
    """Two periods compared; null: equal underlying rates; alternative: unequal, two-sided."""

    ratio: Floats  # later rate / earlier rate; inf from zero, NaN from zero to zero
    lower: Floats
    upper: Floats
    p: Floats
    verdict: NDArray[np.object_]  # of ChangeVerdict
    detectable_rise: Floats  # smallest ratio above 1 seen with 80 % power; NaN: none
    detectable_fall: Floats  # largest ratio below 1 seen with 80 % power; NaN: not even zero
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class DetectableChange:
    """The smallest true changes that the test would have seen, as ratios of rates."""

    rise: Floats  # NaN when the earlier count is zero: every rise is a rise from nothing
    fall: Floats  # NaN when even a fall to zero would mostly go unseen
    power: float
    level: float
    method: str


def compare_periods(
    earlier_counts: ArrayLike,
    earlier_exposures: ArrayLike,
    later_counts: ArrayLike,
    later_exposures: ArrayLike,
    *,
    phi: ArrayLike = 1.0,
    level: float = 0.95,
) -> Change:
    """What can honestly be said of a change, given how much such counts vary of themselves.

    With ``phi`` 1 the conditional exact test (R's poisson.test). With ``phi`` above 1 the same
    test counted in units of ``phi`` events: beta tails with all parameters divided by ``phi``,
    p twice the smaller tail, interval from the same tails, so the two always agree. Arrays
    broadcast; ``phi`` may differ per row. Rows with a missing value, zero exposure or unknown
    ``phi`` are "not-comparable". Error rates: docs/explanation/rates.md.

    >>> [str(v) for v in compare_periods([560, 620], 1.0, [620, 840], 1.0).verdict]
    ['no-demonstrable-change', 'higher']
    """
    x, t, y, u, dispersion = _comparable(
        earlier_counts, earlier_exposures, later_counts, later_exposures, phi
    )
    p = _p(y, x, u / (t + u), dispersion)
    lower, upper = ratio_limits(y, u, x, t, level, dispersion)
    detectable = smallest_detectable(x, t, u, phi=dispersion, level=level)
    ratio = rate_ratio(y, u, x, t)
    return Change(
        ratio=ratio,
        lower=lower,
        upper=upper,
        p=p,
        verdict=verdicts(ratio, p, level=level),
        detectable_rise=detectable.rise,
        detectable_fall=detectable.fall,
        level=level,
        method="poisson-conditional-scaled",
    )


def verdicts(ratio: ArrayLike, p: ArrayLike, *, level: float = 0.95) -> NDArray[np.object_]:
    """A ChangeVerdict per row: at p below 1 - level the ratio's direction counts.

    Give adjusted p-values when many changes are judged together. Unknown p is "not-comparable".
    """
    critical_value(level)
    values, chances = np.broadcast_arrays(np.atleast_1d(ratio), np.atleast_1d(p))
    told = chances < 1 - level
    return verdict_objects(told & (values > 1), told & (values < 1), np.isnan(chances))


def verdict_objects(higher: Mask, lower: Mask, unknown: Mask) -> NDArray[np.object_]:
    """A ChangeVerdict per row from what is known of it; unknown wins."""
    kind = np.select([unknown, higher, lower], [3, 0, 1], 2)
    return np.asarray(_VERDICTS[kind])


def smallest_detectable(
    earlier_counts: ArrayLike,
    earlier_exposures: ArrayLike,
    later_exposures: ArrayLike,
    *,
    phi: ArrayLike = 1.0,
    level: float = 0.95,
    power: float = 0.8,
) -> DetectableChange:
    """The smallest changes that would mostly have been seen, had the earlier rate been true.

    Normal power of the conditional test with half an event of continuity: both counts vary with
    variance ``phi`` x mean, the earlier mean is the earlier count. Raises ValueError for a power
    outside 0.5..1.
    """
    if not 0.5 <= power < 1:
        raise ValueError(f"power: {power}; give a share from 0.5 to below 1, usually 0.8")
    x, t, u, dispersion = np.broadcast_arrays(
        as_counts(earlier_counts),
        as_exposures(earlier_exposures),
        as_exposures(later_exposures),
        as_phi(phi),
    )
    x, share = np.where(x > 0, x, np.nan), ratio_or(u, t + u, np.nan)
    sure = critical_value(level), float(special.ndtri(power))
    rise = _detectable(x, share, dispersion, 1.0, sure)
    fall = _detectable(x, share, dispersion, -1.0, sure)
    return DetectableChange(rise, fall, power, level, "normal-power-conditional-test")


def _comparable(
    x: ArrayLike, t: ArrayLike, y: ArrayLike, u: ArrayLike, phi: ArrayLike
) -> tuple[Floats, ...]:
    """All five of one shape, with a row NaN throughout where it cannot be compared."""
    arrays = np.broadcast_arrays(
        as_counts(x, "earlier counts"),
        as_exposures(t, "earlier exposures"),
        as_counts(y, "later counts"),
        as_exposures(u, "later exposures"),
        as_phi(phi),
    )
    usable = (arrays[1] > 0) & (arrays[3] > 0) & ~np.isnan(sum(arrays, np.zeros(1)))
    return tuple(np.where(usable, a, np.nan) for a in arrays)


def _p(successes: Floats, failures: Floats, share: Floats, phi: Floats) -> Floats:
    """The exact p where ``phi`` is 1, the scaled p above."""
    p, exact = np.empty(phi.shape), ~(phi > 1)
    x, y, q = successes[exact], failures[exact], share[exact]
    p[exact] = exact_binomial_p(x, x + y, q)
    x, y, q = successes[~exact], failures[~exact], share[~exact]
    p[~exact] = _scaled_p(x, y, q, phi[~exact])
    return p


def _scaled_p(successes: Floats, failures: Floats, share: Floats, phi: Floats) -> Floats:
    """Twice the smaller beta tail, counted in units of ``phi`` events."""
    high = _scaled_tail(successes, failures, share, phi)
    low = _scaled_tail(failures, successes, 1 - share, phi)
    p: Floats = np.minimum(2 * np.minimum(high, low), 1.0)
    return p


def _scaled_tail(successes: Floats, failures: Floats, share: Floats, phi: Floats) -> Floats:
    tail = special.betainc(np.maximum(successes, 1.0) / phi, (failures + 1) / phi, share)
    return np.where(successes == 0, 1.0, tail)


def _detectable(
    x: Floats, share: Floats, phi: Floats, sign: float, sure: tuple[float, float]
) -> Floats:
    """The later mean whose margin is zero, as a ratio; ``sign`` 1 looks upward, -1 downward.

    Newton's steps: the margin is convex in the later mean, so from above (or from zero, when
    looking downward) they never overshoot.
    """
    later = _beyond(x, share, phi, sure) if sign > 0 else np.zeros(x.shape)
    reached = _margin(later, x, share, phi, sign, sure)[0] >= 0
    later = np.where(reached, later, np.nan)
    for _ in range(NEWTON_STEPS):
        margin, slope = _margin(later, x, share, phi, sign, sure)
        later = later - margin / slope
    return later * (1 - share) / (share * x)


def _margin(
    later: Floats, x: Floats, share: Floats, phi: Floats, sign: float, sure: tuple[float, float]
) -> tuple[Floats, Floats]:
    """How far the expected difference exceeds what test and power ask, and its slope."""
    rest = 1 - share
    under_null = np.sqrt(phi * share * rest * (x + later))
    under_change = np.sqrt(phi * (rest**2 * later + share**2 * x))
    asked = 0.5 + sure[0] * under_null + sure[1] * under_change
    steeper = sure[0] * share * rest / under_null + sure[1] * rest**2 / under_change
    return sign * (rest * later - share * x) - asked, sign * rest - phi * steeper / 2


def _beyond(x: Floats, share: Floats, phi: Floats, sure: tuple[float, float]) -> Floats:
    """A later mean that surely suffices: each square root of a sum split into a sum of roots."""
    rest, spread = 1 - share, sure[0] * np.sqrt(share * (1 - share))
    per_root = np.sqrt(phi) * (spread + sure[1] * rest)
    fixed = share * x + 0.5 + np.sqrt(phi * x) * (spread + sure[1] * share)
    root: Floats = (per_root + np.sqrt(per_root**2 + 4 * rest * fixed)) / (2 * rest)
    return root**2


_VERDICTS = np.array(
    [
        ChangeVerdict.HIGHER,
        ChangeVerdict.LOWER,
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE,
        ChangeVerdict.NOT_COMPARABLE,
    ],
    dtype=np.object_,
)
