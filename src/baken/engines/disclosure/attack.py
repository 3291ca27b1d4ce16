"""The attack: how far anybody can narrow down each hidden count, from what is published.

Source: Fischetti & Salazar (2001), Management Science 47, 1008-1027: two linear programmes a cell.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from baken.engines.disclosure.family import Floats, Ints, Publication

# Through SciPy's door for whole-number programmes, with no whole numbers asked: the same solver as
# linprog at a third of the time a small programme takes.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Attack:
    """For every cell the least and the greatest count that fit all that is published.

    A shown cell has both at its count; ``upper`` is infinite where nothing bounds it.
    """

    lower: Floats
    upper: Floats

    @property
    def width(self) -> Floats:
        """Return how much room the attacker is left with."""
        return self.upper - self.lower


@dataclass(frozen=True, slots=True)
class HiddenPart:
    """Hidden cells that hang together: ``matrix @ x == right`` within the bounds."""

    cells: Ints
    matrix: sparse.csr_matrix
    right: Floats
    lower: Floats
    upper: Floats

    def extreme(self, direction: Floats) -> Floats | None:
        """Return the counts that are greatest along a direction; None when it is unbounded.

        Raises:
            ValueError: when no counts fit at all: what is published contradicts itself.
        """
        found = milp(
            -direction,
            constraints=LinearConstraint(self.matrix, self.right, self.right),
            bounds=Bounds(self.lower, self.upper),
        )
        if found.status in (3, 4):
            return None
        if found.x is None:
            raise ValueError(f"no counts fit what is published ({found.message})")
        return np.asarray(found.x, dtype=np.float64)


def hidden_parts(published: Publication) -> tuple[HiddenPart, ...]:
    """Return the hidden cells as parts that do not touch each other."""
    hidden = np.flatnonzero(published.hidden)
    if not hidden.size:
        return ()
    shown = np.where(published.hidden, 0.0, published.known)
    right = -(published.relations @ shown)
    matrix = published.relations.tocsc()[:, hidden].tocsr()
    rows = np.flatnonzero(np.diff(matrix.indptr))
    matrix, right = matrix[rows], right[rows]
    together = abs(matrix.T) @ abs(matrix)
    number, label = connected_components(together, directed=False)
    return tuple(_part(published, hidden, matrix, right, label == which) for which in range(number))


def _part(
    published: Publication,
    hidden: Ints,
    matrix: sparse.csr_matrix,
    right: Floats,
    inside: NDArray[np.bool_],
) -> HiddenPart:
    own = matrix.tocsc()[:, np.flatnonzero(inside)].tocsr()
    rows = np.flatnonzero(np.diff(own.indptr))
    cells = hidden[inside]
    return HiddenPart(cells, own[rows], right[rows], published.lower[cells], published.upper[cells])


def attack(published: Publication) -> Attack:
    """Find the least and greatest possible count of every hidden cell.

    >>> from baken.engines.disclosure.family import additive_relations
    >>> sums = additive_relations([(0, [1, 2])], cells=3)
    >>> seen = Publication(sums, np.array([5, np.nan, 3]), np.zeros(3), np.full(3, np.inf))
    >>> attack(seen).lower.tolist(), attack(seen).upper.tolist()
    ([5.0, 2.0, 3.0], [5.0, 2.0, 3.0])
    """
    lower, upper = published.known.copy(), published.known.copy()
    for part in hidden_parts(published):
        for place, cell in enumerate(part.cells):
            along = np.zeros(part.cells.size)
            along[place] = 1.0
            most, least = part.extreme(along), part.extreme(-along)
            upper[cell] = np.inf if most is None else most[place]
            lower[cell] = -np.inf if least is None else least[place]
    return Attack(lower, upper)
