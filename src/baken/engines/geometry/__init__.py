"""Areas as rings of coordinates: drawing them, finding the area of a point, mending outlines.

Importing this package costs NumPy only, so a web process may draw maps with it. What computes is
imported by its own name, in jobs: ``geometry.locate`` (Numba), ``geometry.outlines`` and
``geometry.coverage`` (shapely, pyproj).
"""

from baken.engines.geometry.frame import Frame
from baken.engines.geometry.rings import Ring, Rings, rings_from_geojson
from baken.engines.geometry.svg import svg_path

__all__ = ["Frame", "Ring", "Rings", "rings_from_geojson", "svg_path"]
