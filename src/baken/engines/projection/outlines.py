"""The outline of an area on a map turned back into a GeoJSON geometry (RFC 7946)."""

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from baken.engines.projection.rd_approximation import longitude_latitude

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""West, south, east, north."""
Place = Callable[[float, float], Point]
"""Turns a point of the picture into RD metres."""

_COMMAND = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@dataclass(frozen=True, slots=True)
class Projection:
    """How RD metres are written: as they are, or as degrees."""

    turn: Place
    decimals: int


IN_DEGREES = Projection(longitude_latitude, 6)
"""Longitude and latitude in WGS 84, to a tenth of a metre."""
IN_RD = Projection(lambda x, y: (x, y), 1)
"""RD (EPSG:28992), x and y in metres, to a tenth."""


def multipolygon(svg_path: str, place: Place, *, to: Projection = IN_DEGREES) -> dict[str, object]:
    """Return the outline as a MultiPolygon: rings closed, outer ones counterclockwise.

    ``place`` turns a point of the picture into RD metres, ``to`` these into what is written. A
    ring inside another is its hole, a ring inside a hole is land again (the even-odd rule of the
    picture).

    Raises:
        ValueError: when the path has other commands than ``svg_path`` of the geometry writes.
    """
    rings = [ring for ring in rings_of(svg_path) if len(ring) > 2]
    polygons = [
        [_on_earth(outer, place, 1, to), *(_on_earth(hole, place, -1, to) for hole in holes)]
        for outer, holes in _nested(rings)
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def surface_of(svg_path: str) -> float:
    """Return the surface inside an outline in square picture units, without its holes."""
    rings = [ring for ring in rings_of(svg_path) if len(ring) > 2]
    return sum(
        abs(_area(outer)) - sum(abs(_area(hole)) for hole in holes)
        for outer, holes in _nested(rings)
    )


def rings_of(svg_path: str) -> list[list[Point]]:
    """Return the rings of a path of relative m, l, h, v and z, in picture units, not closed.

    Raises:
        ValueError: when the path has another command.
    """
    rings: list[list[Point]] = []
    x = y = 0.0
    for command, text in _COMMAND.findall(svg_path):
        if command == "z":
            x, y = rings[-1][0]
            continue
        dx, dy = _step(command, [float(number) for number in _NUMBER.findall(text)], svg_path)
        x, y = x + dx, y + dy
        if command == "m":
            rings.append([])
        rings[-1].append((x, y))
    return rings


def _step(command: str, numbers: list[float], svg_path: str) -> Point:
    if command in "ml" and len(numbers) == 2:
        return numbers[0], numbers[1]
    if command in "hv" and len(numbers) == 1:
        return (numbers[0], 0.0) if command == "h" else (0.0, numbers[0])
    raise ValueError(
        f'"{command}" with {len(numbers)} numbers in the path "{svg_path[:40]}…"; '
        "expected relative m and l with two, h and v with one, and z"
    )


def _nested(rings: list[list[Point]]) -> list[tuple[list[Point], list[list[Point]]]]:
    """Return each outer ring with its holes; a hole belongs to the smallest ring around it."""
    ordered = sorted(rings, key=lambda ring: -abs(_area(ring)))
    found: list[tuple[list[Point], list[list[Point]]]] = []
    outer_of: dict[int, int] = {}
    for number, ring in enumerate(ordered):
        around = [other for other in range(number) if _lies_in(ring, ordered[other])]
        if len(around) % 2 and around[-1] in outer_of:
            found[outer_of[around[-1]]][1].append(ring)
        else:
            outer_of[number] = len(found)
            found.append((ring, []))
    return found


def _lies_in(ring: list[Point], other: list[Point]) -> bool:
    # Rings of one outline may share a corner: most vertices decide, not the first.
    inside = sum(contains(other, point) for point in ring)
    return 2 * inside > len(ring)


def contains(ring: list[Point], point: Point) -> bool:
    """Return whether a point is inside by counting the edges to its right (Shimrat 1962)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def meets_rectangle(rings: Iterable[list[Point]], rectangle: Rectangle) -> bool:
    """Return whether an area (rings by the even-odd rule, closed or not) meets a rectangle.

    They meet when an edge enters the rectangle, or when the rectangle lies wholly inside. The
    border belongs to both.
    """
    west, south, _east, _north = rectangle
    inside = False
    for ring in rings:
        edges = itertools.pairwise([*ring, ring[0]])
        if any(_enters(start, end, rectangle) for start, end in edges):
            return True
        inside ^= contains(ring, (west, south))
    return inside


def _enters(start: Point, end: Point, rectangle: Rectangle) -> bool:
    """Clip the edge against the four sides (Liang & Barsky 1984); some of it must be left."""
    west, south, east, north = rectangle
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - west),
        (dx, east - start[0]),
        (-dy, start[1] - south),
        (dy, north - start[1]),
    ):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return first <= last


def _area(ring: list[Point]) -> float:
    """Return the signed area, positive counterclockwise with y upwards."""
    closed = itertools.pairwise([*ring, ring[0]])
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in closed) / 2


def _on_earth(ring: list[Point], place: Place, direction: int, to: Projection) -> list[list[float]]:
    corners = [to.turn(*place(x, y)) for x, y in ring]
    if _area(corners) * direction < 0:
        corners.reverse()
    closed = [*corners, corners[0]]
    return [[round(x, to.decimals), round(y, to.decimals)] for x, y in closed]
