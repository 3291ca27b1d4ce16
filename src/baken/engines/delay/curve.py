"""How late registrations come in, and what recent days will grow to.

A triangle of counts, day of the event by days of delay, is partly unseen: yesterday's events are
known for one day of delay only. The curve is measured from what could be seen (the reverse-time
hazard of Kalbfleisch and Lawless, 1989); the nowcast adds to what is known what the curve says is
still to come, with the dispersion that past days showed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]

METHOD = "reverse-hazard-negative-binomial"
HALF = 0.5  # an event more in the interval: nothing known yet is not nothing to come
LEAST_SHARE = 0.02  # of a day's events known, below which the days before say more


@dataclass(frozen=True, slots=True)
class DelayCurve:
    """The share of events that is known after 0, 1, 2 ... days; the last is 1 by definition."""

    known_after: Floats
    variances: Floats  # of the logarithm of each share
    dispersion: float  # variance / mean of what came in, at least 1
    events: int  # behind the curve
    method: str = METHOD


@dataclass(frozen=True, slots=True)
class Nowcast:
    """Per day: known so far, expected in the end, and an interval for it; null: no change.

    ``unfinished`` days are those of which more than half a percent is still to come.
    """

    known: Floats
    expected: Floats
    lower: Floats
    upper: Floats
    unfinished: NDArray[np.bool_]
    level: float
    method: str = METHOD


def counts_by_delay(
    event_days: ArrayLike, recorded_days: ArrayLike, today: int, longest: int
) -> Floats:
    """Counts per event day (oldest first, ending ``today``) and delay; NaN where still unseen.

    Days are numbers. Events from before the oldest day, or recorded after ``today``, are left
    out; a delay above ``longest`` counts as ``longest``.

    Raises:
        ValueError: when something was recorded before it happened.
    """
    events, recorded = (np.asarray(days, dtype=np.int64) for days in (event_days, recorded_days))
    if (recorded < events).any():
        raise ValueError("recorded days: earlier than the event; correct the row or leave it out")
    seen = recorded <= today
    days = int(today - events.min()) + 1 if len(events) else 1
    triangle = np.zeros((days, longest + 1))
    rows = days - 1 - (today - events[seen])
    np.add.at(triangle, (rows, np.minimum(recorded[seen] - events[seen], longest)), 1)
    unseen = np.arange(longest + 1)[None, :] > np.arange(days)[::-1, None]
    triangle[unseen] = np.nan
    return triangle


def delay_curve(triangle: ArrayLike) -> DelayCurve:
    """Measure the curve from a triangle of days by delays, NaN where not yet seen.

    Each delay's share of all that came in up to it uses only days that could show it.
    """
    counts = np.asarray(triangle, dtype=np.float64)
    if counts.ndim != 2 or (np.nan_to_num(counts) < 0).any():
        raise ValueError("triangle: give days by delays, counts of zero or more, NaN for unseen")
    delays = counts.shape[1]
    hazards, information = np.zeros(delays), np.zeros(delays)
    for delay in range(1, delays):
        seen = ~np.isnan(counts[:, delay])
        up_to = np.nansum(counts[seen, : delay + 1])
        hazards[delay] = counts[seen, delay].sum() / max(up_to, 1.0)
        information[delay] = hazards[delay] / max((1 - hazards[delay]) * up_to, 1.0)
    later = np.concatenate([np.log1p(-np.minimum(hazards[1:], 1 - 1e-9))[::-1].cumsum()[::-1], [0]])
    known_after = np.exp(later)
    phi = _dispersion(counts, known_after)
    variances = np.concatenate([information[1:][::-1].cumsum()[::-1], [0.0]]) * phi
    return DelayCurve(known_after, variances, phi, int(np.nansum(counts)))


def _dispersion(counts: Floats, known_after: Floats) -> float:
    """Pearson's dispersion of each delay's arrivals given all that a finished day brought."""
    finished = ~np.isnan(counts).any(axis=1)
    totals = counts[finished].sum(axis=1, keepdims=True)
    shares = np.diff(known_after, prepend=0.0)
    expected = totals * shares
    usable = expected > 0.5
    if usable.sum() < 2 * counts.shape[1]:
        return 1.0
    squares = (counts[finished] - expected) ** 2 / np.where(usable, expected * (1 - shares), 1)
    return float(max(squares[usable].sum() / (usable.sum() * (1 - 1 / counts.shape[1])), 1.0))


def nowcast(known: ArrayLike, curve: DelayCurve, *, level: float = 0.95) -> Nowcast:
    """What recent days will grow to, given how many are known; the last day is 0 days old.

    What is still to come follows, given what is known, a negative binomial: of a count thinned to
    the known part nothing is presumed but that. The expectation is without bias; the interval
    has half an event more, so that a day without any report is not certain to stay empty.

    Raises:
        ValueError: for negative counts or a level outside 0..1.
    """
    counts = np.atleast_1d(np.asarray(known, dtype=np.float64))
    age = np.minimum(np.arange(len(counts))[::-1], len(curve.known_after) - 1)
    share, variance = curve.known_after[age], curve.variances[age]
    return nowcast_of_shares(counts, share, variance, curve.dispersion, level=level)


def nowcast_of_shares(
    known: ArrayLike,
    share: ArrayLike,
    variance: ArrayLike,
    dispersion: ArrayLike,
    *,
    level: float = 0.95,
) -> Nowcast:
    """The same for any counts of which this ``share`` is known, such as whole weeks.

    ``variance`` is of the share's logarithm, ``dispersion`` of what came in; shapes as ``known``.

    Raises:
        ValueError: for negative counts or a level outside 0..1.

    >>> found = nowcast_of_shares([8.0, 0.0], [0.8, 1.0], 0.0, 1.0)
    >>> found.expected.tolist(), found.upper.tolist()
    ([10.0, 0.0], [14.0, 0.0])
    """
    counts = np.asarray(known, dtype=np.float64)
    if (counts < 0).any() or not 0 < level < 1:
        raise ValueError("known counts must be zero or more, and level between 0 and 1")
    given = np.broadcast_to(np.asarray(share, dtype=np.float64), counts.shape)
    part = np.maximum(given, LEAST_SHARE)
    odds = (1 - part) / part
    to_come = (counts + HALF) * odds
    doubt = np.expm1(np.minimum(np.asarray(variance, dtype=np.float64), 1.0))
    spread = np.asarray(dispersion) / part + to_come * doubt / (1 - np.minimum(part, 0.999)) ** 2
    lower, upper = _interval(to_come, spread, level)
    finished = part >= 0.9999
    return Nowcast(
        known=counts,
        expected=counts * (1 + odds),
        lower=counts + np.where(finished, 0, lower),
        upper=counts + np.where(finished, 0, upper),
        unfinished=part < 0.995,
        level=level,
    )


def _interval(mean: Floats, phi: Floats, level: float) -> tuple[Floats, Floats]:
    """Quantiles of a negative binomial with this mean and variance / mean; Poisson at 1."""
    outside, excess = (1 - level) / 2, np.maximum(phi - 1, 1e-6)
    size, p = np.maximum(mean, 1e-9) / excess, 1 / (1 + excess)
    counts = stats.nbinom(size, p)
    lower, upper = counts.ppf(outside), counts.ppf(1 - outside)
    # Half of the chance of the end itself counts as beyond it: whole counts overshoot otherwise.
    lower = lower + (counts.cdf(lower) - counts.pmf(lower) / 2 < outside)
    upper = upper - (counts.sf(upper) + counts.pmf(upper) / 2 < outside)
    return np.asarray(np.minimum(lower, upper)), np.asarray(np.maximum(upper, 0.0))
