"""Areas of a map as GeoJSON (RFC 7946) for the interactive map: WGS 84, longitude first."""

from collections.abc import Iterable, Mapping
from typing import Any

from baken.desks.picture.drawings import value_words
from baken.engines.drawing.patterns import AreaKind
from baken.engines.projection.outlines import multipolygon
from baken.flows.area_picture import AreaPicture
from baken.flows.draw_map import AreaMap
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.map_frame import METRES_PER_UNIT, NORTH, WEST


def _hatched(kind: AreaKind) -> AreaKind:
    """Return the hatching of an area without a class; the script knows the same words."""
    return kind if kind is AreaKind.FEW_RESIDENTS else AreaKind.NO_DATA


def collection_of_cells(
    picture: AreaPicture, shown: AreaMap, classes: Mapping[str, int | None]
) -> dict[str, Any]:
    """Return the coloured areas; ``class`` is 1 to 5, or as the drawing engine names it."""
    figures = {row.area.code: row.figure for row in picture.parts}
    return _collection(
        _feature(
            cell.area,
            {
                "code": cell.area.code,
                "name": cell.area.name,
                "value": value_words(figures.get(cell.area.code)),
                "class": classes[cell.area.code] or _hatched(cell.kind).value,
                "url": cell.href,
            },
        )
        for cell in shown.cells
    )


def collection_of_areas(areas: Iterable[AreaFact]) -> dict[str, Any]:
    """Return areas with their names."""
    return _collection(_feature(area, {"name": area.name}) for area in areas)


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _feature(area: AreaFact, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": multipolygon(area.svg_path, _in_metres),
    }


def _in_metres(x: float, y: float) -> tuple[float, float]:
    return WEST + x * METRES_PER_UNIT, NORTH - y * METRES_PER_UNIT
