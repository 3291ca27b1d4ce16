"""Nested discoveries as one line: a buurt, its wijk and its gemeente often tell the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Whole = NDArray[np.int64]

NO_LINE = -1


@dataclass(frozen=True, slots=True)
class Lines:
    """Which discovery is told in which line.

    ``line`` per test: the number of its line, NO_LINE for what was not found. ``heads``: per line
    the test that names it, the one with the smallest p; lines in order of that p.
    """

    line: Whole
    heads: Whole


def fold_nested(p: ArrayLike, found: ArrayLike, parents: ArrayLike) -> Lines:
    """Put discoveries that lie within one another on one line.

    ``parents``: per test the test of the area around it, for the same type; -1 for none. A
    discovery joins the line of the nearest discovery around it, also when the area between was
    not found.

    Raises:
        ValueError: when areas lie within each other in a circle.

    >>> folded = fold_nested([0.01, 0.001, 0.5, 0.002], [True, True, False, True], [-1, 0, -1, 2])
    >>> folded.line.tolist(), folded.heads.tolist()
    ([0, 0, -1, 1], [1, 3])
    """
    values = np.asarray(p, dtype=np.float64)
    is_found = np.asarray(found, dtype=np.bool_)
    around = np.asarray(parents, dtype=np.int64)
    roots = {
        int(test): _outermost(int(test), is_found, around) for test in np.flatnonzero(is_found)
    }
    heads: dict[int, int] = {}
    for test, root in roots.items():
        best = heads.get(root)
        if best is None or (values[test], test) < (values[best], best):
            heads[root] = test
    ordered = sorted(heads, key=lambda root: (values[heads[root]], heads[root]))
    number = {root: place for place, root in enumerate(ordered)}
    line = np.full(len(values), NO_LINE, dtype=np.int64)
    for test, root in roots.items():
        line[test] = number[root]
    return Lines(line, np.array([heads[root] for root in ordered], dtype=np.int64))


def _outermost(test: int, found: NDArray[np.bool_], around: Whole) -> int:
    """The outermost discovery around a test, itself when there is none."""
    outermost, place, steps = test, int(around[test]), 0
    while place >= 0:
        if found[place]:
            outermost = place
        place, steps = int(around[place]), steps + 1
        if steps > len(around):
            raise ValueError(f"parents: test {test} lies within itself; give a tree of areas")
    return outermost
