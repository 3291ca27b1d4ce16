"""Point in area: Baken's grid index against shapely's STRtree, same points, same answers.

Two maps: a seeded gapless cover of 1,000 areas with wiggly borders, and the bundled buurten.
Times are medians of repeated runs in one process; Numba's compilation is timed apart.
"""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi

from baken.engines.geometry import Rings
from baken.engines.geometry.locate import AreaIndex, warm_cache
from baken.engines.geometry.outlines import from_geojson, rings_of, to_rd

POINTS = 2_000_000
AREAS = 1_000
SIDE_M = 100_000.0
SEED = 20240331
BAR = 20.0
BOUNDARIES = Path(__file__).parents[1] / "data" / "nl" / "boundaries"

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Layer:
    """Areas as rings for Baken and as geometries for shapely, with the points to place."""

    name: str
    areas: list[Rings]
    shapes: NDArray[Any]
    points: Points


@dataclass(frozen=True)
class Seconds:
    """Time on the clock, and of the processor; they differ when others use the machine."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Run:
    """What one way of searching took, and what it found."""

    name: str
    build: Seconds
    search: Seconds
    answers: NDArray[np.int32]

    @property
    def total(self) -> float:
        return self.build.wall + self.search.wall


def main() -> None:
    started = time.perf_counter()
    warm_cache()
    print(f"Numba compilation (or loading its cache): {time.perf_counter() - started:.2f} s, apart")
    rng = np.random.default_rng(SEED)
    ratios = [compare(layer) for layer in (wiggly_cover(rng), bundled_buurten(rng))]
    verdict = "reached" if ratios[0] >= BAR else "MISSED"
    print(f"\nbar: {BAR:g}x shapely's fastest STRtree, search alone, one thread: {verdict}")


def compare(layer: Layer) -> float:
    """Print the table of one layer; return how many times faster than the best tree search."""
    codes = [f"{i:05d}" for i in range(len(layer.areas))]
    vertices = [sum(map(len, rings)) for rings in layer.areas]
    print(
        f"\n{layer.name}: {len(layer.points):,} points, {len(layer.areas):,} areas of "
        f"{min(vertices)}-{max(vertices)} vertices (median {statistics.median(vertices):g})"
    )
    xs, ys = layer.points.T.copy()
    build, index = timed(lambda: AreaIndex.build(codes, layer.areas))
    search, found = timed(lambda: index.locate(xs, ys))
    by_two, found_by_two = timed(lambda: index.locate(xs, ys, threads=2))
    if not np.array_equal(found, found_by_two):
        raise SystemExit("one and two threads disagree")
    peers = [peer(layer) for peer in (tree_of_areas, tree_of_points, prepared_one_by_one)]
    ours = [
        Run("Baken, one thread", build, search, found),
        Run("Baken, two threads", build, by_two, found),
    ]
    best = min(peers[:2], key=lambda run: run.search.wall)
    print(f"{'seconds (median of 5)':38}{'build':>8}{'search':>8}{'total':>8}{'CPU':>8}", end="")
    print(f"{'search x':>10}{'total x':>9}{'CPU x':>8}")
    for run in ours + peers:
        print_row(run, best)
    for run in peers:
        differing = int((run.answers != found).sum())
        print(f"  answers differing from {run.name}: {differing}")
        if differing:
            raise SystemExit("answers differ; no timing counts")
    print(f"  points in some area: {(found >= 0).mean():.1%}")
    return best.search.wall / search.wall


def print_row(run: Run, best: Run) -> None:
    """Print a run beside the best tree; CPU is the calling thread's, while searching."""
    cpu = "" if "two threads" in run.name else f"{run.search.cpu:8.3f}"
    cpu_ratio = f"{best.search.cpu / run.search.cpu:7.1f}x" if cpu else ""
    print(
        f"{run.name:38}{run.build.wall:8.3f}{run.search.wall:8.3f}{run.total:8.3f}{cpu:>8}"
        f"{best.search.wall / run.search.wall:9.1f}x{best.total / run.total:8.1f}x{cpu_ratio:>8}"
    )


def timed(work: Callable[[], Any]) -> tuple[Seconds, Any]:
    """Return the median seconds of five runs and the last result."""
    walls, cpus = [], []
    for _ in range(5):
        wall, cpu = time.perf_counter(), time.thread_time()
        result = work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.thread_time() - cpu)
    return Seconds(statistics.median(walls), statistics.median(cpus)), result


def tree_of_areas(layer: Layer) -> Run:
    """Time the usual way: a tree of areas, asked for all points in one call."""
    geometries = shapely.points(layer.points)
    build, tree = timed(lambda: shapely.STRtree(layer.shapes))
    search, (hits, areas) = timed(lambda: tree.query(geometries, predicate="within"))
    return Run("STRtree of areas, points within", build, search, answers_of(layer, hits, areas))


def tree_of_points(layer: Layer) -> Run:
    """Time the other way round, in which shapely prepares every area: a tree of points."""
    geometries = shapely.points(layer.points)

    def build_tree() -> shapely.STRtree:
        tree = shapely.STRtree(geometries)
        tree.query(shapely.Point(0, 0))  # the tree is built at its first question
        return tree

    build, tree = timed(build_tree)
    search, (areas, hits) = timed(lambda: tree.query(layer.shapes, predicate="contains_properly"))
    return Run("STRtree of points, areas containing", build, search, answers_of(layer, hits, areas))


