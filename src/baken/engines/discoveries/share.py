"""The share of false discoveries, for tests of which most could never come up.

Benjamini and Hochberg compare the k-th smallest p of m tests with k / m. That presumes that each of
the m could by chance have a p so small. A series of one event in ten weeks cannot: its gate lets
no alarm through. Each test here says how often it comes up at all in quiet times (its ceiling) or
how small its p can become (its floor), and counts for that much only.

Sources: Benjamini and Hochberg (1995), JRSS B 57, 289-300; Heyse (2011) in Recent Advances in
Biostatistics, 43-58; Doehler, Durand and Roquain (2018), Electronic Journal of Statistics 12,
1867-1900, whose step-up version with the factor 1 / (1 - F) this is.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

METHOD = "discrete-benjamini-hochberg-1"
MOST = 0.05
"""A p-value above this is never a discovery; the promise is kept by dividing by one minus it."""


def discrete_q(
    p: ArrayLike,
    *,
    ceilings: ArrayLike = 1.0,
    floors: ArrayLike = 0.0,
    most: float | None = MOST,
) -> Floats:
    """The smallest promise at which each test is a discovery; 1 when it never is.

    Null of each test: nothing happened; the chance of a p of at most t is then at most
    ``min(t, ceiling)``, and none below ``floor``. NaN is a test that was not made, and stays NaN.
    The expected share of false ones among all with q of at most a is at most a, for independent
    tests; for nested areas see the measurements in docs/explanation/police-day.md. With ``most``
    None there is no factor: Heyse's own version; and with that no ceilings, R's p.adjust.

    Raises:
        ValueError: for a p-value outside 0..1, or a ``most`` that is no chance.

    >>> discrete_q([0.001, 0.03, 0.5, 0.5], most=0.04).round(4).tolist()
    [0.0042, 0.0625, 1.0, 1.0]
    >>> discrete_q([0.001, 0.03, 0.5, 0.5], ceilings=[1, 1, 0, 0], most=0.04).round(4).tolist()
    [0.0021, 0.0312, 1.0, 1.0]
    """
    given = np.asarray(p, dtype=np.float64)
    if ((given < 0) | (given > 1)).any():
        raise ValueError("p: a p-value lies outside 0..1; give p-values of tests, not scores")
    if most is not None and not 0 < most < 1:
        raise ValueError(f"most: {most}; give a chance between 0 and 1, for example {MOST}")
    made = ~np.isnan(given)
    values = given[made]
    highest = np.broadcast_to(np.asarray(ceilings, dtype=np.float64), given.shape)[made]
    lowest = np.broadcast_to(np.asarray(floors, dtype=np.float64), given.shape)[made]
    order = np.argsort(values, kind="stable")
    ascending = values[order]
    reached = np.searchsorted(ascending, ascending, side="right")  # ties count together
    ratio = false_ones(ascending, highest, lowest) / np.maximum(reached, 1)
    if most is not None:
        ratio = np.where(ascending > most, 1.0, ratio / (1 - most))
    smallest = np.minimum.accumulate(ratio[::-1])[::-1] if ratio.size else ratio
    found, answer = np.empty_like(values), np.full(given.shape, np.nan)
    found[order] = np.minimum(smallest, 1.0)
    answer[made] = found
    return answer


def false_ones(at: Floats, ceilings: Floats, floors: Floats) -> Floats:
    """How many tests are expected to have a p of at most ``at`` when nothing at all happened."""
    full = np.maximum(ceilings, floors)  # from here on a test adds its ceiling and no more
    by_full = np.argsort(full, kind="stable")
    added = np.concatenate([[0.0], ceilings[by_full].cumsum()])
    filled = np.searchsorted(full[by_full], at, side="right")
    begun = np.searchsorted(np.sort(floors), at, side="right")
    return np.asarray(added[filled] + at * (begun - filled), dtype=np.float64)
