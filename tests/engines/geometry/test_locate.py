import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.engines.geometry.coverage import close_coverage
from baken.engines.geometry.locate import AreaIndex
from baken.engines.geometry.outlines import from_geojson, rings_of, to_rd

BOUNDARIES = Path(__file__).parents[3] / "data" / "nl" / "boundaries"
FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


def slow_locate(codes, areas, points):
    """From the definition: move the point, count what it crosses to the east; then the rim."""
    order = sorted(range(len(codes)), key=codes.__getitem__)
    exact = [edges_of(rings) for rings in areas]
    for x, y in points:
        held = [i for i in order if holds(exact[i], x, y)]
        rim = [i for i in order if not held and borders(exact[i], x, y)]
        yield [*held, *rim, -1][0]


def holds(edges, x, y):
    shift = Fraction(1, 10**100)
    px, py = Fraction(x) + shift, Fraction(y) + shift**2
    level = [(a, b) for a, b in edges if (a[1] > py) != (b[1] > py)]
    cuts = [a[0] + (py - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in level]
    return sum(cut > px for cut in cuts) % 2 == 1


def borders(edges, x, y):
    p = (Fraction(x), Fraction(y))
    on_line = [
        sorted((a, b))
        for a, b in edges
        if (b[0] - a[0]) * (p[1] - a[1]) == (b[1] - a[1]) * (p[0] - a[0])
    ]
    return any(a <= p <= b for a, b in on_line)  # on the line, so the order of the pairs decides


def edges_of(rings):
    exact = [[(Fraction(x), Fraction(y)) for x, y in ring.tolist()] for ring in rings]
    return [edge for ring in exact for edge in zip(ring, ring[1:] + ring[:1], strict=True)]


def holders(areas, points):
    exact = [edges_of(rings) for rings in areas]
    return [[i for i, edges in enumerate(exact) if holds(edges, x, y)] for x, y in points]


def gapless_cover(seed, *, size=3, areas=4):
    """Give the triangles of a jittered lattice to areas at random: holes, loose parts, points."""
    rng = np.random.default_rng(seed)
    lattice = np.stack(np.meshgrid(np.arange(size + 1), np.arange(size + 1)), axis=-1) * 8.0
    lattice += rng.integers(-1, 2, lattice.shape)
    corners = [lattice[:-1, :-1], lattice[:-1, 1:], lattice[1:, 1:], lattice[1:, :-1]]
    a, b, c, d = (corner.reshape(-1, 2) for corner in corners)
    triangles = shapely.polygons(np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]))
    owner = rng.integers(0, areas, len(triangles))
    shapes = [shapely.coverage_union_all(triangles[owner == k]) for k in np.unique(owner)]
    return [rings_of(shape) for shape in shapes], shapely.union_all(triangles)


def border_points(areas):
    """Return every vertex, and places on every edge that float64 can write exactly."""
    starts = np.concatenate([ring[:-1] for rings in areas for ring in rings])
    ends = np.concatenate([ring[1:] for rings in areas for ring in rings])
    return np.unique(np.concatenate([starts, (starts + ends) / 2, (3 * starts + ends) / 4]), axis=0)


def letters(areas):
    return [chr(ord("a") + i) for i in range(len(areas))]


def shuffled(areas, rng):
    """Return the areas' order and the same areas: rings in other order, start and direction."""
    order = rng.permutation(len(areas))
    return order, [
        [turned(areas[i][r], rng) for r in rng.permutation(len(areas[i]))] for i in order
    ]


def turned(ring, rng):
    open_ring = np.roll(ring[:-1], rng.integers(len(ring)), axis=0)
    return open_ring[:: rng.choice([-1, 1])]


@pytest.fixture(scope="module", params=["utrecht", "amersfoort"])
def buurten(request):
    path = BOUNDARIES / f"buurten_2024_{request.param}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    codes = [feature["properties"]["buurtcode"] for feature in features]
    return codes, [to_rd(from_geojson(feature["geometry"])) for feature in features]


