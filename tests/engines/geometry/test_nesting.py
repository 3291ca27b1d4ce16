"""The share of a part outside its whole: by hand, and as boxes measured by arithmetic."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.geometry.nesting import shares_outside

corners = st.tuples(*[st.integers(0, 20)] * 2, *[st.integers(1, 9)] * 2)


def slowly(part, whole):
    """By definition: what of a box lies outside another, counted in squares of one metre."""
    (x, y, wide, high), (left, low, width, height) = part, whole
    squares = [(x + i, y + j) for i in range(wide) for j in range(high)]
    outside = [
        (i, j) for i, j in squares if not (left <= i < left + width and low <= j < low + height)
    ]
    return len(outside) / len(squares)


def box(corner):
    x, y, wide, high = corner
    return shapely.box(x, y, x + wide, y + high)


def test_by_hand():
    wijk = shapely.box(0, 0, 100, 100)
    buurten = [
        shapely.box(10, 10, 20, 20),
        shapely.box(90, 0, 110, 10),
        shapely.box(200, 0, 210, 9),
    ]
    assert shares_outside(buurten, [wijk] * 3).tolist() == [0.0, 0.5, 1.0]


@given(st.lists(st.tuples(corners, corners), min_size=1, max_size=8))
def test_as_its_slow_twin(pairs):
    found = shares_outside([box(part) for part, _ in pairs], [box(whole) for _, whole in pairs])
    np.testing.assert_allclose(found, [slowly(*pair) for pair in pairs], atol=1e-12)


def test_none_of_none_and_what_has_no_ground():
    assert shares_outside([], []).tolist() == []
    assert np.isnan(shares_outside([shapely.Polygon()], [shapely.box(0, 0, 1, 1)])).all()
    with pytest.raises(ValueError, match="1 parts and 0 wholes"):
        shares_outside([shapely.box(0, 0, 1, 1)], [])
