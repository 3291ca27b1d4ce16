from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from baken.engines.geometry.predicates import on_segment, orientation, side

COORDINATES = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-100)
MANY = settings(max_examples=300, deadline=None)


def exact_orientation(a, b, p):
    (ax, ay), (bx, by), (px, py) = ((Fraction(x), Fraction(y)) for x, y in (a, b, p))
    turn = (ax - px) * (by - py) - (ay - py) * (bx - px)
    return (turn > 0) - (turn < 0)


@MANY
@given(st.integers(0, 255), st.integers(0, 255))
@example(0, 0)
def test_the_classroom_example_where_floating_point_is_wrong(i, j):
    """Kettner and others, "Classroom examples of robustness problems" (2008), figure 2a."""
    step = 2.0**-53
    p, a, b = (0.5 + i * step, 0.5 + j * step), (12.0, 12.0), (24.0, 24.0)
    assert orientation(*a, *b, *p) == exact_orientation(a, b, p)


@MANY
@given(*(st.tuples(COORDINATES, COORDINATES) for _ in range(2)), st.floats(0, 1))
def test_points_rounded_next_to_a_line(a, b, part):
    p = tuple(u + part * (v - u) for u, v in zip(a, b, strict=True))
    if all(x == 0 or abs(x) > 1e-100 for x in p):
        assert orientation(*a, *b, *p) == exact_orientation(a, b, p)


@MANY
@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=3, max_size=3))
def test_a_moved_point_is_on_one_side_of_every_line(points):
    a, b, p = (tuple(map(float, point)) for point in points)
    if a != b:
        e = Fraction(1, 10**9)
        moved = (Fraction(p[0]) + e, Fraction(p[1]) + e * e)
        assert side(*a, *b, *p) == exact_orientation(a, b, moved) == -side(*b, *a, *p)


def test_a_segment_ends_at_its_ends():
    segment = (0.0, 0.0, 2.0, 1.0)
    places = [(0.0, 0.0), (1.0, 0.5), (2.0, 1.0), (3.0, 1.5), (1.0, 0.5 + 2.0**-53)]
    assert [on_segment(*segment, *place) for place in places] == [True, True, True, False, False]