def test_two_squares_share_their_border_by_the_rule():
    west = [np.array([[0, 0], [1, 0], [1, 1], [0, 1]])]
    east = [np.array([[1, 0], [2, 0], [2, 1], [1, 1]])]
    index = AreaIndex.build(["west", "east"], [west, east])
    points = {
        "inside": ((0.5, 0.5), 0),
        "shared border": ((1.0, 0.5), 1),
        "corner south-west": ((0.0, 0.0), 0),
        "outer east side, by the rim rule": ((2.0, 0.5), 1),
        "outer north side, by the rim rule": ((0.5, 1.0), 0),
        "both corners, by the rim rule and the first code": ((1.0, 1.0), 1),
        "outside": ((2.5, 0.5), -1),
    }
    xs, ys = zip(*(point for point, _ in points.values()), strict=True)
    assert index.locate(xs, ys).tolist() == [area for _, area in points.values()]


@FEW
@given(SEEDS)
def test_every_point_of_a_cover_is_where_the_definition_puts_it(seed):
    areas, _ = gapless_cover(seed)
    lattice = np.random.default_rng(seed).integers(-2, 28, (40, 2)) * 1.0
    points = np.concatenate([border_points(areas), lattice])
    found = AreaIndex.build(letters(areas), areas).locate(*points.T)
    assert found.tolist() == list(slow_locate(letters(areas), areas, points))


@FEW
@given(SEEDS)
def test_a_border_point_within_a_cover_is_held_by_exactly_one_area(seed):
    areas, whole = gapless_cover(seed)
    points = border_points(areas)
    inner = points[shapely.contains_properly(whole, shapely.points(points))]
    found = AreaIndex.build(letters(areas), areas).locate(*inner.T)
    assert holders(areas, inner) == [[area] for area in found]


@FEW
@given(SEEDS)
def test_the_order_of_areas_rings_and_vertices_does_not_matter(seed):
    areas, _ = gapless_cover(seed)
    points = border_points(areas)
    order, others = shuffled(areas, np.random.default_rng(seed))
    codes = letters(areas)
    found = AreaIndex.build(codes, areas).locate(*points.T)
    again = AreaIndex.build([codes[i] for i in order], others).locate(*points.T)
    assert order[again].tolist() == found.tolist()


@FEW
@given(SEEDS, st.integers(-300_000, 300_000), st.integers(-600_000, 600_000))
def test_moving_everything_moves_no_point_to_another_area(seed, east, north):
    areas, _ = gapless_cover(seed)
    points = border_points(areas)
    shift = np.array([east, north])
    moved = [[ring + shift for ring in rings] for rings in areas]
    found = AreaIndex.build(letters(areas), areas).locate(*points.T)
    again = AreaIndex.build(letters(areas), moved).locate(*(points + shift).T)
    assert found.tolist() == again.tolist()


@FEW
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=7).filter(
            lambda ring: len(set(ring)) > 1
        ),
        min_size=1,
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_overlapping_and_crossing_rings_follow_the_definition_too(rings, random):
    areas = [[np.array(ring, dtype=float)] for ring in rings]
    codes = letters(areas)
    random.shuffle(codes)
    xs, ys = (axis.ravel() for axis in np.meshgrid(np.arange(-1, 8, 0.5), np.arange(-1, 8, 0.5)))
    found = AreaIndex.build(codes, areas).locate(xs, ys)
    expected = slow_locate(codes, areas, zip(xs, ys, strict=True))
    assert found.tolist() == list(expected)


@FEW
@given(SEEDS)
def test_points_on_and_beside_the_lines_of_the_grid(seed):
    rng = np.random.default_rng(seed)
    areas = [[ring * np.pi + 1000 for ring in rings] for rings in gapless_cover(seed)[0]]
    index = AreaIndex.build(letters(areas), areas)
    grid = index._grid
    columns, rows = rng.integers(0, grid.columns, 60), rng.integers(0, grid.rows, 60)
    xs, ys = grid.x0 + columns * grid.size, grid.y0 + rows * grid.size
    beside = [-np.inf, np.inf]
    xs = np.where(rng.random(60) < 0.5, xs, np.nextafter(xs, rng.choice(beside, 60)))
    ys = np.where(rng.random(60) < 0.5, ys, np.nextafter(ys, rng.choice(beside, 60)))
    expected = slow_locate(index.codes, areas, zip(xs, ys, strict=True))
    assert index.locate(xs, ys).tolist() == list(expected)


