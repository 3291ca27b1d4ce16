"""Fisher's exact test for two shares, for many tables at once."""

import numpy as np
from scipy import special

from baken.engines.rates.binomial import LOG_TOLERANCE
from baken.engines.rates.bisection import first_rare
from baken.engines.rates.counts import Floats

TERMS_PER_ROUND = 8  # rows that are done are dropped once per round; terms past the end are zero


def fisher_exact_p(a: Floats, n: Floats, b: Floats, m: Floats) -> Floats:
    """Two-sided p of ``a`` of ``n`` against ``b`` of ``m``: all tables no likelier than this one.

    Null: equal shares, margins fixed. The rule of R's fisher.test, with its tolerance of 1e-7.
    Equal-shaped arrays; NaN where any is NaN.
    """
    shape = a.shape
    a, n, b, m = (np.ravel(v) for v in (a, n, b, m))
    p = np.full(a.shape, np.nan)
    usable = ~np.isnan(a + n + b + m)
    p[usable] = _two_sided_p(a[usable], n[usable], m[usable], (a + b)[usable])
    return p.reshape(shape)


def _two_sided_p(seen: Floats, n: Floats, m: Floats, total: Floats) -> Floats:
    mode = np.floor((total + 1) * (n + 1) / (n + m + 2))
    mirrored = seen > mode
    near = np.where(mirrored, total - seen, seen)
    n, m = np.where(mirrored, m, n), np.where(mirrored, n, m)
    mode = np.where(mirrored, total - mode, mode)
    limit = _log_pmf(near, n, m, total) + LOG_TOLERANCE
    far = first_rare(
        near,
        np.maximum(mode, near + 1),
        np.minimum(n, total),
        lambda i, r: _log_pmf(i, n[r], m[r], total[r]) <= limit[r],
    )
    p = _lower_tail(near, n, m, total) + _lower_tail(total - far, m, n, total)
    return np.minimum(p, 1.0)


def _lower_tail(outcome: Floats, n: Floats, m: Floats, total: Floats) -> Floats:
    """P(X <= outcome), summed outward from the outcome until terms no longer count."""
    tail = np.zeros(outcome.shape)
    rows = np.flatnonzero(outcome >= np.maximum(0, total - m))
    term = np.exp(_log_pmf(outcome[rows], n[rows], m[rows], total[rows]))
    step = 0
    while rows.size:
        i, first, second, marked = outcome[rows] - step, n[rows], m[rows], total[rows]
        for _ in range(TERMS_PER_ROUND):
            tail[rows] += term
            term = term * i * (second - marked + i) / ((first - i + 1) * (marked - i + 1))
            i = i - 1
        going = term > 1e-17 * tail[rows]
        rows, term, step = rows[going], term[going], step + TERMS_PER_ROUND
    return tail


def _log_pmf(outcome: Floats, n: Floats, m: Floats, total: Floats) -> Floats:
    """Log probability that ``outcome`` of ``total`` marked items are among the first ``n``."""
    log: Floats = (
        _log_choose(n, outcome) + _log_choose(m, total - outcome) - _log_choose(n + m, total)
    )
    return log


def _log_choose(n: Floats, k: Floats) -> Floats:
    log: Floats = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return log
