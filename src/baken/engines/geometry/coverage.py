"""Outlines that together cover a city: gaps, overlaps, neighbours, wijken from buurten.

For jobs: imports shapely. All outlines are valid Polygons or MultiPolygons in RD metres; lengths
are metres, areas square metres. Positions refer to the order in which outlines were given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

SLIVER_M = 1.0
"""Gaps narrower than this are drawing faults, not places."""

_HAIR_M = 1e-6
"""A thousand times the rounding of overlays in RD metres, and nothing on the ground."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A piece of ground in no area but enclosed by areas, or a narrow slit open to the outside.

    ``width_m`` is twice the area divided by the perimeter: a slit's mean width. (x, y) is a place
    inside it.
    """

    area_m2: float
    width_m: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """Ground claimed by two areas, given by their positions, first < second."""

    first: int
    second: int
    area_m2: float


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """How well areas cover their ground: every gap and overlap, largest first."""

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    covered_m2: float

    @property
    def gapless(self) -> bool:
        """Whether every place in the outer border is in exactly one area."""
        return not self.gaps and not self.overlaps


def check_coverage(
    outlines: Sequence[BaseGeometry], *, slit_m: float = SLIVER_M, at_least_m2: float = 0.01
) -> CoverageReport:
    """Find the gaps and overlaps of at least an area; slits up to ``slit_m`` wide count as gaps."""
    union = shapely.union_all(list(outlines))
    filled = shapely.union_all([_without_holes(union), _closed(union, slit_m)])
    pieces = shapely.get_parts(shapely.difference(filled, union))
    gaps = [_gap(piece) for piece in pieces if piece.area >= at_least_m2]
    overlaps = [each for each in _overlaps(outlines) if each.area_m2 >= at_least_m2]
    return CoverageReport(
        tuple(sorted(gaps, key=lambda gap: (-gap.area_m2, gap.x, gap.y))),
        tuple(sorted(overlaps, key=lambda o: (-o.area_m2, o.first, o.second))),
        float(union.area),
    )


def _gap(piece: BaseGeometry) -> Gap:
    x, y = shapely.get_coordinates(shapely.point_on_surface(piece))[0].tolist()
    return Gap(float(piece.area), 2 * float(piece.area / piece.length), x, y)


def _overlaps(outlines: Sequence[BaseGeometry]) -> list[Overlap]:
    shapes = np.asarray(outlines, dtype=object)
    first, second = neighbours(outlines).T
    areas = shapely.area(shapely.intersection(shapes[first], shapes[second])).tolist()
    return [Overlap(*each) for each in zip(first.tolist(), second.tolist(), areas, strict=True)]


def _without_holes(outline: BaseGeometry) -> BaseGeometry:
    return shapely.union_all(
        [shapely.Polygon(part.exterior) for part in shapely.get_parts(outline)]
    )


def _closed(outline: BaseGeometry, width_m: float) -> BaseGeometry:
    """Grow and shrink by half the width, corners kept sharp, so that narrower slits close."""
    grown = shapely.buffer(outline, width_m / 2, join_style="mitre")
    return shapely.buffer(grown, -width_m / 2, join_style="mitre")


def neighbours(outlines: Sequence[BaseGeometry], *, tolerance_m: float = 0.0) -> NDArray[np.int32]:
    """Return the pairs of areas that touch, also in one point (queen contiguity), shape (m, 2).

    Each pair once, smaller position first, in order. Areas at most ``tolerance_m`` apart count as
    touching: give some metres for generalised outlines with slivers between them.
    """
    shapes = np.asarray(outlines, dtype=object)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=tolerance_m)
    pairs = np.stack([one, other], axis=1)[one < other]
    ordered: NDArray[np.int32] = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].astype(np.int32)
    return ordered


def dissolve(
    outlines: Sequence[BaseGeometry], groups: Sequence[str], *, sliver_m: float = SLIVER_M
) -> dict[str, BaseGeometry]:
    """Unite areas per group (buurten into wijken) and close slits between the parts of a group.

    A slit is closed where it is narrower than ``sliver_m`` and lies in no area of another group.
    Overlaps between groups stay: use ``close_coverage`` on the areas first for a gapless result.
    Groups come in the order of their codes.

    Raises:
        ValueError: outlines and groups differ in number.
    """
    if len(outlines) != len(groups):
        raise ValueError(f"{len(outlines)} outlines and {len(groups)} groups; expected as many")
    shapes, labels = np.asarray(outlines, dtype=object), np.asarray(groups)
    names = sorted(set(groups))
    unions = {name: shapely.union_all(shapes[labels == name]) for name in names}
    tree = shapely.STRtree(list(unions.values()))
    united = {}
    for name, union in unions.items():
        closed = _closed(union, sliver_m)
        near = [unions[names[i]] for i in tree.query(closed) if names[i] != name]
        slits = shapely.difference(closed, shapely.union_all([union, *near]))
        united[name] = _polygonal(shapely.union_all([union, *_slits(slits)]))
    return united


def _slits(ground: BaseGeometry) -> list[BaseGeometry]:
    """Return the pieces wider than rounding, a hair wider, so that they join what they touch."""
    pieces = [p for p in shapely.get_parts(ground) if 2 * p.area > _HAIR_M * p.length]
    return [shapely.buffer(piece, _HAIR_M, join_style="mitre") for piece in pieces]


def _polygonal(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def close_coverage(
    outlines: Sequence[BaseGeometry], *, gap_m: float = SLIVER_M
) -> tuple[BaseGeometry, ...]:
    """Return the outlines as a gapless cover: nothing claimed twice, borders shared exactly.

    Gaps narrower than ``gap_m`` and overlaps go to the neighbour with the longest shared border
    (GEOS' CoverageCleaner).
    """
    cleaned = shapely.coverage_clean(np.asarray(outlines, dtype=object), gap_width=gap_m)
    return tuple(cleaned)


def simplify_coverage(
    outlines: Sequence[BaseGeometry], *, tolerance_m: float
) -> tuple[BaseGeometry, ...]:
    """Return outlines with fewer vertices for an overview map; shared borders stay shared.

    ``tolerance_m`` is about the root of the area of the triangles cut off (Visvalingam-Whyatt).

    Raises:
        ValueError: the outlines are no coverage, so that simplifying would tear them apart.
    """
    shapes = np.asarray(outlines, dtype=object)
    if not shapely.coverage_is_valid(shapes):
        faults = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(shapes)))
        raise ValueError(
            f"{faults.size} outlines do not join their neighbours (positions "
            f"{faults[:5].tolist()}{' ...' if faults.size > 5 else ''}); use close_coverage first"
        )
    return tuple(shapely.coverage_simplify(shapes, tolerance_m))
