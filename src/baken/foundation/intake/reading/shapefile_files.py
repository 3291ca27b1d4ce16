"""Reads Shapefiles (ESRI, July 1998), loose or zipped; their records are checked beforehand."""

import struct
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from baken.catalogue.limits import READING_LIMITS
from baken.engines.geometry.outlines import from_wkb
from baken.foundation.intake.reading.archives import opened_archive
from baken.foundation.intake.reading.features import (
    GEOMETRY_ERRORS,
    ROWS_AT_ONCE,
    Feature,
    layer_rows,
    map_table,
    text_of,
)
from baken.foundation.intake.reading.table import Table
from baken.vocabulary.errors import UnusableInputError

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_HEADER = 100
# NameError: a .prj that is no text makes pyogrio stumble over a name of its own.
_READING_ERRORS = (
    NameError,
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
)
_AGAIN = "deliver the .shp with its .shx, .dbf and .prj beside it, or all four in one zip"


def read_shapefile(path: Path) -> Table:
    """Read a loose Shapefile; the first area is row 1.

    Raises:
        UnusableInputError: cut off, without its other parts, or in an unknown system.
    """
    notes: list[str] = []
    return map_table([("", *_layer(path.name, path, notes))], notes)


def read_zipped_shapefile(path: Path) -> Table:
    """Read every Shapefile in a zip, one layer after the other.

    Members are unpacked under names of our own, so that no name in the zip is ever a path.

    Raises:
        UnusableInputError: a bomb, broken, or without a Shapefile.
    """
    notes: list[str] = []
    folder = tempfile.TemporaryDirectory(prefix="baken-")
    with opened_archive(path) as archive:
        unpacked = _unpacked(path, archive, Path(folder.name))
    layers = []
    for name, shape in unpacked:
        header, rows = _layer(path.name, shape, notes)
        layers.append((name, header, _holding(folder, rows)))
    return map_table(layers, notes)


def _holding(folder: tempfile.TemporaryDirectory, rows: Iterator) -> Iterator:
    # The unpacked files live as long as somebody may still read from them.
    assert Path(folder.name)
    yield from rows


def _unpacked(path: Path, archive: zipfile.ZipFile, folder: Path) -> list[tuple[str, Path]]:
    members: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.suffix.lower() in PARTS and "__MACOSX" not in name.parts:
            members.setdefault(str(name.with_suffix("")).lower(), {})[name.suffix.lower()] = entry
    shapes = {stem: parts for stem, parts in members.items() if ".shp" in parts}
    if not shapes:
        inside = ", ".join(entry.filename for entry in archive.infolist()[:5])
        raise UnusableInputError(
            f'"{path.name}" is a zip without a Shapefile; it holds: {inside[:200]}. Unpack it and '
            f"deliver the file that is meant, or {_AGAIN}"
        )
    found = []
    for number, (stem, parts) in enumerate(sorted(shapes.items())):
        for suffix, entry in parts.items():
            with archive.open(entry) as packed, (folder / f"{number}{suffix}").open("wb") as out:
                while piece := packed.read(1 << 20):
                    out.write(piece)
        found.append((PurePosixPath(stem).name, folder / f"{number}.shp"))
    return found


def _layer(file_name: str, shape: Path, notes: list[str]) -> tuple:
    sizes = _record_sizes(file_name, shape)
    missing = [part for part in (".shx", ".dbf") if not _beside(shape, part)]
    if missing:
        raise UnusableInputError(f'"{file_name}" lacks its {" and ".join(missing)}; {_AGAIN}')
    projection = _beside(shape, ".prj")
    label = projection.read_bytes()[:4000].decode("latin-1") if projection else ""
    return layer_rows(file_name, label, _features(file_name, shape, len(sizes)), notes)


def _beside(shape: Path, suffix: str) -> Path | None:
    places = (shape.with_suffix(suffix), shape.with_suffix(suffix.upper()))
    return next((place for place in places if place.is_file()), None)


def _record_sizes(file_name: str, shape: Path) -> list[int]:
    """Walk over the headers of the records: each must fit, and none may be too large."""
    sizes, size = [], shape.stat().st_size
    with shape.open("rb") as file:
        at = _HEADER
        while at + 8 <= size:
            file.seek(at)
            _, words = struct.unpack(">ii", file.read(8))
            if words < 2 or at + 8 + words * 2 > size:
                raise UnusableInputError(
                    f'"{file_name}", area {len(sizes) + 1}: the .shp stops in the middle or is '
                    f"broken; {_AGAIN}"
                )
            if words * 2 > READING_LIMITS.feature_bytes:
                raise UnusableInputError(
                    f'"{file_name}", area {len(sizes) + 1} takes {words * 2:,} bytes; at most '
                    f"{READING_LIMITS.feature_bytes:,} are read. Deliver a generalised map"
                )
            sizes.append(words * 2)
            at += 8 + words * 2
    return sizes


def _features(file_name: str, shape: Path, number: int) -> Iterator[Feature]:
    encoding = _encoding(shape)
    for start in range(0, number, ROWS_AT_ONCE):
        meta, _, outlines, columns = _read_some(file_name, shape, start, encoding)
        names = [str(name) for name in meta["fields"]]
        for place, outline in enumerate(outlines):
            texts = [text_of(column[place]) for column in columns]
            yield _feature(dict(zip(names, texts, strict=True)), outline)


def _read_some(file_name: str, shape: Path, start: int, encoding: str | None) -> tuple:
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            answer = pyogrio.raw.read(
                shape, skip_features=start, max_features=ROWS_AT_ONCE, encoding=encoding
            )
    except (*_READING_ERRORS, ValueError, UnicodeError, OSError, RuntimeError) as error:
        raise UnusableInputError(
            f'"{file_name}" cannot be read as a Shapefile ({error}); {_AGAIN}'
        ) from error
    # GDAL makes a number of what is none, and only warns: a value is never guessed here.
    guessed = [str(w.message) for w in warned if "parsed incompletely" in str(w.message)]
    if guessed:
        raise UnusableInputError(
            f'"{file_name}", areas from {start + 1} on: the .dbf is broken ({guessed[0][:200]}); '
            f"export the map again, then {_AGAIN}"
        )
    return answer


def _feature(values: dict[str, str], outline: bytes | None) -> Feature:
    if outline is None:
        return Feature(values, None)
    try:
        return Feature(values, from_wkb(outline))
    except GEOMETRY_ERRORS as error:
        return Feature(values, None, str(error) or type(error).__name__)


def _encoding(shape: Path) -> str | None:
    """Return UTF-8 where no label says otherwise and the names are valid as such."""
    if _beside(shape, ".cpg"):
        return None
    table = _beside(shape, ".dbf")
    with table.open("rb") as file:
        start = file.read(1 << 20)
    try:
        start[32:].decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "UTF-8"
