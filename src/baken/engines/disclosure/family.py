"""A family of tables: counts and the sums that bind them, and what the public sees of them.

A cell is one count (a type of crime, in an area, in a year). Every margin, level and total is a
relation between cells, so tables that share cells are one family.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class State(IntEnum):
    """What the public sees of a cell.

    - OPEN: nothing has been decided yet; never published so.
    - SHOWN: the count itself.
    - SMALL: "fewer than the minimum", and not 0.
    - SMALL_OR_ZERO: "fewer than the minimum", 0 included: below a total that is small itself a 0
      is not shown, for it would tell how that total is divided.
    - WITHHELD: no count, and at least the minimum: hidden to protect others.
    - SILENT: no count and no words about it, where words alone would already tell too much.
    - ABSENT: in no table at all (what is left of a total beside the parts that are published).
    - ROUNDED: a multiple of the base next to the count.
    """

    OPEN = 0
    SHOWN = 1
    SMALL = 2
    SMALL_OR_ZERO = 3
    WITHHELD = 4
    SILENT = 5
    ABSENT = 6
    ROUNDED = 7


@dataclass(frozen=True, slots=True)
class Family:
    """Counts with their relations: ``relations @ counts == 0`` holds for the true counts.

    ``minimum`` is per cell; a count under it is small. ``zeros_shown``: a 0 is published as 0.
    ``past`` holds what was decided before (OPEN: nothing); ``hide`` marks cells without a decision
    that may not be shown. ``cost`` is what hiding a cell loses. ``rounded``
    is what is published of a cell that is ROUNDED to a multiple of ``base``.
    """

    counts: Ints
    relations: sparse.csr_matrix
    minimum: Ints
    cost: Floats
    past: Ints
    hide: NDArray[np.bool_]
    rounded: Ints
    base: int = 0
    zeros_shown: bool = True

    @classmethod
    def of(
        cls,
        counts: ArrayLike,
        relations: sparse.csr_matrix,
        *,
        minimum: ArrayLike,
        cost: ArrayLike | None = None,
        past: ArrayLike | None = None,
        hide: ArrayLike | None = None,
        zeros_shown: bool = True,
    ) -> "Family":
        """Make a family; counts are whole numbers, the cost is 1 + log(1 + count) unless given.

        Raises:
            ValueError: for negative or broken counts, and for relations that do not hold.
        """
        values = np.asarray(counts)
        if not np.array_equal(values, np.asarray(values, dtype=np.int64)) or (values < 0).any():
            raise ValueError("counts: give whole numbers of 0 or more")
        whole = values.astype(np.int64)
        if whole.ndim != 1 or relations.shape[1] != whole.size:
            raise ValueError(
                f"relations: shape {relations.shape} for {whole.size} counts; give a column a count"
            )
        wrong = np.flatnonzero(np.abs(relations @ whole) > 0)
        if wrong.size:
            raise ValueError(f"relations {wrong[:5].tolist()} do not hold for the counts given")
        size = whole.size
        return cls(
            counts=whole,
            relations=relations,
            minimum=np.broadcast_to(np.asarray(minimum, dtype=np.int64), size).copy(),
            cost=1 + np.log1p(whole) if cost is None else np.asarray(cost, dtype=np.float64),
            past=np.zeros(size, np.int64) if past is None else np.asarray(past, dtype=np.int64),
            hide=np.zeros(size, np.bool_) if hide is None else np.asarray(hide, dtype=np.bool_),
            rounded=whole,
            zeros_shown=zeros_shown,
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """What anybody can read, and nothing else: the attacker's whole knowledge.

    ``known`` is the count, NaN where hidden. A hidden cell lies within ``lower`` .. ``upper`` by
    the words in its place; a shown one has both at its count.
    """

    relations: sparse.csr_matrix
    known: Floats
    lower: Floats
    upper: Floats

    @property
    def hidden(self) -> NDArray[np.bool_]:
        """Return which cells have no count."""
        return np.isnan(self.known)


def is_small(states: Ints) -> NDArray[np.bool_]:
    """Return which cells are published as fewer than the minimum."""
    return np.asarray((states == State.SMALL) | (states == State.SMALL_OR_ZERO))


def publication_of(family: Family, states: Ints) -> Publication:
    """Return what the public sees of a family when its cells have these states."""
    shown = states == State.SHOWN
    small = is_small(states)
    known = np.where(shown, family.counts, np.nan).astype(np.float64)
    withheld = states == State.WITHHELD
    near = states == State.ROUNDED
    least, most = family.rounded - family.base + 1.0, family.rounded + family.base - 1.0
    lower = np.select(
        [shown, states == State.SMALL, withheld, near],
        [known, 1.0, family.minimum, np.maximum(least, 0.0)],
        0.0,
    )
    upper = np.select([shown, small, near], [known, family.minimum - 1.0, most], np.inf)
    return Publication(family.relations, known, lower, upper)


def additive_relations(
    sums: Iterable[tuple[int, Sequence[int]]], *, cells: int
) -> sparse.csr_matrix:
    """Return the relations "total = sum of parts" as a matrix; the same relation is kept once.

    Raises:
        ValueError: for a total that is among its own parts, or a part that occurs twice.
    """
    rows, columns, signs = [], [], []
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for total, parts in sums:
        key = (int(total), tuple(sorted(int(part) for part in parts)))
        if total in key[1] or len(set(key[1])) < len(key[1]):
            raise ValueError(
                f"relation {key}: a total and its parts are different cells, each once"
            )
        if key in seen or not key[1]:
            continue
        rows += [len(seen)] * (1 + len(key[1]))
        columns += [key[0], *key[1]]
        signs += [1.0, *[-1.0] * len(key[1])]
        seen.add(key)
    return sparse.csr_matrix((signs, (rows, columns)), shape=(len(seen), cells))
