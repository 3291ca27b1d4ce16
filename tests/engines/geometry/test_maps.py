import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.geometry import Frame, rings_from_geojson, svg_path

SQUARE = np.array([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]], dtype=float)
FRAME = Frame(0, 0, 100, 100, width=120, height=120, padding=10)


def drawn(path):
    """Read a path back, as a browser does: absolute places, ring by ring."""
    rings, pen, start = [], (0.0, 0.0), (0.0, 0.0)
    for command, text in re.findall(r"([mlhvz])([^mlhvz]*)", path):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", text)]
        if command == "z":
            pen = start
            continue
        dx, dy = {"h": [*numbers, 0], "v": [0, *numbers]}.get(command, numbers)
        pen = (round(pen[0] + dx, 1), round(pen[1] + dy, 1))
        if command == "m":
            start = pen
            rings.append([])
        rings[-1].append(pen)
    return rings


def test_a_square_drawn_by_hand():
    assert svg_path([SQUARE], frame=FRAME) == "m10 110h100v-100h-100z"


def test_tenths_are_written_short():
    triangle = np.array([[0, 0], [0.5, 0.2], [1.5, -0.3]])
    assert svg_path([triangle], frame=FRAME) == "m10 110l.5-.2l1 .5z"


def test_vertices_that_round_together_are_drawn_once_and_specks_not_at_all():
    bumpy = np.insert(SQUARE, 1, [[0.01, 0.02], [0.03, 0]], axis=0)
    speck = SQUARE / 10_000
    assert svg_path([bumpy, speck], frame=FRAME) == svg_path([SQUARE], frame=FRAME)
    assert svg_path([speck], frame=FRAME) == ""


@given(
    st.lists(
        st.lists(
            st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=30, unique=True
        ),
        min_size=1,
        max_size=3,
    )
)
def test_reading_a_path_back_gives_every_vertex_to_a_tenth(rings):
    areas = [np.array(ring) for ring in rings]
    shown = {place for ring in drawn(svg_path(areas, frame=FRAME)) for place in ring}
    given_places = np.concatenate([FRAME.project(ring) for ring in areas])
    rounded = {(x / 10, y / 10) for x, y in np.rint(given_places * 10).astype(int).tolist()}
    assert shown <= rounded
    if all(len(np.unique(np.rint(FRAME.project(a) * 10), axis=0)) > 2 for a in areas):
        assert shown == rounded


def test_neighbours_meet_without_a_seam():
    border = np.array([[50.03, 0], [49.97, 33.33], [50.06, 100]])
    west = np.concatenate([border, [[0, 100], [0, 0]]])
    east = np.concatenate([border[::-1], [[100, 0], [100, 100]]])
    (one,), (other,) = (drawn(svg_path([ring], frame=FRAME)) for ring in (west, east))
    assert set(one) & set(other) >= set(drawn(svg_path([border], frame=FRAME))[0])


def test_a_frame_keeps_proportions_and_puts_north_above():
    frame = Frame.around([[SQUARE * (4, 1)]], width=420, padding=10)
    assert (frame.height, frame.scale, frame.view_box) == (120, 1.0, "0 0 420 120")
    assert frame.project([[0, 100], [400, 0]]).tolist() == [[10, 10], [410, 110]]
    tall = Frame.around([[SQUARE]], width=200, height=100)
    assert tall.project([[50, 50], [0, 0]]).tolist() == [[100, 50], [50, 100]]


def test_frames_without_room_are_refused():
    with pytest.raises(ValueError, match="is empty"):
        Frame(0, 0, 0, 1, width=10, height=10)
    with pytest.raises(ValueError, match="no room"):
        Frame(0, 0, 1, 1, width=10, height=10, padding=5)
    with pytest.raises(ValueError, match="no area to frame"):
        Frame.around([], width=10)


def test_geojson_gives_all_rings_and_refuses_lines():
    square = SQUARE.tolist()
    multi = {"type": "MultiPolygon", "coordinates": [[square, square], [square]]}
    assert [ring.shape for ring in rings_from_geojson(multi)] == [(5, 2)] * 3
    with pytest.raises(ValueError, match='"LineString" has no area'):
        rings_from_geojson({"type": "LineString", "coordinates": square})


def test_drawing_maps_loads_nothing_heavy():
    program = "import sys, baken.engines.geometry; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"numba", "shapely", "scipy", "pyproj"} & {name.split(".")[0] for name in loaded}
    assert "baken.engines.geometry.svg" in loaded
