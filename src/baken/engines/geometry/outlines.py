"""Outlines of areas as they are delivered: read, mended, in the right coordinates, measured.

For jobs: imports shapely and pyproj. Coordinates are RD metres (EPSG:28992) unless said.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj.transformer import Transformer, TransformerGroup
from shapely.geometry.base import BaseGeometry

from baken.engines.geometry.rings import Ring, as_ring

POLYGONAL = ("Polygon", "MultiPolygon")


class Crs(StrEnum):
    """The coordinate systems in which Dutch areas are delivered; x (or longitude) comes first."""

    RD = "EPSG:28992"
    WGS84 = "EPSG:4326"


_BOUNDS = {Crs.RD: (7_000, 289_000, 300_000, 629_000), Crs.WGS84: (3.2, 50.7, 7.3, 53.7)}
"""West, south, east, north of the European Netherlands, with some room."""

_UNIT = {Crs.RD: "RD metres", Crs.WGS84: "degrees"}


class CoordinateError(ValueError):
    """Coordinates that cannot be what their label says."""


@dataclass(frozen=True, slots=True)
class Mended:
    """An outline fit for use, and what was done to it.

    ``reason`` is GEOS' own sentence on the fault, None for an outline that was valid as given;
    ``dropped`` names the parts without area that were left out; areas are in squared units.
    """

    outline: BaseGeometry
    reason: str | None
    dropped: tuple[str, ...]
    area_before: float
    area_after: float

    @property
    def changed(self) -> bool:
        """Whether the outline differs from what was given."""
        return self.reason is not None or bool(self.dropped)


@dataclass(frozen=True, slots=True)
class Transformation:
    """How degrees become RD metres: PROJ's definition and its stated accuracy in metres."""

    definition: str
    accuracy_m: float


def from_wkb(data: bytes) -> BaseGeometry:
    """Read a geometry from well-known binary (OGC 06-103r4); heights are dropped.

    Raises:
        ValueError: the bytes are no geometry, or the geometry is empty.
    """
    try:
        return _plane(shapely.from_wkb(data))
    except shapely.GEOSException as error:
        raise ValueError(f"{len(data)} bytes are no well-known binary: {error}") from error


def from_geojson(geometry: Mapping[str, Any]) -> BaseGeometry:
    """Read a GeoJSON geometry (RFC 7946), not a feature; heights are dropped.

    Raises:
        ValueError: it is no geometry (a feature, a misspelt type, bad rings), or it is empty.
    """
    if geometry.get("type") in {"Feature", "FeatureCollection"}:
        raise ValueError(f'a {geometry["type"]} is no geometry; give its "geometry" member')
    try:
        return _plane(shapely.from_geojson(json.dumps(geometry)))
    except shapely.GEOSException as error:
        raise ValueError(f"no GeoJSON geometry: {error}") from error


def _plane(geometry: BaseGeometry) -> BaseGeometry:
    if geometry.is_empty:
        raise ValueError(f"the {geometry.geom_type} is empty; leave the area out or draw it")
    return shapely.force_2d(geometry)


def repair(geometry: BaseGeometry) -> Mended:
    """Return the polygonal part of a geometry, made valid, with an account of the change.

    Rings that cross or overlap are rebuilt by GEOS' "structure" method: what any outer ring holds
    is inside, except the holes.

    Raises:
        ValueError: nothing with an area remains.
    """
    reason = None if shapely.is_valid(geometry) else str(shapely.is_valid_reason(geometry))
    before = float(geometry.area)
    sound = geometry
    if reason is not None:
        sound = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    parts = _simple_parts(sound)
    polygons = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    if not polygons:
        found = reason or f"it is a {geometry.geom_type}"
        raise ValueError(f"the outline has no area ({found}); draw it as a Polygon or MultiPolygon")
    dropped = tuple(part.geom_type for part in parts if part.geom_type != "Polygon")
    outline = sound if sound.geom_type in POLYGONAL else shapely.union_all(polygons)
    return Mended(outline, reason, dropped, before, float(outline.area))


