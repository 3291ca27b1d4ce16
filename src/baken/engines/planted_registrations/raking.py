"""Raking: a table whose rows and columns add up to given totals, and the same in whole numbers."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 500
CLOSE = 1e-9  # of the grand total


def rake(table: Floats, rows: Ints, columns: Ints) -> Floats:
    """Scale a table until rows and columns add up to their totals: iterative proportional fitting.

    ``table`` (rows, columns) is positive wherever something may stand. Deming & Stephan (1940),
    Ann. Math. Stat. 11, 427-444.

    Raises:
        ValueError: the totals differ, or a total has nothing to stand on.
    """
    if rows.sum() != columns.sum():
        raise ValueError(
            f"rows add up to {rows.sum()}, columns to {columns.sum()}; make them equal"
        )
    fitted = np.asarray(table, dtype=np.float64)
    if (fitted[:, columns > 0].sum(axis=0) <= 0).any() or (fitted[rows > 0].sum(axis=1) <= 0).any():
        raise ValueError("a total above zero has only zeros to be spread over")
    for _ in range(ROUNDS):
        fitted = fitted * _ratio(rows, fitted.sum(axis=1))[:, None]
        fitted = fitted * _ratio(columns, fitted.sum(axis=0))[None, :]
        if np.abs(fitted.sum(axis=1) - rows).max(initial=0.0) <= CLOSE * max(rows.sum(), 1):
            break
    return np.asarray(fitted)


def whole(table: Floats, rows: Ints, columns: Ints, rng: np.random.Generator) -> Ints:
    """Round a raked table at random so that the totals hold exactly.

    Each cell is rounded down; what is missing of a column goes to rows that still miss something,
    by lot with the fractions as weights. Cells move by one as a rule.
    """
    counts = np.floor(table + 1e-9).astype(np.int64)
    fractions = np.maximum(table - counts, 1e-9)
    missing_rows = rows - counts.sum(axis=1)
    missing = columns - counts.sum(axis=0)
    _take_back(counts, missing_rows, missing)
    for column in rng.permutation(np.flatnonzero(missing > 0)):
        open_rows = np.flatnonzero(missing_rows > 0)
        number = min(int(missing[column]), len(open_rows))
        # Efraimidis & Spirakis (2006): the largest of u^(1/w) is a draw by weight.
        lots = np.log(rng.random(len(open_rows))) / fractions[open_rows, column]
        chosen = open_rows[np.argsort(-lots, kind="stable")[:number]]
        counts[chosen, column] += 1
        missing_rows[chosen] -= 1
        missing[column] -= number
    _place_the_rest(counts, table, missing_rows, missing)
    return counts


def _take_back(counts: Ints, missing_rows: Ints, missing: Ints) -> None:
    """Undo rounding down that came out one too high for a total, by the last digits of a float."""
    for row in np.flatnonzero(missing_rows < 0):
        column = int(np.argmax(counts[row]))
        counts[row, column] += missing_rows[row]
        missing[column] -= missing_rows[row]
        missing_rows[row] = 0


def _place_the_rest(counts: Ints, table: Floats, missing_rows: Ints, missing: Ints) -> None:
    """Give what two totals still miss to the cell that they share, the fullest first."""
    for row in np.flatnonzero(missing_rows > 0):
        while missing_rows[row] > 0:
            short = np.flatnonzero(missing > 0)
            column = short[np.argmax(table[row, short])]
            number = min(missing_rows[row], missing[column])
            counts[row, column] += number
            missing_rows[row] -= number
            missing[column] -= number


def largest_remainders(weights: Floats, total: int) -> Ints:
    """Divide a whole total by weights (Hamilton's method); weights of zero get nothing.

    Raises:
        ValueError: there is something to divide and no weight above zero.
    """
    if total == 0:
        return np.zeros(len(weights), dtype=np.int64)
    if weights.sum() <= 0:
        raise ValueError(f"{total} to divide, and no weight above zero")
    exact = weights / weights.sum() * total
    counts: Ints = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: total - int(counts.sum())]] += 1
    return counts


def _ratio(wanted: Ints, found: Floats) -> Floats:
    return np.asarray(np.divide(wanted, found, out=np.zeros(len(found)), where=found > 0))
