"""An attack from outside: what was read, what adds up to what, and a solver. No code of ours.

For every hidden count the least and the greatest number that fit all that was read; one linear
programme each way. Written from the definition, beside the engine's own attack.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

Bounds = tuple[float, float]


class Puzzle:
    """Counts with bounds and sums; a count may be read in several publications."""

    def __init__(self) -> None:
        self.bounds: list[Bounds] = []
        self.sums: list[tuple[int, tuple[int, ...]]] = []

    def add(self, bounds: Bounds = (0.0, np.inf)) -> int:
        """Note what was read of a count; return its place."""
        self.bounds.append(bounds)
        return len(self.bounds) - 1

    def read(self, cells: Mapping, sums: Iterable[tuple[object, list]]) -> None:
        """Note which counts add up to which."""
        self.sums += [(cells[whole], tuple(cells[part] for part in parts)) for whole, parts in sums]

    def ends(self, places: Iterable[int]) -> dict[int, Bounds]:
        """Return the least and the greatest that each of these counts can be."""
        rows, columns, values = [], [], []
        for row, (whole, parts) in enumerate(self.sums):
            rows += [row] * (1 + len(parts))
            columns += [whole, *parts]
            values += [1.0, *[-1.0] * len(parts)]
        shape = (len(self.sums), len(self.bounds))
        table = sparse.csr_array((values, (rows, columns)), shape=shape)
        limits = [(low, None if np.isinf(high) else high) for low, high in self.bounds]
        return {place: self._ends(table, limits, place) for place in places}

    def _ends(self, table: sparse.csr_array, limits: list, place: int) -> Bounds:
        found = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(limits))
            aim[place] = sign
            answer = linprog(aim, A_eq=table, b_eq=np.zeros(table.shape[0]), bounds=limits)
            assert answer.status in (0, 3), answer.message
            found.append(sign * answer.fun if answer.status == 0 else sign * -np.inf)
        return found[0], found[1]
