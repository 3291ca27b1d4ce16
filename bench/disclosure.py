"""Hidden counts: what is lost, and how long it takes, beside two peers on the same tables.

Small tables: the exact optimum (one whole-number programme, Fischetti & Salazar 2001). Tables of
the size of a city: hypercubes (Repsilber 1994), the method of long standing: around each small
count the cheapest rectangle is hidden, again for as long as our audit finds a count that can be
worked out. How many it leaves stands beside it. Then a whole municipality: areas of three levels,
twelve types.

Run: python bench/disclosure.py. Every table is seeded; lost is the cost of what is withheld.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from baken.engines.disclosure import (
    Family,
    State,
    additive_relations,
    audit,
    primary_states,
    protect,
    protect_by_rounding,
)
from baken.engines.disclosure.audit import wish_of
from baken.engines.disclosure.family import publication_of

MINIMUM, SLIDE, FAR = 5, 3.0, 1e3
SMALL_TABLES, ROUNDS, YEARS = 12, 20, (1, 3)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    return work(), time.process_time() - start


def two_way(inside: np.ndarray) -> Family:
    """A table with its margins; cell 0 is the total."""
    counts = np.zeros((inside.shape[0] + 1, inside.shape[1] + 1), dtype=np.int64)
    counts[1:, 1:] = inside
    counts[0], counts[:, 0] = counts.sum(axis=0), counts.sum(axis=1)
    counts[0, 0] = inside.sum()
    place = np.arange(counts.size).reshape(counts.shape)
    sums = [(row[0], row[1:]) for row in place] + [(col[0], col[1:]) for col in place.T]
    return Family.of(counts.ravel(), additive_relations(sums, cells=counts.size), minimum=MINIMUM)


def optimum(family: Family) -> float | None:
    """The least cost of withheld cells that keeps every small count possible from 1 to 4."""
    states = primary_states(family)
    wish, counts = wish_of(family, states, 0.0), family.counts.astype(float)
    free = (states == State.SHOWN) & (counts >= family.minimum)
    public = publication_of(family, np.where(free, State.WITHHELD, states))
    up = np.where(public.hidden, np.minimum(public.upper - counts, FAR), 0.0)
    down = np.where(public.hidden, counts - public.lower, 0.0)
    moves = [
        (cell, end[cell] - counts[cell])
        for cell in np.flatnonzero((states == State.SMALL) | (states == State.SMALL_OR_ZERO))
        for end in (wish.least, wish.most)
        if end[cell] != counts[cell]
    ]
    if not moves:
        return 0.0
    size, many = counts.size, len(moves)
    paths = sparse.kron(sparse.eye(many), family.relations)
    flow = sparse.hstack([sparse.csr_matrix((paths.shape[0], size)), paths])
    fixed = sparse.lil_matrix((many, size * (many + 1)))
    for number, (cell, _) in enumerate(moves):
        fixed[number, size * (number + 1) + cell] = 1.0
    spread = sparse.vstack([sparse.diags(free * up)] * many)
    lowered = sparse.vstack([sparse.diags(free * down)] * many)
    eye = sparse.eye(size * many)
    above, below = np.where(free, 0.0, up), np.where(free, 0.0, -down)
    rules = [
        LinearConstraint(flow, 0, 0),
        LinearConstraint(fixed.tocsr(), *[[amount for _, amount in moves]] * 2),
        LinearConstraint(sparse.hstack([-spread, eye]), -np.inf, np.tile(above, many)),
        LinearConstraint(sparse.hstack([lowered, eye]), np.tile(below, many), np.inf),
    ]
    found = milp(
        np.concatenate([np.where(free, family.cost, 0.0), np.zeros(size * many)]),
        integrality=np.concatenate([np.ones(size), np.zeros(size * many)]),
        bounds=Bounds(
            np.concatenate([np.zeros(size), np.full(size * many, -FAR)]),
            np.concatenate([free.astype(float), np.full(size * many, FAR)]),
        ),
        constraints=rules,
        options={"time_limit": 60.0},
    )
    return None if found.x is None else float(found.fun)


def hypercubes(family: Family, shape: tuple[int, int]) -> np.ndarray:
    """Hide the cheapest rectangle around each count that can be worked out, until none is left."""
    states = primary_states(family)
    for _ in range(ROUNDS):
        found = audit(family, states, slide=SLIDE)
        failing = np.unique(np.concatenate([found.too_high, found.too_low, found.too_narrow]))
        before = states
        for cell in failing:
            states = _around(family, states, int(cell), shape)
        if not failing.size or np.array_equal(states, before):
            break
    return states


def _around(family: Family, states: np.ndarray, cell: int, shape: tuple[int, int]) -> np.ndarray:
    counts, row, column = family.counts.reshape(shape), *divmod(cell, shape[1])
    shown = (states == State.SHOWN).reshape(shape)
    price = np.where(shown, family.cost.reshape(shape), 0.0)
    # All four corners move by as much: those that are 0 or have too little room are no corner.
    room = np.where(shown, counts - MINIMUM >= SLIDE, counts > 0)
    usable = room & room[row] & room[:, [column]]
    total = np.where(usable, price + price[row] + price[:, [column]], np.inf)
    total[row], total[:, column] = np.inf, np.inf
    # It can still be worked out: what is hidden around it already does not serve.
    total[total == 0] = np.inf
    best = int(np.argmin(total))
    if not np.isfinite(total.ravel()[best]):
        return states
    other, beside = divmod(best, shape[1])
    corners = [row * shape[1] + beside, other * shape[1] + column, best]
    hidden = states.copy()
    hidden[[c for c in corners if hidden[c] == State.SHOWN]] = State.WITHHELD
    return hidden


def lost(family: Family, states: np.ndarray) -> float:
    gone = (states == State.WITHHELD) | (states == State.SILENT)
    return float(family.cost[gone].sum())


def against_the_optimum(rng: np.random.Generator) -> None:
    print("\nsmall tables (4 x 4 to 6 x 5): ours beside the exact optimum, slide 0")
    print(f"{'table':>8}{'ours':>9}{'optimum':>9}{'ratio':>8}{'ours s':>9}{'exact s':>9}")
    ratios = []
    for number in range(SMALL_TABLES):
        shape = (4 + number % 3, 4 + number % 2)
        family = two_way(rng.poisson(rng.gamma(1.2, 12.0, shape)))
        outcome, own_time = timed(lambda each=family: protect(each, slide=0.0))
        best, exact_time = timed(lambda each=family: optimum(each))
        if best is None or not outcome.audit.passed:
            print(f"{number:>8}   no set of withheld counts protects it; passed by silence")
            continue
        ratio = outcome.lost / best if best else 1.0
        ratios.append(ratio)
        print(
            f"{number:>8}{outcome.lost:>9.1f}{best:>9.1f}{ratio:>8.2f}"
            f"{own_time:>9.2f}{exact_time:>9.2f}"
        )
    print(f"lost, times the optimum: mean {np.mean(ratios):.3f}, worst {max(ratios):.3f}")


def against_hypercubes(rng: np.random.Generator) -> None:
    print("\na city in one level: ours beside hypercubes, slide 3")
    head = f"{'table':>12}{'small':>7}{'ours':>9}{'peer':>9}{'ratio':>8}"
    print(f"{head}{'s':>7}{'peer s':>8}{'left':>6}")
    for areas, types in ((30, 6), (60, 12), (111, 12)):
        weight = np.exp(rng.normal(0, 1, areas))
        totals = rng.uniform(300, 3000, types)
        family = two_way(rng.poisson(np.outer(weight / weight.sum(), totals)))
        shape = (areas + 1, types + 1)
        outcome, own_time = timed(lambda each=family: protect(each, slide=SLIDE))
        states, peer_time = timed(lambda each=family, size=shape: hypercubes(each, size))
        found = audit(family, states, slide=SLIDE)
        left = len({*found.too_high, *found.too_low, *found.too_narrow})
        theirs = lost(family, states)
        print(
            f"{areas:>8} x {types:<2}{outcome.small:>6}{outcome.lost:>9.1f}{theirs:>9.1f}"
            f"{outcome.lost / theirs if theirs else 1.0:>8.2f}{own_time:>7.1f}{peer_time:>8.1f}"
            f"{left:>6}"
        )
        assert outcome.audit.passed


def municipality(rng: np.random.Generator, years: int) -> Family:
    """111 buurten in 10 wijken, 12 types and their total, with types that are in no table."""
    buurten, wijken, types = 111, 10, 12
    wijk = np.sort(rng.integers(0, wijken, buurten))
    weight = np.exp(rng.normal(0, 1, buurten))
    totals = rng.uniform(180, 3600, types)
    counts, sums, first = [], [], 0
    for _ in range(years):
        table = np.zeros((1 + wijken + buurten, types + 2), dtype=np.int64)
        table[1 + wijken :, 1:-1] = rng.poisson(np.outer(weight / weight.sum(), totals))
        table[1 + wijken :, -1] = rng.poisson(6000 * weight / weight.sum())
        for number in range(wijken):
            table[1 + number] = table[1 + wijken :][wijk == number].sum(axis=0)
        table[0] = table[1 + wijken :].sum(axis=0)
        table[:, 0] = table[:, 1:].sum(axis=1)
        place = first + np.arange(table.size).reshape(table.shape)
        sums += [(row[0], row[1:]) for row in place]
        for column in place[:, :-1].T:
            inside = column[1 + wijken :]
            sums += [(column[1 + n], inside[wijk == n]) for n in range(wijken)]
            sums.append((column[0], column[1 : 1 + wijken]))
        counts.append(table.ravel())
        first += table.size
    flat = np.concatenate(counts)
    rest = np.arange(flat.size) % (types + 2) == types + 1
    return Family.of(
        flat,
        additive_relations(sums, cells=flat.size),
        minimum=np.where(rest, 0, MINIMUM),
        past=np.where(rest, State.ABSENT, State.OPEN),
    )


def whole_municipality(rng: np.random.Generator) -> None:
    print("\na whole municipality: 111 buurten, 10 wijken, 12 types and their total")
    head = f"{'years':>7}{'counts':>8}{'small':>7}{'withheld':>9}{'lost':>8}"
    print(f"{head}{'s':>8}{'rounding s':>12}")
    for years in YEARS:
        family = municipality(rng, years)
        outcome, took = timed(lambda each=family: protect(each, slide=SLIDE))
        (rounded, _), round_took = timed(
            lambda each=family: protect_by_rounding(each, base=MINIMUM, slide=SLIDE)
        )
        assert outcome.audit.passed
        assert rounded.audit.passed
        own = family.past == State.OPEN
        share = outcome.lost / float(family.cost[own].sum())
        print(
            f"{years:>7}{int(own.sum()):>8}{outcome.small:>7}{outcome.withheld:>9}{share:>8.1%}"
            f"{took:>8.1f}{round_took:>12.1f}"
        )


if __name__ == "__main__":
    seeded = np.random.default_rng(20_260_101)
    against_the_optimum(seeded)
    against_hypercubes(seeded)
    whole_municipality(seeded)
