"""How much of an area lies outside the larger area that it is said to be a part of.

For jobs: imports shapely. Outlines are valid Polygons or MultiPolygons in RD metres.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


def shares_outside(
    parts: Sequence[BaseGeometry], wholes: Sequence[BaseGeometry]
) -> NDArray[np.float64]:
    """Return for each part the share (0 to 1) of its ground outside its whole, shape (n,).

    The whole of a part stands at the same position. A part without ground has no share: NaN.

    Raises:
        ValueError: parts and wholes differ in number.
    """
    if len(parts) != len(wholes):
        raise ValueError(f"{len(parts)} parts and {len(wholes)} wholes; expected as many")
    mine, larger = np.asarray(parts, dtype=object), np.asarray(wholes, dtype=object)
    with np.errstate(invalid="ignore"):
        inside = shapely.area(shapely.intersection(mine, larger)) / shapely.area(mine)
    found: NDArray[np.float64] = np.clip(1.0 - inside, 0.0, 1.0)
    return found
