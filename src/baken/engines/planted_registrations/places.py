"""Where it happened: invented streets inside each area, and points along them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from baken.engines.planted_registrations.raking import Floats, Ints

HECTARES_PER_STREET = 5.0
FEWEST, MOST = 4, 30
LENGTHS = (60.0, 260.0)  # metres
BESIDE = 7.0  # metres, the usual distance from the middle of the street
SCATTERED = 0.5  # how unevenly crime is spread over streets: Dirichlet, 1 is even by chance
TRIES = 40


@dataclass(frozen=True, slots=True)
class Streets:
    """The invented streets of a municipality: RD metres, all areas one after the other.

    ``first`` (areas + 1) says where the streets of an area begin. ``weights`` add up to one per
    area. ``station`` is the point where the police write what has no better place, in
    ``station_area``; ``unknown`` is the point that stands for "place not known".
    """

    areas: tuple[str, ...]
    polygons: tuple[shapely.Geometry, ...]
    first: Ints
    begins: Floats
    ends: Floats
    weights: Floats
    station: tuple[float, float]
    station_area: int
    unknown: tuple[float, float]


def lay_streets(
    outlines: Mapping[str, bytes], crime: Sequence[float], rng: np.random.Generator
) -> Streets:
    """Lay invented streets in areas given as WKB in RD metres.

    ``crime`` (areas) says where most happens: there the station stands.

    Raises:
        ValueError: no areas.
    """
    if not outlines:
        raise ValueError("no areas to lay streets in; take in the areas first")
    codes = tuple(sorted(outlines))
    polygons = tuple(shapely.from_wkb(outlines[code]) for code in codes)
    for polygon in polygons:
        shapely.prepare(polygon)
    numbers = [
        int(np.clip(polygon.area / 1e4 / HECTARES_PER_STREET, FEWEST, MOST)) for polygon in polygons
    ]
    begins, ends, weights = [], [], []
    for polygon, number in zip(polygons, numbers, strict=True):
        begin = points_inside(polygon, number, rng)
        along = rng.uniform(0, np.pi) + rng.integers(0, 2, number) * np.pi / 2
        length = rng.uniform(*LENGTHS, number)
        begins.append(begin)
        ends.append(begin + length[:, None] * np.column_stack([np.cos(along), np.sin(along)]))
        weights.append(rng.dirichlet(np.full(number, SCATTERED)))
    busiest = int(np.argmax(crime))
    quietest = int(np.argmin(crime))
    spots = [points_inside(polygons[each], 1, rng)[0] for each in (busiest, quietest)]
    return Streets(
        areas=codes,
        polygons=polygons,
        first=np.concatenate([[0], np.cumsum(numbers)]).astype(np.int64),
        begins=np.concatenate(begins),
        ends=np.concatenate(ends),
        weights=np.concatenate(weights),
        station=(float(spots[0][0]), float(spots[0][1])),
        station_area=busiest,
        unknown=(float(spots[1][0]), float(spots[1][1])),
    )


def points_inside(polygon: shapely.Geometry, number: int, rng: np.random.Generator) -> Floats:
    """Return points on whole metres inside a polygon, evenly spread."""
    low_x, low_y, high_x, high_y = polygon.bounds
    found = np.empty((0, 2))
    for _ in range(TRIES):
        spread = rng.uniform((low_x, low_y), (high_x, high_y), (4 * number + 8, 2)).round()
        found = np.concatenate([found, spread[_inside(polygon, spread)]])
        if len(found) >= number:
            return np.asarray(found[:number])
    middle = np.asarray(polygon.representative_point().coords[0])
    return np.concatenate([found, np.tile(middle, (number - len(found), 1))])


def points_along(
    streets: Streets, areas: Ints, rng: np.random.Generator
) -> tuple[Floats, Floats, Ints]:
    """Draw for each event a street of its area and a point beside it: x, y, street."""
    xy = np.empty((len(areas), 2))
    chosen = np.empty(len(areas), dtype=np.int64)
    order = np.argsort(areas, kind="stable")
    bounds = np.searchsorted(areas[order], np.arange(len(streets.areas) + 1))
    for area, polygon in enumerate(streets.polygons):
        events = order[bounds[area] : bounds[area + 1]]
        if len(events):
            xy[events], chosen[events] = _in_area(streets, area, polygon, len(events), rng)
    return xy[:, 0], xy[:, 1], chosen


def near(
    streets: Streets, areas: Ints, x: Floats, y: Floats, metres: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return points close to others, in the same area; NaN where none was found inside."""
    moved = np.column_stack([x, y]) + rng.normal(0, metres, (len(x), 2))
    moved = moved.round()
    for area in np.unique(areas):
        mine = np.flatnonzero(areas == area)
        outside = ~_inside(streets.polygons[area], moved[mine])
        moved[mine[outside]] = np.nan
    return moved[:, 0], moved[:, 1]


def _in_area(
    streets: Streets, area: int, polygon: shapely.Geometry, number: int, rng: np.random.Generator
) -> tuple[Floats, Ints]:
    first, last = streets.first[area], streets.first[area + 1]
    chosen = rng.choice(np.arange(first, last), number, p=streets.weights[first:last])
    xy = np.full((number, 2), np.nan)
    wanting = np.arange(number)
    for _ in range(TRIES):
        street = chosen[wanting]
        part = rng.random((len(wanting), 1))
        on_it = streets.begins[street] * (1 - part) + streets.ends[street] * part
        there = (on_it + rng.normal(0, BESIDE, (len(wanting), 2))).round()
        good = _inside(polygon, there)
        xy[wanting[good]] = there[good]
        wanting = wanting[~good]
        if not len(wanting):
            return xy, chosen
    xy[wanting] = points_inside(polygon, len(wanting), rng)
    return xy, chosen


def _inside(polygon: shapely.Geometry, points: Floats) -> np.ndarray:
    return np.asarray(shapely.contains_xy(polygon, points[:, 0], points[:, 1]))
