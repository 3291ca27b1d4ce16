"""Rings: the one form in which areas travel between the modules of this package."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ring = NDArray[np.float64]
"""The vertices of one closed line, shape (n, 2), x before y; the first may be repeated as last."""

Rings = Sequence[Ring]
"""One area: all its outer rings and holes together, in any order and any direction.

A place is inside when it is inside an odd number of rings (the even-odd rule), which for a valid
multipolygon is the usual meaning.
"""


def as_ring(vertices: ArrayLike) -> Ring:
    """Return vertices as a float64 array of shape (n, 2); a third coordinate (height) is dropped.

    Raises:
        ValueError: fewer than three vertices, not two or three columns, or not finite.
    """
    ring = np.asarray(vertices, dtype=np.float64)
    if ring.ndim != 2 or ring.shape[1] not in {2, 3} or len(ring) < 3:
        raise ValueError(
            f"a ring has shape {ring.shape}; expected at least three vertices of x and y"
        )
    if not np.isfinite(ring).all():
        row = int(np.flatnonzero(~np.isfinite(ring).all(axis=1))[0])
        raise ValueError(f"vertex {row} of a ring is {ring[row].tolist()}; expected finite numbers")
    return ring[:, :2]


def rings_from_geojson(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    """Return the rings of a GeoJSON Polygon or MultiPolygon (RFC 7946), in the file's own units.

    Raises:
        ValueError: another type of geometry, or a malformed ring.
    """
    kind = geometry.get("type")
    if kind == "Polygon":
        polygons = [geometry["coordinates"]]
    elif kind == "MultiPolygon":
        polygons = geometry["coordinates"]
    else:
        raise ValueError(f'geometry type "{kind}" has no area; expected Polygon or MultiPolygon')
    return tuple(as_ring(ring) for polygon in polygons for ring in polygon)
