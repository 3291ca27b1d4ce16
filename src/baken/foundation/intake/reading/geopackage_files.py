"""Reads GeoPackages (OGC 12-128r19) row by row, as the SQLite databases they are."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from baken.catalogue.limits import READING_LIMITS
from baken.engines.geometry.outlines import from_wkb
from baken.foundation.intake.reading.features import (
    GEOMETRY_ERRORS,
    Feature,
    layer_rows,
    map_table,
    text_of,
)
from baken.foundation.intake.reading.table import Table
from baken.vocabulary.errors import UnusableInputError

_STEPS, _MOST_STEPS = 100_000, 100_000
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)

_LAYERS = """
SELECT g.table_name, g.column_name,
  coalesce(s.organization || ':' || s.organization_coordsys_id, '')
FROM gpkg_geometry_columns g
LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table'
WHERE m.sql NOT LIKE 'CREATE VIRTUAL%'
"""


def read_geopackage(path: Path) -> Table:
    """Read every layer of areas, one after the other; the first area is row 1.

    Only real tables are read, never views; nothing in the file is carried out.

    Raises:
        UnusableInputError: no GeoPackage, broken, or without a layer.
    """
    notes: list[str] = []
    try:
        connection = _opened(path)
        found = connection.execute(_LAYERS).fetchmany(READING_LIMITS.columns)
        layers = []
        for table, column, label in found:
            features = _features(path, connection, str(table), str(column))
            layers.append((str(table), *layer_rows(path.name, str(label), features, notes)))
    except (sqlite3.Error, UnicodeError) as error:
        raise _broken(path, error) from error
    if not layers:
        raise UnusableInputError(
            f'"{path.name}" is a SQLite database without a layer of areas; deliver a GeoPackage'
        )
    return map_table(layers, notes)


def _broken(path: Path, error: Exception) -> UnusableInputError:
    return UnusableInputError(
        f'"{path.name}" cannot be read as a GeoPackage ({error}); it may be cut off. Download or '
        "export it again and deliver it whole"
    )


def _opened(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, READING_LIMITS.feature_bytes)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = lambda data: data.decode("utf-8", errors="surrogateescape")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    steps = iter(range(_MOST_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    return connection


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _features(
    path: Path, connection: sqlite3.Connection, table: str, geometry: str
) -> Iterator[Feature]:
    try:
        described = connection.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
        names = [name for _, name, _, _, _, _, hidden in described if hidden == 0]
        plain = [name for name in names if name.lower() != geometry.lower()]
        wanted = ", ".join(map(_quoted, [*plain, geometry]))
        for *cells, blob in connection.execute(f"SELECT {wanted} FROM {_quoted(table)}"):  # noqa: S608 - names are quoted; SQLite takes none as parameters
            yield _feature(dict(zip(plain, cells, strict=True)), blob)
    except (sqlite3.Error, UnicodeError) as error:
        raise _broken(path, error) from error


def _feature(values: dict[str, Any], blob: Any) -> Feature:
    texts = {name: text_of(v) for name, v in values.items() if not isinstance(v, bytes)}
    try:
        return Feature(texts, from_wkb(_wkb(blob)))
    except GEOMETRY_ERRORS as error:
        return Feature(texts, None, str(error) or type(error).__name__)


def _wkb(blob: Any) -> bytes:
    """Return the well-known binary behind a GeoPackage's own header (clause 2.1.3)."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    return blob[8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7] :]
