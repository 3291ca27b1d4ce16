"""Counts rounded to a base so that the rounded tables still add up.

Source: Cox (1987), Journal of the American Statistical Association 82, 520-524 (zero-restricted
controlled rounding); solved as a whole-number programme.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from baken.engines.disclosure.audit import audit
from baken.engines.disclosure.family import Family, Floats, Ints, State
from baken.engines.disclosure.protect import Protection

WITHIN = 60.0
"""Seconds a solver may take for one family; tables of areas and types take less than one."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """Counts as multiples of ``base``; multiples stay, the others go to one of their neighbours."""

    rounded: Ints
    base: int
    moved: int  # the sum of all distances
    method: str


def round_together(family: Family, *, base: int) -> Rounding | None:
    """Round every count to a multiple next to it, all sums kept, the total distance least.

    What was rounded before (``family.past``) keeps its multiple; a cell in no table may have any;
    sums with a count that is shown as it is need not be kept.
    Return None when no such rounding exists (possible for tables of three or more dimensions).

    Raises:
        ValueError: for a base under 2.
    """
    if base < 2:
        raise ValueError(f"base: {base}; give 2 or more")
    below, rest = np.divmod(family.counts, base)
    if not family.counts.size:
        return Rounding(family.counts, base, 0, "controlled-rounding")
    absent = family.past == State.ABSENT
    below = np.where(absent, 0, below)
    found = milp(
        np.where(absent, 0.0, base - 2.0 * rest),
        integrality=np.ones(rest.size),
        bounds=_steps(family, below, rest, base),
        constraints=_sums_kept(family, below.astype(np.float64)),
        options={"time_limit": WITHIN},
    )
    if found.x is None:
        return None
    rounded = base * (below + np.rint(found.x).astype(np.int64))
    moved = int(np.abs(rounded - family.counts)[~absent].sum())
    return Rounding(rounded, base, moved, "controlled-rounding")


def _steps(family: Family, below: Ints, rest: Ints, base: int) -> Bounds:
    """Return how many multiples each count may go up from the one below it."""
    least, most = np.zeros(rest.size), (rest > 0).astype(float)
    most[family.past == State.ABSENT] = np.inf
    fixed = family.past == State.ROUNDED
    least[fixed] = most[fixed] = (family.rounded // base - below)[fixed]
    return Bounds(least, most)


def _sums_kept(family: Family, below: Floats) -> LinearConstraint:
    as_it_is = ~np.isin(family.past, (State.OPEN, State.ROUNDED, State.ABSENT))
    kept = family.relations[np.flatnonzero((abs(family.relations) @ as_it_is.astype(float)) == 0)]
    return LinearConstraint(kept, *[-(kept @ below)] * 2)


def protect_by_rounding(family: Family, *, base: int, slide: float) -> tuple[Protection, Ints]:
    """Round what has no decision yet; return the states with their audit, and what is published.

    The audit is the same as of hidden cells: with all that is public, a count under the minimum
    must be possible from 1 up to it, and any other must keep ``slide`` of room.
    """
    fresh = family.past == State.OPEN
    found = round_together(family, base=base)
    rounded = family.rounded if found is None else found.rounded
    published = replace(family, base=base, rounded=np.where(fresh, rounded, family.rounded))
    states = np.where(fresh, State.ROUNDED if found else State.SILENT, family.past).astype(np.int64)
    unseen = _unseen(states)
    outcome = Protection(
        states=states,
        small=0,
        withheld=int(unseen.sum()),
        lost=float(family.cost[unseen].sum()),
        audit=audit(published, states, slide=slide),
        method="controlled-rounding",
    )
    return outcome, published.rounded


def _unseen(states: Ints) -> NDArray[np.bool_]:
    return np.asarray((states == State.WITHHELD) | (states == State.SILENT))
