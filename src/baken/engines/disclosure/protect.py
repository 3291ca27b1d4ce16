"""Which cells to hide besides the small ones, so that no small one can be worked out.

Each small cell that an attacker could narrow down is moved, on paper, to the end of its range: the
cheapest way to do so over all sums at once names the cells that must be hidden with it (a linear
programme with a price a cell). What turns out not to be needed is shown again.

Sources: Kelly, Golden & Assad (1992), Networks 22, 397-417; Fischetti & Salazar (2001), Management
Science 47, 1008-1027. Hidden cells are published with words that bound them, and an attacker is
taken to know those words and this method.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from baken.engines.disclosure.attack import TOLERANCE, hidden_parts
from baken.engines.disclosure.audit import Audit, Room, audit, verdict, wish_of
from baken.engines.disclosure.family import Family, Floats, Ints, State, is_small, publication_of

IDLE = 1e-4
"""Price of moving what is hidden anyway: so little that it never sends a path elsewhere."""
ROUNDS = 30
ATTEMPTS = 12
"""How many of the dearest cells of a part are tried to be shown again; each try costs seconds."""


@dataclass(frozen=True, slots=True)
class Protection:
    """A state for every cell, and the audit of the outcome by fresh linear programmes.

    Publish nothing of a family whose ``audit`` did not pass.
    """

    states: Ints
    small: int
    withheld: int
    lost: float  # the cost of all withheld cells together
    audit: Audit
    method: str


@dataclass(frozen=True, slots=True)
class Move:
    """A cell that must be able to move by an amount, up or (negative) down."""

    cell: int
    amount: float


def primary_states(family: Family) -> Ints:
    """Return each cell's state before any other is hidden for it.

    A count under the minimum is small. Below a small total every part is small too, a 0 as well.
    """
    below = family.counts < family.minimum
    small = below & (family.counts > 0) & family.zeros_shown
    none = below & (not family.zeros_shown)
    withheld = family.hide & (family.counts >= family.minimum)
    fresh = np.select(
        [small, none, withheld], [State.SMALL, State.SMALL_OR_ZERO, State.WITHHELD], State.SHOWN
    )
    states = np.where(family.past == State.OPEN, fresh, family.past).astype(np.int64)
    return _below_small_totals(family, states)


def _below_small_totals(family: Family, states: Ints) -> Ints:
    total_of = sparse.csr_matrix(family.relations > 0, dtype=np.float64)
    parts_of = sparse.csr_matrix(family.relations < 0, dtype=np.float64)
    free = (family.past == State.OPEN) & (family.counts < family.minimum)
    while True:
        # Of a total that is shown as 0 every part is known to be 0; nothing can hide it. A total
        # of 0 that is hidden itself, below a small one, takes its parts along.
        nothing = (states == State.SHOWN) & (family.counts == 0)
        known = (parts_of.T @ (total_of @ nothing.astype(float))) > 0
        below = (parts_of.T @ (total_of @ is_small(states).astype(float))) > 0
        changed = below & free & ~known & (states != State.SMALL_OR_ZERO)
        if not changed.any():
            return states
        states = np.where(changed, State.SMALL_OR_ZERO, states).astype(np.int64)


def protect(family: Family, *, slide: float) -> Protection:
    """Decide which cells to hide; the same family gives the same answer.

    Args:
        family: the counts, their relations and what was decided before.
        slide: the room that each withheld cell must keep as well, in counts.
    """
    states = primary_states(family)
    for cells in _blocks(family):
        block = _block(family, cells)
        states[cells] = _protect_block(block, states[cells], slide)
    withheld = (states == State.WITHHELD) | (states == State.SILENT)
    return Protection(
        states=states,
        small=int(is_small(states).sum()),
        withheld=int(withheld.sum()),
        lost=float(family.cost[withheld].sum()),
        audit=audit(family, states, slide=slide),
        method="linear-programme-detours",
    )


def _blocks(family: Family) -> list[Ints]:
    touching = abs(family.relations.T) @ abs(family.relations)
    _, label = connected_components(touching, directed=False)
    order = np.argsort(label, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if order.size else []


def _block(family: Family, cells: Ints) -> Family:
    own = family.relations.tocsc()[:, cells].tocsr()
    own = own[np.flatnonzero(np.diff(own.indptr))]
    return Family(
        counts=family.counts[cells],
        relations=own,
        minimum=family.minimum[cells],
        cost=family.cost[cells],
        past=family.past[cells],
        hide=family.hide[cells],
        rounded=family.rounded[cells],
        base=family.base,
        zeros_shown=family.zeros_shown,
    )


def _protect_block(block: Family, states: Ints, slide: float) -> Ints:
    for _ in range(ROUNDS):
        rooms = _rooms(block, states, slide)
        outcome = verdict(rooms)
        if outcome.passed:
            return _shown_again(block, states, rooms)
        before = states
        for move in _moves(block, outcome, slide):
            states = _hidden_along(block, states, move)
        if np.array_equal(before, states):
            states = _silenced_around(block, states, outcome)
        if np.array_equal(before, states):
            break
    # Nothing protects these cells but silence about whatever may still be hidden.
    hideable = (block.past == State.OPEN) & (states != State.ABSENT)
    return np.where(hideable, State.SILENT, states).astype(np.int64)


def _silenced_around(block: Family, states: Ints, outcome: Audit) -> Ints:
    """Take the words away from cells that no hiding protects, and from those they are summed with.

    "At least 5" beside "fewer than 5" can tell more than either.
    """
    failing = np.zeros(states.size)
    failing[np.concatenate([outcome.too_high, outcome.too_low, outcome.too_narrow])] = 1.0
    near = (abs(block.relations.T) @ (abs(block.relations) @ failing)) > 0
    worded = is_small(states) | (states == State.WITHHELD)
    taken = near & worded & (block.past == State.OPEN)
    return np.where(taken, State.SILENT, states).astype(np.int64)


def _rooms(block: Family, states: Ints, slide: float) -> list[Room]:
    truth, wish = block.counts.astype(np.float64), wish_of(block, states, slide)
    rooms = [Room(part, truth, wish) for part in hidden_parts(publication_of(block, states))]
    for room in rooms:
        room.explore()
    return rooms


def _candidates(block: Family, states: Ints) -> NDArray[np.bool_]:
    free = (block.past == State.OPEN) & (states == State.SHOWN)
    return np.asarray(free & (block.counts >= block.minimum) & (block.counts > 0))


def _moves(block: Family, outcome: Audit, slide: float) -> list[Move]:
    down = [Move(int(c), 1.0 - block.counts[c]) for c in outcome.too_high]
    up = [Move(int(c), block.minimum[c] - 1.0 - block.counts[c]) for c in outcome.too_low]
    wide = [Move(int(c), slide) for c in outcome.too_narrow]
    return sorted(down + up + wide, key=lambda move: (-abs(move.amount), move.cell, move.amount))


def _hidden_along(block: Family, states: Ints, move: Move) -> Ints:
    """Hide what has to move along with a cell, at the least cost."""
    candidates = _candidates(block, states)
    price = np.where(candidates, block.cost, IDLE)
    path = _detour(block, states, candidates, move, price)
    if path is None:
        return states
    # A second, dearer look at cells that move little: fewer cells, not fewer counts.
    price = np.where(candidates, block.cost / (np.abs(path) + 0.1), IDLE)
    again = _detour(block, states, candidates, move, price)
    paths = [path] if again is None else [path, again]
    moved = [candidates & (np.abs(each) > TOLERANCE) for each in paths]
    cheapest = min(moved, key=lambda cells: float(block.cost[cells].sum()))
    return np.where(cheapest, State.WITHHELD, states).astype(np.int64)


def _detour(
    block: Family, states: Ints, candidates: NDArray[np.bool_], move: Move, price: Floats
) -> Floats | None:
    """Return by how much each cell moves on the cheapest path; None when there is none."""
    tried = np.where(candidates, State.WITHHELD, states)
    public = publication_of(block, tried.astype(np.int64))
    room_up = np.where(public.hidden, public.upper - block.counts, 0.0)
    room_down = np.where(public.hidden, block.counts - public.lower, 0.0)
    cells = np.flatnonzero(public.hidden)
    least = np.zeros(2 * cells.size)
    most = np.maximum(np.concatenate([room_up[cells], room_down[cells]]), 0.0)
    place = int(np.searchsorted(cells, move.cell))
    ahead, back = (place, place + cells.size) if move.amount > 0 else (place + cells.size, place)
    least[ahead] = most[ahead] = abs(move.amount)
    most[back] = 0.0
    own = block.relations.tocsc()[:, cells]
    matrix = sparse.hstack([own, -own]).tocsr()
    found = milp(
        np.tile(price[cells], 2),
        constraints=LinearConstraint(matrix, 0.0, 0.0),
        bounds=Bounds(least, most),
    )
    if found.x is None:
        return None
    path = np.zeros(block.counts.size)
    path[cells] = found.x[: cells.size] - found.x[cells.size :]
    return path


def _shown_again(block: Family, states: Ints, rooms: list[Room]) -> Ints:
    """Show what turned out not to be needed, the dearest first."""
    states = states.copy()
    for room in rooms:
        cells = room.part.cells
        extra = (
            (states[cells] == State.WITHHELD) & (block.past[cells] == State.OPEN)
        ) & ~block.hide[cells]
        places = np.flatnonzero(extra)
        for place in places[np.lexsort((cells[places], -block.cost[cells[places]]))][:ATTEMPTS]:
            tried = room.showing(int(place))
            if tried is not None:
                room = tried  # noqa: PLW2901  the room that goes on has one cell less
                states[cells[place]] = State.SHOWN
    return states
