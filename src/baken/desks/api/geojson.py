"""Areas as GeoJSON (RFC 7946): WGS 84, longitude first; for GIS programs that ask it, in RD."""

from collections.abc import Iterable, Mapping
from typing import Any

from baken.catalogue.sources import source
from baken.engines.projection.outlines import IN_DEGREES, Projection, multipolygon
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.map_frame import METRES_PER_UNIT, NORTH, WEST

OUTLINES = "cbs-kadaster-boundaries"


def collection(features: Iterable[tuple[AreaFact, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return areas with what is said of each, and where their outlines come from."""
    return {
        "type": "FeatureCollection",
        **origin_of_areas(),
        "features": [feature(area, properties) for area, properties in features],
    }


def origin_of_areas() -> dict[str, str]:
    """Return who made the outlines and under which licence; of figures each row says its own."""
    entry = source(OUTLINES)
    return {"source": entry.id, "attribution": entry.attribution, "licence": entry.licence}


def feature(
    area: AreaFact, properties: Mapping[str, Any], *, to: Projection = IN_DEGREES
) -> dict[str, Any]:
    """Return one area; its id is its code."""
    return {
        "type": "Feature",
        "id": area.code,
        "properties": dict(properties),
        "geometry": multipolygon(area.svg_path, _in_metres, to=to),
    }


def _in_metres(x: float, y: float) -> tuple[float, float]:
    return WEST + x * METRES_PER_UNIT, NORTH - y * METRES_PER_UNIT
