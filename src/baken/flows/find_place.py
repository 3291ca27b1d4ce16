"""Which wijk and buurt somebody is in: asked once, answered, and forgotten."""

from dataclasses import dataclass

from baken.engines.projection.outlines import contains, rings_of
from baken.engines.projection.rd_approximation import rd_metres
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.map_frame import picture_point
from baken.foundation.places.selectors import areas_around_point
from baken.vocabulary.area import AreaLevel

DECIMALS = 3
"""Degrees are rounded to this many decimals before anything is done with them: some 100 metres."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """The areas at a place, the largest first; empty outside the outlines that were delivered.

    ``point`` is the rounded place in RD metres.
    """

    areas: tuple[AreaFact, ...]
    point: tuple[float, float] | None = None

    @property
    def smallest(self) -> AreaFact | None:
        """Return the buurt, or else the wijk, or else the municipality."""
        return self.areas[-1] if self.areas else None


def place_at(longitude: float, latitude: float) -> PlaceFound:
    """Return the areas that hold a point, rounded to some 100 metres first.

    Nothing is stored or logged; the web process itself looks, in plain Python.
    """
    x, y = rd_metres(round(longitude, DECIMALS), round(latitude, DECIMALS))
    spot = picture_point(x, y)
    order = list(AreaLevel)
    found = {
        area.level: area
        for area in areas_around_point(x, y)
        if sum(contains(ring, spot) for ring in rings_of(area.svg_path)) % 2
    }
    return PlaceFound(tuple(found[level] for level in order if level in found), (x, y))
