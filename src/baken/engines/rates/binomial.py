"""The exact binomial: its two-sided test and its interval."""

import numpy as np
from scipy import special

from baken.engines.rates.bisection import first_rare
from baken.engines.rates.counts import Floats

LOG_TOLERANCE = float(np.log1p(1e-7))  # R counts outcomes this close as equally likely


def exact_binomial_p(successes: Floats, trials: Floats, share: Floats) -> Floats:
    """Two-sided exact p: the chance of all outcomes no likelier than the one seen.

    Null: each trial succeeds with probability ``share``. The rule of R's binom.test, with its
    relative tolerance of 1e-7. Equal-shaped arrays; NaN where any is NaN. Sound to some ten
    million trials, beyond which log-factorials lose the tolerance's digits.
    """
    p = np.full(successes.shape, np.nan)
    usable = ~np.isnan(successes + trials + share)
    p[usable] = _two_sided_p(successes[usable], trials[usable], share[usable])
    return p


def _two_sided_p(successes: Floats, trials: Floats, share: Floats) -> Floats:
    mean = trials * share
    mirrored = successes > mean
    near = np.where(mirrored, trials - successes, successes)
    chance = np.where(mirrored, 1 - share, share)
    beyond = np.where(mirrored, trials - np.floor(mean), np.ceil(mean))
    limit = _log_pmf(near, trials, chance) + LOG_TOLERANCE
    far = first_rare(
        near, beyond, trials, lambda i, r: _log_pmf(i, trials[r], chance[r]) <= limit[r]
    )
    p = lower_tail(near, trials, chance) + upper_tail(far, trials, chance)
    return np.where(successes == mean, 1.0, np.minimum(p, 1.0))


def lower_tail(successes: Floats, trials: Floats, share: Floats) -> Floats:
    """P(X <= successes) of the binomial."""
    rest = np.maximum(trials - successes, 1.0)
    tail = special.betainc(rest, successes + 1, 1 - share)
    return np.where(successes >= trials, 1.0, tail)


def upper_tail(successes: Floats, trials: Floats, share: Floats) -> Floats:
    """P(X >= successes) of the binomial."""
    inside = np.clip(successes, 1.0, np.maximum(trials, 1.0))
    tail = special.betainc(inside, np.maximum(trials, 1.0) - inside + 1, share)
    return np.where(successes > trials, 0.0, np.where(successes <= 0, 1.0, tail))


def share_limits(
    successes: Floats, trials: Floats, level: float, phi: Floats | float = 1.0
) -> tuple[Floats, Floats]:
    """Clopper-Pearson limits for a share, in units of ``phi`` events.

    Source: Clopper & Pearson (1934), Biometrika 26, 404-413; ``phi`` scales every beta
    parameter, so that 1 gives their interval.
    """
    tail, failures = (1 - level) / 2, trials - successes
    some, rest = np.maximum(successes, 1.0), np.maximum(failures, 1.0)
    low = special.betaincinv(some / phi, (failures + 1) / phi, tail)
    high = special.betaincinv((successes + 1) / phi, rest / phi, 1 - tail)
    return np.where(successes == 0, 0.0, low), np.where(failures == 0, 1.0, high)


def _log_pmf(successes: Floats, trials: Floats, share: Floats) -> Floats:
    """Log probability of the binomial, up to the constant that only the trials determine."""
    failures = trials - successes
    log: Floats = (
        special.xlogy(successes, share)
        + special.xlog1py(failures, -share)
        - special.gammaln(successes + 1)
        - special.gammaln(failures + 1)
    )
    return log
