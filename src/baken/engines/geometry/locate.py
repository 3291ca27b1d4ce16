"""In which area does a point lie? Exact, also on borders; compiled by Numba.

Every point of the plane gets at most one area, by three rules that know nothing of the order in
which areas, rings or vertices are given (docs/explanation/point-in-area.md):

1. The point is moved by an infinitesimal (e, e * e), east and far less north, so it lies on no
   border; the area that then holds it has it.
2. When areas overlap, the first in the order of their codes has it.
3. When no area holds the moved point, but the point itself lies on the border of one or more
   (the outer rim of the map), the first of those in the order of their codes has it.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.engines.geometry.compiling import compiled
from baken.engines.geometry.grid import (
    INSIDE,
    LAST,
    NO_AREA,
    Borders,
    Floats,
    Grid,
    Ints,
    Table,
    build_table,
    plan_grid,
)
from baken.engines.geometry.predicates import on_segment, side
from baken.engines.geometry.rings import Rings, as_ring


@dataclass(frozen=True, slots=True, eq=False)
class AreaIndex:
    """Areas prepared for point-in-area questions; make one with ``AreaIndex.build``.

    ``codes`` are the areas' codes in the order in which they were given: ``locate`` answers with
    positions in it.
    """

    codes: tuple[str, ...]
    _grid: Grid
    _table: Table

    @classmethod
    def build(cls, codes: Sequence[str], areas: Sequence[Rings]) -> "AreaIndex":
        """Index areas, one code and one sequence of rings each (float64, RD metres).

        Rings may be closed or not, in any order and direction; holes are rings like others (see
        ``rings.Rings``). Invalid outlines are not detected here: mend them with
        ``outlines.repair`` first.

        Raises:
            ValueError: no areas, unequal lengths, a code given twice, an area without a border.
        """
        _check(codes, areas)
        order = np.array(sorted(range(len(codes)), key=lambda i: codes[i]), dtype=np.int32)
        borders = _borders([areas[i] for i in order], [codes[i] for i in order])
        grid = plan_grid(borders.ends)
        table = build_table(borders, grid)
        settled = table.cells > NO_AREA
        table.cells[settled] = order[table.cells[settled]]
        marks = table.candidates[:-1, 0]
        table.candidates[:-1, 0] = order[marks >> 2] * 4 + (marks & 3)
        return cls(tuple(codes), grid, table)

    def locate(self, xs: ArrayLike, ys: ArrayLike, *, threads: int = 1) -> NDArray[np.int32]:
        """Return for every point the position of its area in ``codes``, or -1 for none.

        Points are RD metres, shape (n,); NaN or infinite gives -1. The answers do not depend on
        ``threads``.

        Raises:
            ValueError: xs and ys differ in shape, are not one-dimensional, or threads < 1.
        """
        x = np.ascontiguousarray(xs, dtype=np.float64)
        y = np.ascontiguousarray(ys, dtype=np.float64)
        if x.ndim != 1 or x.shape != y.shape:
            raise ValueError(f"xs has shape {x.shape}, ys {y.shape}; expected two equal (n,)")
        if threads < 1:
            raise ValueError(f"threads is {threads}; expected 1 or more")
        found = np.empty(x.size, dtype=np.int32)
        if threads == 1:
            _locate(x, y, self._grid, self._table, found)
            return found
        bounds = np.linspace(0, x.size, threads + 1).astype(int).tolist()
        with ThreadPoolExecutor(threads) as pool:
            jobs = [
                pool.submit(_locate, x[a:b], y[a:b], self._grid, self._table, found[a:b])
                for a, b in pairwise(bounds)
            ]
            for job in jobs:
                job.result()
        return found


def warm_cache() -> None:
    """Compile (or load from Numba's cache) all that ``AreaIndex`` needs, on a tiny example."""
    triangle = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    AreaIndex.build(["warm"], [[triangle]]).locate([0.25], [0.25])


def _check(codes: Sequence[str], areas: Sequence[Rings]) -> None:
    if not codes or len(codes) != len(areas):
        raise ValueError(
            f"{len(codes)} codes and {len(areas)} areas; expected as many, and at least one"
        )
    twice = [a for a, b in pairwise(sorted(codes)) if a == b]
    if twice:
        raise ValueError(
            f'code "{twice[0]}" is given more than once; merge its rings into one area'
        )


def _borders(areas: Sequence[Rings], codes: Sequence[str]) -> Borders:
    """Return the edges of all areas, area after area, without those of no length."""
    rings = [as_ring(ring) for area in areas for ring in area]
    counts = np.array([sum(len(ring) for ring in area) for area in areas], dtype=np.int64)
    if not counts.all():
        code = codes[int(np.flatnonzero(counts == 0)[0])]
        raise ValueError(f'area "{code}" has no rings; leave it out or give its outline')
    vertices = np.concatenate(rings)
    last = np.cumsum([len(ring) for ring in rings]) - 1
    following = np.arange(1, len(vertices) + 1)
    following[last] = np.concatenate([[0], last[:-1] + 1])
    ends = np.hstack([vertices, vertices[following]])
    has_length = (ends[:, 0] != ends[:, 2]) | (ends[:, 1] != ends[:, 3])
    lengths = np.add.reduceat(has_length, np.concatenate([[0], np.cumsum(counts)[:-1]]), dtype=int)
    if not lengths.all():
        code = codes[int(np.flatnonzero(lengths == 0)[0])]
        raise ValueError(
            f'all vertices of area "{code}" coincide; give its outline or leave it out'
        )
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return Borders(np.ascontiguousarray(ends[has_length]), first)


def _locate(xs: Floats, ys: Floats, grid: Grid, table: Table, found: Ints) -> None:
    _look_up(xs, ys, grid, table.cells, found)
    _settle(xs, ys, grid, table, found)


@compiled
def _look_up(xs: Floats, ys: Floats, grid: Grid, cells: Ints, found: Ints) -> None:
    """Write the value of every point's cell: an area, NO_AREA, or -2 - border cell."""
    for n in range(xs.size):
        u = (xs[n] - grid.x0) * grid.inverse
        v = (ys[n] - grid.y0) * grid.inverse
        inside = 0.0 <= u < grid.columns and 0.0 <= v < grid.rows  # False for NaN
        found[n] = cells[int(v) * grid.columns + int(u)] if inside else NO_AREA


@compiled
def _settle(xs: Floats, ys: Floats, grid: Grid, table: Table, found: Ints) -> None:
    """Replace border cells by the first candidate that holds the moved point, by parity."""
    candidates, edges = table.candidates, table.edges
    for n in range(xs.size):
        if found[n] >= NO_AREA:
            continue
        first, x, y = -2 - found[n], xs[n], ys[n]
        corner_x = grid.x0 + int((x - grid.x0) * grid.inverse) * grid.size
        corner_y = grid.y0 + int((y - grid.y0) * grid.inverse) * grid.size
        c, marks, odd = first, 0, False
        while not odd and not marks & LAST:
            marks = candidates[c, 0]
            odd = marks & INSIDE != 0
            for m in range(candidates[c, 1], candidates[c + 1, 1]):
                ax, ay, bx, by = edges[m, 0], edges[m, 1], edges[m, 2], edges[m, 3]
                odd ^= _is_between(ax, ay, bx, by, x, y, corner_x, corner_y)
            c += 1
        found[n] = marks >> 2 if odd else _on_rim(first, x, y, candidates, edges)


@compiled
def _is_between(
    ax: float, ay: float, bx: float, by: float, x: float, y: float, corner_x: float, corner_y: float
) -> bool:
    """Return whether the edge crosses an odd number of times the path from point to corner.

    The path runs along the point's own row to below or above the corner, then along the corner's
    column; point, bend and corner are moved alike, so the path meets no vertex.
    """
    odd = False
    if (ay > y) != (by > y):
        odd = side(ax, ay, bx, by, x, y) != side(ax, ay, bx, by, corner_x, y)
    if (ax > corner_x) != (bx > corner_x):
        bend = side(ax, ay, bx, by, corner_x, y)
        odd ^= bend != side(ax, ay, bx, by, corner_x, corner_y)
    return odd


@compiled
def _on_rim(first: int, x: float, y: float, candidates: Ints, edges: Floats) -> int:
    """Return the first candidate on whose border the point itself lies, or NO_AREA."""
    c, marks = first, 0
    while not marks & LAST:
        marks = candidates[c, 0]
        for m in range(candidates[c, 1], candidates[c + 1, 1]):
            if on_segment(edges[m, 0], edges[m, 1], edges[m, 2], edges[m, 3], x, y):
                return int(marks >> 2)
        c += 1
    return NO_AREA