def prepared_one_by_one(layer: Layer) -> Run:
    """Time every area prepared and asked for the points in its box, sorted by x beforehand."""

    def build_order() -> tuple[Points, NDArray[np.intp]]:
        shapely.prepare(layer.shapes)
        order = np.argsort(layer.points[:, 0])
        return layer.points[order], order

    boxes = shapely.bounds(layer.shapes)

    def search_all() -> NDArray[np.int32]:
        found = np.full(len(layer.points), -1, dtype=np.int32)
        for area in range(len(boxes) - 1, -1, -1):  # backwards: in overlaps the first code stays
            west, south, east, north = boxes[area]
            first, last = np.searchsorted(points[:, 0], [west, east])
            strip = points[first:last]
            near = np.flatnonzero((strip[:, 1] >= south) & (strip[:, 1] <= north)) + first
            inside = shapely.contains_xy(layer.shapes[area], points[near])
            found[order[near[inside]]] = area
        return found

    build, (points, order) = timed(build_order)
    search, found = timed(search_all)
    return Run("prepare + contains_xy per area", build, search, found)


def answers_of(layer: Layer, hits: NDArray[Any], areas: NDArray[Any]) -> NDArray[np.int32]:
    found = np.full(len(layer.points), -1, dtype=np.int32)
    np.minimum.at(found.view(np.uint32), hits, areas.astype(np.uint32))  # overlaps: the first code
    return found


def wiggly_cover(rng: np.random.Generator) -> Layer:
    """Make a Voronoi cover of a square whose borders are wiggled inside their own kites."""
    sites = rng.uniform(0, SIDE_M, (AREAS, 2))
    for _ in range(2):
        sites = np.array([ring.mean(axis=0) for ring in voronoi_rings(sites, rng, steps_m=1e9)])
    areas: list[Rings] = [[ring] for ring in voronoi_rings(sites, rng, steps_m=120.0)]
    shapes = np.array([shapely.Polygon(ring) for (ring,) in areas])
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise SystemExit("the generated cover is not gapless")
    return Layer("generated cover", areas, shapes, rng.uniform(0, SIDE_M, (POINTS, 2)))


def voronoi_rings(
    sites: Points, rng: np.random.Generator, *, steps_m: float
) -> list[NDArray[np.float64]]:
    """Return the ring of every site's cell in the square, each shared border made once."""
    mirrored = [sites]
    for axis in (0, 1):
        for wall in (0.0, SIDE_M):
            image = sites.copy()
            image[:, axis] = 2 * wall - image[:, axis]
            mirrored.append(image)
    diagram = Voronoi(np.concatenate(mirrored))
    diagram.vertices[:] = np.clip(diagram.vertices.round(3), 0, SIDE_M)  # near-equal ones meet
    borders = {}
    for (one, other), (start, end) in zip(
        diagram.ridge_points, diagram.ridge_vertices, strict=True
    ):
        if start >= 0 and min(one, other) < len(sites):
            ends = diagram.vertices[[start, end]]
            inner = max(one, other) < len(sites)
            towards = diagram.points[[one, other]] if inner else np.array([ends[0], ends[0]])
            line = wiggly_line(ends, towards, rng, steps_m=steps_m)
            borders[start, end], borders[end, start] = line[:-1], line[:0:-1]
    rings = []
    for site in range(len(sites)):
        region = diagram.regions[diagram.point_region[site]]
        corners = zip(region, region[1:] + region[:1], strict=True)
        rings.append(np.concatenate([borders[pair] for pair in corners]))
    return rings


def wiggly_line(
    ends: Points, towards: Points, rng: np.random.Generator, *, steps_m: float
) -> Points:
    """Return a line from end to end, its vertices drawn some way to either of two sites.

    Each vertex stays on the ray from its place on the straight border to the site, so the line
    stays in its own kite and crosses nothing; a border on the wall is drawn nowhere.
    """
    length = float(np.linalg.norm(ends[1] - ends[0]))
    along = np.linspace(0, 1, max(int(length / steps_m), 1) + 1)[:, None]
    line = ends[0] * (1 - along) + ends[1] * along
    if (towards == ends[0]).all():
        return line
    drift = np.clip(np.cumsum(rng.normal(0, 0.08, along.shape), axis=0), -0.5, 0.5)
    drift *= np.minimum(along, 1 - along) * 2
    site = np.where(drift > 0, towards[0], towards[1])
    return line + np.abs(drift) * (site - line)


def bundled_buurten(rng: np.random.Generator) -> Layer:
    """Read the bundled buurten of both cities, in RD, with points in and around them."""
    shapes = []
    for city in ("utrecht", "amersfoort"):
        text = (BOUNDARIES / f"buurten_2024_{city}.geojson").read_text(encoding="utf-8")
        shapes += [to_rd(from_geojson(f["geometry"])) for f in json.loads(text)["features"]]
    west, south, east, north = shapely.total_bounds(shapes)
    points = rng.uniform((west, south), (east, north), (POINTS, 2))
    return Layer("bundled buurten", [rings_of(s) for s in shapes], np.array(shapes), points)


if __name__ == "__main__":
    main()
