"""Slow twins of engine disclosure, written from the definitions; small tables only."""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from baken.engines.disclosure import Family, Publication, State, additive_relations
from baken.engines.disclosure.audit import wish_of
from baken.engines.disclosure.family import publication_of


def table_with_margins(inside):
    """Return the counts and relations of a two-way table with its margins; cell 0 is the total."""
    inside = np.asarray(inside)
    rows, columns = inside.shape
    counts = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    counts[1:, 1:] = inside
    counts[0], counts[:, 0] = counts.sum(axis=0), counts.sum(axis=1)
    counts[0, 0] = inside.sum()
    place = np.arange(counts.size).reshape(counts.shape)
    sums = [(place[i, 0], place[i, 1:]) for i in range(rows + 1)]
    sums += [(place[0, j], place[1:, j]) for j in range(columns + 1)]
    return counts.ravel(), additive_relations(sums, cells=counts.size)


def whole_number_attack(published: Publication, *, shape, most):
    """Try every table of whole numbers up to ``most`` inside; return least and greatest a cell."""
    inner = (np.arange(shape[0])[:, None] + 1) * (shape[1] + 1) + np.arange(shape[1]) + 1
    least, last = published.lower[inner].ravel(), np.minimum(published.upper[inner], most).ravel()
    options = [np.arange(int(a), int(b) + 1) for a, b in zip(least, last, strict=True)]
    guesses = np.stack(np.meshgrid(*options), axis=-1).reshape(-1, *shape)
    table = np.zeros((len(guesses), shape[0] + 1, shape[1] + 1))
    table[:, 1:, 1:] = guesses
    table[:, 0], table[:, 1:, 0] = table.sum(axis=1), guesses.sum(axis=2)
    table[:, 0, 0] = table[:, 0].sum(axis=1)
    cells = table.reshape(len(guesses), -1)
    fits = ((cells >= published.lower) & (cells <= published.upper)).all(axis=1)
    return cells[fits].min(axis=0), cells[fits].max(axis=0)


def least_cost(family: Family, states, slide):
    """The cheapest set of withheld cells that protects, as one whole-number programme.

    None when no set of withheld cells does: then only silence about more cells can.

    One path per cell and direction, all paths through the same hidden cells (Fischetti & Salazar).
    """
    wish = wish_of(family, states, slide)
    counts, size = family.counts.astype(float), family.counts.size
    free = (states == State.SHOWN) & (counts >= family.minimum)
    public = publication_of(family, np.where(free, State.WITHHELD, states))
    up = np.where(public.hidden, np.minimum(public.upper - counts, 1e3), 0.0)
    down = np.where(public.hidden, counts - public.lower, 0.0)
    small = (states == State.SMALL) | (states == State.SMALL_OR_ZERO)
    moves = [
        (c, end - counts[c]) for c in np.flatnonzero(small) for end in (wish.least[c], wish.most[c])
    ]
    moves = [(cell, amount) for cell, amount in moves if amount]
    eye, none = sparse.eye(size), sparse.csr_matrix((size, size))
    limits, least, most = [], [], []
    for n, (cell, amount) in enumerate(moves):
        path = [none] * n + [eye] + [none] * (len(moves) - n - 1)
        fixed = sparse.csr_matrix(([1.0], ([0], [cell])), shape=(1, size)) @ sparse.hstack(
            [none, *path]
        )
        flow = family.relations @ sparse.hstack([none, *path])
        limits += [flow, fixed, sparse.hstack([sparse.diags(-up * free), *path])]
        limits += [sparse.hstack([sparse.diags(down * free), *path])]
        rows = flow.shape[0]
        least += [np.zeros(rows), [amount], np.full(size, -np.inf), np.where(free, 0, -down)]
        most += [np.zeros(rows), [amount], np.where(free, 0, up), np.full(size, np.inf)]
    if not moves:
        return 0.0
    width = size * (1 + len(moves))
    bounds = Bounds(
        np.concatenate([np.zeros(size), np.full(width - size, -1e4)]),
        np.concatenate([free.astype(float), np.full(width - size, 1e4)]),
    )
    price = np.concatenate([np.where(free, family.cost, 0), np.zeros(width - size)])
    whole = np.concatenate([np.ones(size), np.zeros(width - size)])
    rule = LinearConstraint(sparse.vstack(limits), np.concatenate(least), np.concatenate(most))
    found = milp(price, integrality=whole, bounds=bounds, constraints=rule)
    return None if found.x is None else float(found.fun)