def _simple_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the single points, lines and polygons in a geometry, nested collections opened."""
    if not hasattr(geometry, "geoms"):
        return [geometry]
    return [simple for part in geometry.geoms for simple in _simple_parts(part)]


def rings_of(outline: BaseGeometry) -> tuple[Ring, ...]:
    """Return all rings of a Polygon or MultiPolygon, for ``AreaIndex`` and ``svg_path``.

    Raises:
        ValueError: another type of geometry.
    """
    if outline.geom_type not in POLYGONAL:
        raise ValueError(f"a {outline.geom_type} has no rings; repair it first")
    rings = shapely.get_rings(shapely.get_parts(outline))
    return tuple(as_ring(shapely.get_coordinates(ring)) for ring in rings)


def require_crs(geometry: BaseGeometry, declared: Crs) -> None:
    """Check by content that coordinates are in the declared system, x (or longitude) first.

    Raises:
        CoordinateError: axes swapped, another system's label, or outside the Netherlands.
    """
    bounds: tuple[float, float, float, float] = geometry.bounds
    if _lies_within(bounds, _BOUNDS[declared]):
        return
    given = f"{declared} is declared, but the coordinates run from {bounds[:2]} to {bounds[2:]}"
    for crs, limits in _BOUNDS.items():
        if _lies_within(bounds, limits):
            raise CoordinateError(f"{given}: these are {_UNIT[crs]}; declare {crs}")
        if _lies_within(_swapped(bounds), limits):
            raise CoordinateError(
                f"{given}: these are {_UNIT[crs]} with the axes swapped; put "
                f"{'longitude' if crs is Crs.WGS84 else 'x'} first and declare {crs}"
            )
    raise CoordinateError(
        f"{given}: outside the Netherlands (west, south, east, north = {_BOUNDS[declared]}); "
        "check the coordinate system of the file"
    )


def _lies_within(bounds: tuple[float, ...], limits: tuple[float, ...]) -> bool:
    west, south, east, north = limits
    return west <= bounds[0] <= bounds[2] <= east and south <= bounds[1] <= bounds[3] <= north


def _swapped(bounds: tuple[float, float, float, float]) -> tuple[float, ...]:
    xmin, ymin, xmax, ymax = bounds
    return ymin, xmin, ymax, xmax


def to_rd(geometry: BaseGeometry) -> BaseGeometry:
    """Transform WGS84 longitude and latitude into RD metres; see ``transformation``.

    Raises:
        CoordinateError: the coordinates are not degrees in the Netherlands.
    """
    require_crs(geometry, Crs.WGS84)
    return shapely.transform(geometry, _into(Crs.RD))


def to_wgs84(geometry: BaseGeometry) -> BaseGeometry:
    """Transform RD metres into WGS84 longitude and latitude; see ``transformation``.

    Raises:
        CoordinateError: the coordinates are not RD metres in the Netherlands.
    """
    require_crs(geometry, Crs.RD)
    return shapely.transform(geometry, _into(Crs.WGS84))


def transformation() -> Transformation:
    """Return how ``to_rd`` works: a Helmert transformation of PROJ, without correction grids.

    The accuracy stated is that of the EPSG register (1 m). Grids (RDNAPTRANS) are passed over
    on purpose: an installation that has them would give other figures than one that has not.
    """
    chosen = _transformer(Crs.RD)
    return Transformation(chosen.definition, chosen.accuracy)


@cache
def _transformer(target: Crs) -> Transformer:
    source = Crs.WGS84 if target is Crs.RD else Crs.RD
    group = TransformerGroup(source.value, target.value, always_xy=True, allow_ballpark=False)
    return next(t for t in group.transformers if "grids=" not in t.definition)


def _into(target: Crs) -> Any:
    def transform(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_transformer(target).transform(xy[:, 0], xy[:, 1], errcheck=True))

    return transform


def area_m2(outline: BaseGeometry) -> float:
    """Return the area in square metres of an outline in RD metres.

    Raises:
        CoordinateError: the coordinates are degrees or otherwise not RD.
    """
    require_crs(outline, Crs.RD)
    return float(outline.area)


def label_point(outline: BaseGeometry) -> tuple[float, float]:
    """Return a point well inside the outline's largest part, for its label on a map.

    The centre of the largest circle that fits (GEOS' maximum inscribed circle, to 1 % of the
    part's size).
    """
    largest = max(shapely.get_parts(outline), key=lambda part: float(part.area))
    xmin, ymin, xmax, ymax = largest.bounds
    circle = shapely.maximum_inscribed_circle(
        largest, tolerance=max(xmax - xmin, ymax - ymin) / 100
    )
    x, y = shapely.get_coordinates(circle)[0].tolist()
    return x, y
