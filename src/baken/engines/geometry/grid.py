"""The grid under the point-in-area search, built by Numba.

Every cell knows the area it lies in wholly, or, when borders cross it, the few candidate areas:
each with the edges that cross the cell and whether the cell's lower-left corner is inside.
See docs/explanation/point-in-area.md.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from baken.engines.geometry.compiling import compiled
from baken.engines.geometry.predicates import side

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]

NO_AREA = -1
"""The value of a cell outside all areas; border cell k is written as -2 - k."""

INSIDE, LAST = 1, 2
"""Marks of a candidate: the cell's corner is in it; it is the cell's last."""

_SLACK = 1e-6
"""Part of a cell by which cells are widened when edges are dealt out.

Some 1e6 times the rounding error of a cell number, so a point put in the cell next to its own by
rounding still finds every edge it needs.
"""

_CROSSED = np.uint8(2)
_TOGGLE = np.uint8(1)


class Grid(NamedTuple):
    """Square cells of ``size`` metres from corner (x0, y0); ``inverse`` is 1 / size."""

    x0: float
    y0: float
    size: float
    inverse: float
    columns: int
    rows: int


class Borders(NamedTuple):
    """The edges of all areas: ``ends`` (e, 4) as ax, ay, bx, by, grouped by area in ``first``.

    Area r has edges first[r] to first[r + 1]; areas stand in the order of their codes.
    """

    ends: Floats
    first: Ints


class Table(NamedTuple):
    """What the search reads, laid out so that one question touches few places in memory.

    ``cells``: per cell, row by row, an area, ``NO_AREA``, or -2 - its first candidate.
    ``candidates`` (c, 2): area * 4 + LAST + INSIDE, and the first of its rows of ``edges``; its
    last row is only an end mark. ``edges`` (m, 4): ax, ay, bx, by, repeated for every cell.
    """

    cells: Ints
    candidates: Ints
    edges: Floats


def plan_grid(ends: Floats, *, cells_per_edge: float = 4.0) -> Grid:
    """Return a grid around all edges, two cells wider on every side, of at most some 4 M cells."""
    west, south = float(ends[:, 0].min()), float(ends[:, 1].min())  # every ring closes, so the
    width = float(ends[:, 0].max()) - west  # first ends are all the vertices
    height = float(ends[:, 1].max()) - south
    wanted = min(max(cells_per_edge * len(ends), 32_768.0), 4e6)
    size = max(float(np.sqrt(width * height / wanted)), max(width, height) / 4000)
    columns, rows = int(np.ceil(width / size)) + 5, int(np.ceil(height / size)) + 5
    return Grid(west - 2 * size, south - 2 * size, size, 1 / size, columns, rows)


def build_table(borders: Borders, grid: Grid) -> Table:
    """Deal the edges out to the cells and settle every cell that no edge crosses."""
    corner = np.array([grid.x0, grid.y0, grid.x0, grid.y0])
    units = (borders.ends - corner) * grid.inverse
    counts = np.zeros(grid.columns * grid.rows, dtype=np.int32)
    _count_edges(units, grid.columns, counts)
    crossed = np.flatnonzero(counts)
    edge_start = _starts(counts[crossed])
    cells = np.full(counts.size, NO_AREA, dtype=np.int32)
    cells[crossed] = -2 - np.arange(crossed.size, dtype=np.int32)
    edges = np.empty(edge_start[-1], dtype=np.int32)
    _deal_edges(units, grid.columns, cells, edge_start.copy(), edges)
    scratch = np.zeros(counts.size, dtype=np.uint8)
    per_cell = np.zeros(crossed.size, dtype=np.int32)
    _count_candidates(borders, units, grid, cells, scratch, per_cell)
    start = _starts(per_cell)
    candidates = np.full((start[-1] + 1, 2), edges.size, dtype=np.int32)
    _fill_candidates(borders, units, grid, cells, scratch, (start, edge_start), edges, candidates)
    candidates[start[1:] - 1, 0] |= LAST
    cells[crossed] = -2 - start[:-1]
    return Table(cells, candidates, borders.ends[edges])


def _starts(counts: Ints) -> Ints:
    starts = np.zeros(counts.size + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    if starts[-1] >= np.iinfo(np.int32).max:
        raise ValueError(
            f"the areas overlap too much to index: {starts[-1]} entries, at most 2,147,483,646; "
            "index them in smaller groups"
        )
    return starts.astype(np.int32)


# The functions below take coordinates one by one: an array slice per edge would cost more than
# the work on it. u and v are coordinates in cells from the grid's corner.


@compiled
def _row_span(va: float, vb: float) -> tuple[int, int]:
    """Return the first and last row of (widened) cells that an edge crosses."""
    return int(np.floor(min(va, vb) - _SLACK)), int(np.floor(max(va, vb) + _SLACK))


@compiled
def _column_at(ua: float, va: float, ub: float, vb: float, v: float) -> float:
    """Return where a sloping edge meets a horizontal line, clamped to the edge's ends."""
    return ua + min(max((v - va) / (vb - va), 0.0), 1.0) * (ub - ua)


@compiled
def _column_span(ua: float, va: float, ub: float, vb: float, row: int) -> tuple[int, int]:
    """Return the first and last column where an edge crosses a (widened) row of cells."""
    one, other = ua, ub
    if va != vb:
        one = _column_at(ua, va, ub, vb, row - _SLACK)
        other = _column_at(ua, va, ub, vb, row + 1 + _SLACK)
    return int(np.floor(min(one, other) - _SLACK)), int(np.floor(max(one, other) + _SLACK))