def test_no_vertex_or_border_point_of_the_real_buurten_is_lost(buurten):
    codes, outlines = buurten
    areas = [rings_of(outline) for outline in outlines]
    vertices = np.concatenate([ring for rings in areas for ring in rings])
    found = AreaIndex.build(codes, areas).locate(*vertices.T)
    assert (found >= 0).all()
    sample = np.random.default_rng(1).choice(len(vertices), 25, replace=False)
    assert found[sample].tolist() == list(slow_locate(codes, areas, vertices[sample]))


def test_the_real_buurten_answer_alike_in_any_order(buurten):
    codes, outlines = buurten
    areas = [rings_of(outline) for outline in outlines]
    order, others = shuffled(areas, np.random.default_rng(2))
    points = border_points(areas)
    found = AreaIndex.build(codes, areas).locate(*points.T)
    again = AreaIndex.build([codes[i] for i in order], others).locate(*points.T)
    assert np.array_equal(np.where(again < 0, -1, order[again]), found)


def test_closed_real_buurten_hold_every_inner_vertex_exactly_once(buurten):
    codes, outlines = buurten
    closed = close_coverage(outlines)
    areas = [rings_of(outline) for outline in closed]
    whole = shapely.coverage_union_all(np.array(closed))
    vertices = np.unique(np.concatenate([ring for rings in areas for ring in rings]), axis=0)
    inner = vertices[shapely.contains_properly(whole, shapely.points(vertices))][::40]
    found = AreaIndex.build(codes, areas).locate(*inner.T)
    assert len(inner) > 5
    assert holders(areas, inner) == [[area] for area in found]


def test_points_off_the_borders_agree_with_shapely(buurten):
    codes, outlines = buurten
    west, south, east, north = shapely.total_bounds(outlines)
    points = np.random.default_rng(3).uniform((west, south), (east, north), (20_000, 2))
    found = AreaIndex.build(codes, [rings_of(outline) for outline in outlines]).locate(*points.T)
    claims = np.array([shapely.contains_xy(outline, points) for outline in outlines])
    first = np.where(claims.any(axis=0), claims[np.argsort(codes)].argmax(axis=0), -1)
    assert np.array_equal(np.where(first < 0, -1, np.argsort(codes)[first]), found)


def test_points_that_are_nowhere_and_no_points_at_all():
    index = AreaIndex.build(["a"], [[np.array([[0, 0], [1, 0], [0, 1]])]])
    xs = [np.nan, 0.2, np.inf, -np.inf, 1e300, 0.2]
    ys = [0.2, np.nan, 0.2, 0.2, 0.2, 0.2]
    assert index.locate(xs, ys).tolist() == [-1, -1, -1, -1, -1, 0]
    assert index.locate([], []).tolist() == []


def test_threads_change_nothing():
    areas, _ = gapless_cover(11)
    points = border_points(areas)
    index = AreaIndex.build(letters(areas), areas)
    assert np.array_equal(index.locate(*points.T), index.locate(*points.T, threads=3))


TRIANGLE = [[0, 0], [1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("codes", "areas", "message"),
    [
        ([], [], "at least one"),
        (["a"], [[TRIANGLE], [TRIANGLE]], "1 codes and 2 areas"),
        (["a", "a"], [[TRIANGLE], [TRIANGLE]], '"a" is given more than once'),
        (["a"], [[]], 'area "a" has no rings'),
        (["a"], [[[[1, 1], [1, 1], [1, 1]]]], 'all vertices of area "a" coincide'),
        (["a"], [[[[0, 0], [1, np.nan], [0, 1]]]], "vertex 1 of a ring is"),
        (["a"], [[[[0, 0], [1, 1]]]], "at least three vertices"),
    ],
)
def test_areas_that_cannot_be_indexed_are_refused_with_the_reason(codes, areas, message):
    with pytest.raises(ValueError, match=message):
        AreaIndex.build(codes, areas)


def test_unequal_coordinates_are_refused():
    index = AreaIndex.build(["a"], [[np.array(TRIANGLE)]])
    with pytest.raises(ValueError, match="two equal"):
        index.locate([0.0, 1.0], [0.0])
