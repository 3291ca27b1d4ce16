"""Reads a delivered map, whatever its format: the content decides, not the name."""

from collections.abc import Callable
from pathlib import Path

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.geojson_files import read_geojson
from baken.foundation.intake.reading.geopackage_files import read_geopackage
from baken.foundation.intake.reading.recognise import FileFormat, recognise
from baken.foundation.intake.reading.shapefile_files import (
    read_shapefile,
    read_zipped_shapefile,
)
from baken.foundation.intake.reading.table import Table
from baken.vocabulary.errors import UnusableInputError

_READERS: dict[FileFormat, Callable[[Path], Table]] = {
    FileFormat.JSON: read_geojson,
    FileFormat.GEOPACKAGE: read_geopackage,
    FileFormat.SHAPEFILE: read_shapefile,
    FileFormat.ZIP: read_zipped_shapefile,
}


def read_map(path: Path) -> Table:
    """Read GeoJSON, a GeoPackage or a Shapefile; all layers, x (or longitude) first.

    Raises:
        UnusableInputError: when the file is none of these or cannot be used; it says what to do.
    """
    found = recognise(path)
    if found not in _READERS:
        raise UnusableInputError(
            f'"{path.name}" is {found.value}, no map; deliver GeoJSON, GeoPackage or a Shapefile'
        )
    if path.stat().st_size > READING_LIMITS.map_bytes:
        raise UnusableInputError(
            f'"{path.name}" is {path.stat().st_size:,} bytes; of a map at most '
            f"{READING_LIMITS.map_bytes:,} are read. Deliver the generalised map"
        )
    return _READERS[found](path)