@compiled
def _count_edges(units: Floats, columns: int, counts: Ints) -> None:
    for e in range(len(units)):
        ua, va, ub, vb = units[e, 0], units[e, 1], units[e, 2], units[e, 3]
        bottom, top = _row_span(va, vb)
        for j in range(bottom, top + 1):
            left, right = _column_span(ua, va, ub, vb, j)
            for cell in range(j * columns + left, j * columns + right + 1):
                counts[cell] += 1


@compiled
def _deal_edges(units: Floats, columns: int, cells: Ints, cursor: Ints, edges: Ints) -> None:
    for e in range(len(units)):
        ua, va, ub, vb = units[e, 0], units[e, 1], units[e, 2], units[e, 3]
        bottom, top = _row_span(va, vb)
        for j in range(bottom, top + 1):
            left, right = _column_span(ua, va, ub, vb, j)
            for cell in range(j * columns + left, j * columns + right + 1):
                k = -2 - cells[cell]
                edges[cursor[k]] = e
                cursor[k] += 1


@compiled
def _first_corner_beyond(
    ax: float, ay: float, bx: float, by: float, grid: Grid, y: float, guess: int
) -> int:
    """Return the first column whose (moved) corner at height y lies right of the edge, exactly."""
    beyond = -1 if by > ay else 1
    i = guess
    while side(ax, ay, bx, by, grid.x0 + (i - 1) * grid.size, y) == beyond:
        i -= 1
    while side(ax, ay, bx, by, grid.x0 + i * grid.size, y) != beyond:
        i += 1
    return i


@compiled
def _mark(borders: Borders, units: Floats, r: int, grid: Grid, scratch: Bytes) -> None:
    """Mark the cells of area r: crossed by its edges; parity flips at and beyond this corner."""
    ends, columns = borders.ends, grid.columns
    for e in range(borders.first[r], borders.first[r + 1]):
        ua, va, ub, vb = units[e, 0], units[e, 1], units[e, 2], units[e, 3]
        ax, ay, bx, by = ends[e, 0], ends[e, 1], ends[e, 2], ends[e, 3]
        bottom, top = _row_span(va, vb)
        for j in range(bottom, top + 1):
            left, right = _column_span(ua, va, ub, vb, j)
            for cell in range(j * columns + left, j * columns + right + 1):
                scratch[cell] |= _CROSSED
            y = grid.y0 + j * grid.size
            if (ay > y) != (by > y):
                guess = ub if va == vb else _column_at(ua, va, ub, vb, float(j))
                i = _first_corner_beyond(ax, ay, bx, by, grid, y, int(guess) + 1)
                scratch[j * columns + i] ^= _TOGGLE


@compiled
def _window(units: Floats, first: int, last: int) -> tuple[int, int, int, int]:
    """Return the first and last column and row of an area's cells, one wider on every side."""
    left = bottom = np.inf
    right = top = -np.inf
    for e in range(first, last):
        left, right = min(left, units[e, 0]), max(right, units[e, 0])
        bottom, top = min(bottom, units[e, 1]), max(top, units[e, 1])
    return int(left) - 1, int(right) + 1, int(bottom) - 1, int(top) + 1


@compiled
def _count_candidates(
    borders: Borders, units: Floats, grid: Grid, cells: Ints, scratch: Bytes, per_cell: Ints
) -> None:
    """Count the candidates of border cells; give other cells to the first area that holds them."""
    for r in range(len(borders.first) - 1):
        _mark(borders, units, r, grid, scratch)
        left, right, bottom, top = _window(units, borders.first[r], borders.first[r + 1])
        for j in range(bottom, top + 1):
            inside = np.uint8(0)
            for cell in range(j * grid.columns + left, j * grid.columns + right + 1):
                inside ^= scratch[cell] & _TOGGLE
                if cells[cell] < NO_AREA:
                    per_cell[-2 - cells[cell]] += 1 if inside | (scratch[cell] & _CROSSED) else 0
                elif inside and cells[cell] == NO_AREA:
                    cells[cell] = r
                scratch[cell] = 0


@compiled
def _fill_candidates(
    borders: Borders,
    units: Floats,
    grid: Grid,
    cells: Ints,
    scratch: Bytes,
    starts: tuple[Ints, Ints],
    edges: Ints,
    candidates: Ints,
) -> None:
    """Write every border cell's candidates, in the order of the areas, as its edges are."""
    cursor, edge_cursor, edge_start = starts[0].copy(), starts[1].copy(), starts[1]
    for r in range(len(borders.first) - 1):
        _mark(borders, units, r, grid, scratch)
        left, right, bottom, top = _window(units, borders.first[r], borders.first[r + 1])
        for j in range(bottom, top + 1):
            inside = np.uint8(0)
            for cell in range(j * grid.columns + left, j * grid.columns + right + 1):
                inside ^= scratch[cell] & _TOGGLE
                if cells[cell] < NO_AREA and inside | (scratch[cell] & _CROSSED):
                    k = -2 - cells[cell]
                    candidates[cursor[k], 0] = 4 * r + (INSIDE if inside else 0)
                    candidates[cursor[k], 1] = m = edge_cursor[k]
                    while m < edge_start[k + 1] and edges[m] < borders.first[r + 1]:
                        m += 1
                    edge_cursor[k] = m
                    cursor[k] += 1
                scratch[cell] = 0
