"""Counts rounded to a base so that the rounded tables still add up.

Source: Cox (1987), Journal of the American Statistical Association 82, 520-524 (zero-restricted
controlled rounding); solved as a whole-number programme.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from baken.engines.disclosure.family import Family, Ints


@dataclass(frozen=True, slots=True)
class Rounding:
    """Counts as multiples of ``base``; multiples stay, the others go to one of their neighbours."""

    rounded: Ints
    base: int
    moved: int  # the sum of all distances
    method: str


def round_together(family: Family, *, base: int) -> Rounding | None:
    """Round every count to a multiple next to it, all sums kept, the total distance least.

    Return None when no such rounding exists (possible for tables of three or more dimensions).

    Raises:
        ValueError: for a base under 2.
    """
    if base < 2:
        raise ValueError(f"base: {base}; give 2 or more")
    below, rest = np.divmod(family.counts, base)
    if not family.counts.size:
        return Rounding(family.counts, base, 0, "controlled-rounding")
    found = milp(
        (base - 2.0 * rest),
        integrality=np.ones(rest.size),
        bounds=Bounds(np.zeros(rest.size), (rest > 0).astype(float)),
        constraints=LinearConstraint(
            family.relations,
            *[-(family.relations @ below)] * 2,
        ),
    )
    if found.x is None:
        return None
    rounded = base * (below + np.rint(found.x).astype(np.int64))
    moved = int(np.abs(rounded - family.counts).sum())
    return Rounding(rounded, base, moved, "controlled-rounding")
