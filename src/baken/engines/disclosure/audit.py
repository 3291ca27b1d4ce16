"""The audit: does every hidden cell keep the room it was promised? With few linear programmes.

One solution that fits what is published is a witness for many cells at once: what it reaches, an
attacker cannot rule out. So cells are pulled together, and alone only where together fails.
"""

from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.engines.disclosure.attack import TOLERANCE, HiddenPart, hidden_parts
from baken.engines.disclosure.family import Family, Floats, Ints, State, is_small, publication_of

FAR = 1e4
"""Stands for "without a bound" in a witness; no promise is as wide."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The room each cell must keep: from ``least`` to ``most``, and at least ``width`` wide."""

    least: Floats
    most: Floats
    width: Floats


@dataclass(frozen=True, slots=True)
class Audit:
    """Cells of which too much can be told: by lower bound, upper bound or width."""

    too_high: Ints  # the attacker's lower bound lies above what was promised
    too_low: Ints  # the attacker's upper bound lies below it
    too_narrow: Ints
    programmes: int  # how many linear programmes it took

    @property
    def passed(self) -> bool:
        """Return whether every cell keeps its room."""
        return not (self.too_high.size or self.too_low.size or self.too_narrow.size)


def wish_of(family: Family, states: Ints, slide: float) -> Wish:
    """Return the room promised: 1 to the minimum for a small cell, ``slide`` for a withheld one."""
    counts = family.counts.astype(np.float64)
    # Silence and rounding say nothing of smallness, yet what is small stays as well hidden.
    quiet = (states == State.SILENT) | (states == State.ROUNDED)
    small = is_small(states) | (quiet & (family.counts < family.minimum))
    withheld = (states == State.WITHHELD) | (quiet & ~small)
    least = np.where(small, np.minimum(counts, 1.0), counts)
    most = np.where(small, family.minimum - 1.0, counts)
    return Wish(least, most, np.where(withheld, slide, 0.0))


class Room:
    """The room seen so far of the cells of one part, from the witnesses found."""

    def __init__(self, part: HiddenPart, truth: Floats, wish: Wish) -> None:
        self.part = part
        self.least, self.most = wish.least[part.cells], wish.most[part.cells]
        self.width = wish.width[part.cells]
        self.witnesses = truth[part.cells][None, :].astype(np.float64)
        self.programmes = 0
        self.lowest, self.highest = self.witnesses.min(axis=0), self.witnesses.max(axis=0)

    def down(self) -> NDArray[np.bool_]:
        """Return which cells were not yet seen as low as promised."""
        return np.asarray(self.lowest > self.least + TOLERANCE)

    def up(self) -> NDArray[np.bool_]:
        """Return which cells were not yet seen as high as promised."""
        return np.asarray(self.highest < self.most - TOLERANCE)

    def narrow(self) -> NDArray[np.bool_]:
        """Return which cells were not yet seen with the width promised."""
        return np.asarray(self.highest - self.lowest < self.width - TOLERANCE)

    def pull(self, direction: Floats) -> None:
        """Add the witness that is farthest along a direction."""
        self.programmes += 1
        # Bounded, so that "without a bound" is a point as well.
        upper = np.minimum(self.part.upper, self.highest + FAR)
        bounded = HiddenPart(
            self.part.cells, self.part.matrix, self.part.right, self.part.lower, upper
        )
        found = bounded.extreme(direction)
        if found is not None:
            self.witnesses = np.vstack([self.witnesses, found])
            self.lowest = np.minimum(self.lowest, found)
            self.highest = np.maximum(self.highest, found)

    def explore(self) -> None:
        """Pull until every cell has its room or was pulled alone and had none."""
        self.together()
        for place in np.flatnonzero(self.up() | self.down() | self.narrow()):
            self.alone(int(place))

    def together(self) -> None:
        """Pull all cells that still want room at once, for as long as that serves any."""
        left = self.part.cells.size + 1
        while left:
            unserved = int((self.up() | self.narrow()).sum() + self.down().sum())
            if unserved in (0, left):
                return
            left = unserved
            self.pull((self.up() | self.narrow()).astype(float))
            self.pull(-self.down().astype(float) - self.narrow())

    def alone(self, place: int) -> None:
        """Pull one cell both ways, as far as it is still wanting."""
        along = np.zeros(self.part.cells.size)
        along[place] = 1.0
        if self.up()[place] or self.narrow()[place]:
            self.pull(along)
        if self.down()[place] or self.narrow()[place]:
            self.pull(-along)

    def showing(self, place: int) -> "Room | None":
        """Return this room with one cell shown; None when another cell then loses its room."""
        part = self.part
        count = self.witnesses[0, place]
        lower, upper = part.lower.copy(), part.upper.copy()
        lower[place] = upper[place] = count
        room = copy(self)
        room.part = HiddenPart(part.cells, part.matrix, part.right, lower, upper)
        room.least, room.most, room.width = (
            self.least.copy(),
            self.most.copy(),
            self.width.copy(),
        )
        room.least[place] = room.most[place] = count
        room.width[place] = 0.0
        fits = np.abs(self.witnesses[:, place] - count) < TOLERANCE
        room.witnesses = self.witnesses[fits]
        room.lowest, room.highest = room.witnesses.min(axis=0), room.witnesses.max(axis=0)
        # Those it is summed with lose their room first: most attempts end here.
        beside = (
            abs(part.matrix.T) @ (abs(part.matrix) @ (np.arange(count_of(part)) == place))
        ) > 0
        kept = room.serves(beside)
        if kept:
            room.together()
            kept = room.serves(np.ones(count_of(part), np.bool_))
        self.programmes = room.programmes
        return room if kept else None

    def serves(self, cells: NDArray[np.bool_]) -> bool:
        """Pull these cells one by one; return False at the first that has no room."""
        for place in np.flatnonzero((self.up() | self.down() | self.narrow()) & cells):
            self.alone(int(place))
            if self.up()[place] or self.down()[place] or self.narrow()[place]:
                return False
        return True


def count_of(part: HiddenPart) -> int:
    """Return how many cells a part has."""
    return int(part.cells.size)


def audit(family: Family, states: Ints, *, slide: float) -> Audit:
    """Examine whether every hidden cell keeps its room when the cells have these states.

    A small cell must be able to be anything from 1 up to its minimum, as far as an attacker can
    tell; a withheld cell must keep ``slide`` of room. An absent cell was promised nothing.
    """
    truth, wish = family.counts.astype(np.float64), wish_of(family, states, slide)
    rooms = [Room(part, truth, wish) for part in hidden_parts(publication_of(family, states))]
    for room in rooms:
        room.explore()
    return verdict(rooms)


def verdict(rooms: list[Room]) -> Audit:
    """Return what explored rooms say together."""

    def cells(which: list[NDArray[np.bool_]]) -> Ints:
        found = [room.part.cells[mask] for room, mask in zip(rooms, which, strict=True)]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]).astype(np.int64))

    return Audit(
        too_high=cells([room.down() for room in rooms]),
        too_low=cells([room.up() for room in rooms]),
        too_narrow=cells([room.narrow() for room in rooms]),
        programmes=sum(room.programmes for room in rooms),
    )
