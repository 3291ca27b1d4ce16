"""The areas of a map with what it shows of them, as GeoJSON (RFC 7946): WGS 84."""

from collections.abc import Iterable, Mapping
from typing import Any

from baken.desks.picture.drawings import value_words
from baken.engines.projection.outlines import multipolygon
from baken.flows.area_picture import AreaPicture
from baken.flows.draw_map import AreaMap
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.map_frame import METRES_PER_UNIT, NORTH, WEST
from baken.records.indicators.facts import ChangeFact, FigureFact


def collection_of_cells(
    picture: AreaPicture, shown: AreaMap, classes: Mapping[str, int | None]
) -> dict[str, Any]:
    """Return the coloured areas with their figures.

    ``class`` is the step of the colour, 1 to 5, or why there is none: "few-residents", "no-data",
    "hidden". ``rate``, ``lower`` and ``upper`` are per 1,000 inhabitants; None where nothing is
    told.
    """
    rows = {row.area.code: row for row in picture.parts}
    return _collection(
        _feature(
            cell.area,
            {
                "code": cell.area.code,
                "name": cell.area.name,
                "indicator": picture.choice.indicator,
                "year": picture.choice.year,
                "value": value_words(rows[cell.area.code]),
                "class": classes[cell.area.code] or str(cell.kind),
                "url": cell.href,
                **_numbers(rows[cell.area.code].figure, rows[cell.area.code].change),
            },
        )
        for cell in shown.cells
    )


def _numbers(figure: FigureFact | None, change: ChangeFact | None) -> dict[str, Any]:
    return {
        "number": figure.n if figure else None,
        "rate": figure.rate if figure else None,
        "lower": figure.lower if figure else None,
        "upper": figure.upper if figure else None,
        "status": str(figure.status) if figure else None,
        "verdict": str(change.verdict) if change else None,
    }


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
