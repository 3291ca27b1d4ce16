"""Which share of each old area goes to each new one, by area or by the people who live there.

Source: Goodchild & Lam (1980), Areal interpolation: a variant of the traditional spatial problem,
Geo-Processing 1, 297-312; with people as ancillary variable: dasymetric weighting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

SLIVER = 0.005
"""Shares below this are borders drawn differently, not areas that changed."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Shares of shape (old, new) between 0 and 1; ``uncovered`` (old) went to no new area.

    Each row of ``shares`` and its ``uncovered`` add up to 1.
    """

    shares: NDArray[np.float64]
    uncovered: NDArray[np.float64]


def by_area(
    old: Sequence[BaseGeometry], new: Sequence[BaseGeometry], *, sliver: float = SLIVER
) -> Crosswalk:
    """Return the shares by area; outlines are valid and in metres.

    Assumes that what is counted is spread evenly over each old area.
    """
    overlap = _overlap(old, new)
    sizes = shapely.area(np.asarray(old, dtype=object))
    return _shares(overlap / sizes[:, None], sliver)


def by_people(
    old: Sequence[BaseGeometry],
    new: Sequence[BaseGeometry],
    blocks: Sequence[BaseGeometry],
    people: Sequence[float],
    *,
    sliver: float = SLIVER,
) -> Crosswalk:
    """Return the shares by people, who are counted per block (small areas, such as buurten).

    Assumes that what is counted is spread as people are, and people evenly over each block. An
    old area without people is shared out by area.
    """
    living = np.zeros((len(old), len(new)))
    sizes = shapely.area(np.asarray(blocks, dtype=object))
    block_tree, new_tree = shapely.STRtree(blocks), shapely.STRtree(new)
    for i, area in enumerate(old):
        for b in block_tree.query(area, predicate="intersects"):
            part = area.intersection(blocks[b])
            # A neighbour's people across a border drawn differently do not live here.
            if part.area < sliver * min(area.area, sizes[b]):
                continue
            for j in new_tree.query(part, predicate="intersects"):
                share = part.intersection(new[j]).area / sizes[b]
                living[i, j] += people[b] * share
    area_shares = _overlap(old, new) / shapely.area(np.asarray(old, dtype=object))[:, None]
    covered = np.minimum(area_shares.sum(axis=1), 1.0)
    totals = living.sum(axis=1)
    peopled = totals > 0
    shares = area_shares.copy()
    shares[peopled] = living[peopled] / totals[peopled, None] * covered[peopled, None]
    return _shares(shares, sliver)


def _overlap(old: Sequence[BaseGeometry], new: Sequence[BaseGeometry]) -> NDArray[np.float64]:
    overlap = np.zeros((len(old), len(new)))
    tree = shapely.STRtree(new)
    for i, area in enumerate(old):
        for j in tree.query(area, predicate="intersects"):
            overlap[i, j] = area.intersection(new[j]).area
    return overlap


def _shares(raw: NDArray[np.float64], sliver: float) -> Crosswalk:
    shares = np.where(raw < sliver, 0.0, raw)
    given, kept = np.minimum(raw.sum(axis=1), 1.0), shares.sum(axis=1)
    # What the slivers held goes to the real parts; what no area covers stays uncovered.
    covered = np.where(1.0 - given < sliver, 1.0, given)
    covered = np.where(kept > 0, covered, 0.0)
    scale = np.divide(covered, kept, out=np.zeros_like(kept), where=kept > 0)
    return Crosswalk(shares * scale[:, None], 1.0 - covered)
