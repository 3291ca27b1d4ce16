"""Reads GeoJSON (RFC 7946, and the older kind with a "crs") one feature at a time."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from baken.engines.geometry.outlines import from_geojson
from baken.foundation.intake.reading.features import (
    GEOMETRY_ERRORS,
    Feature,
    layer_rows,
    map_table,
    text_of,
)
from baken.foundation.intake.reading.json_stream import Element, JsonList
from baken.foundation.intake.reading.table import Table
from baken.vocabulary.errors import UnusableInputError


def read_geojson(path: Path) -> Table:
    """Read a FeatureCollection; the first feature is row 1.

    Raises:
        UnusableInputError: no FeatureCollection, cut off, nested too deep, one feature too large.
    """
    objects = JsonList(path, "features")
    elements = iter(objects)
    first = next(elements, None)
    if first is None:
        what = "an empty list" if objects.found else "no list"
        raise UnusableInputError(
            f'"{path.name}" is JSON with {what} "features"; deliver a GeoJSON FeatureCollection'
        )
    notes: list[str] = []
    label = _label(objects.around.get("crs"))
    header, rows = layer_rows(path.name, label, _features(chain((first,), elements)), notes)
    return map_table([("", header, rows)], notes)


def _label(crs: Any) -> str:
    # RFC 7946 knows degrees only; before it, a "crs" named the system.
    try:
        return str(crs["properties"]["name"])
    except (KeyError, TypeError):
        return "OGC:CRS84"


def _features(elements: Iterator[Element]) -> Iterator[Feature]:
    for element in elements:
        feature = element.value
        if not isinstance(feature, dict):
            yield Feature({}, None, f"{str(feature)[:60]} is no feature")
            continue
        properties = feature.get("properties")
        values = properties if isinstance(properties, dict) else {}
        texts = {name: _text(value) for name, value in values.items()}
        try:
            yield Feature(texts, from_geojson(feature["geometry"]))
        except GEOMETRY_ERRORS as error:
            yield Feature(texts, None, str(error) or type(error).__name__)


def _text(value: Any) -> str:
    return text_of(json.dumps(value) if isinstance(value, list | dict) else value)
