"""Boundaries of gemeenten, wijken and buurten: GeoJSON, GeoPackage or Shapefile, RD or WGS84."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyogrio
from django.db import connection
from shapely.geometry.base import BaseGeometry

from baken.engines.geometry.frame import Frame
from baken.engines.geometry.outlines import (
    CoordinateError,
    Crs,
    from_wkb,
    label_point,
    repair,
    require_crs,
    rings_of,
    to_rd,
)
from baken.engines.geometry.svg import svg_path
from baken.foundation.intake import cells
from baken.foundation.intake.kind import (
    FileKind,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.reading.table import RawRow, RowError, Table
from baken.foundation.places.map_frame import EAST, NORTH, SOUTH, WEST
from baken.foundation.places.models import Area
from baken.foundation.places.sorting import sort_key
from baken.vocabulary.area import AreaCode, AreaLevel, level_of, municipality_of, wijk_of
from baken.vocabulary.errors import UnusableInputError

# See places/map_frame: a picture unit is 10 metres; web processes cannot import NumPy for this.
COUNTRY = Frame(WEST, SOUTH, EAST, NORTH, width=30_000, height=36_000)
OUTLINE, CRS = "(outline)", "(coordinate system)"

# The most detailed code in a row says what the row is; publishers name the columns differently.
# Each pair: the column with the code, the column with the name.
CODE_AND_NAME_COLUMNS = (
    ("buurtcode", "buurtnaam"),
    ("BU_CODE", "BU_NAAM"),
    ("wijkcode", "wijknaam"),
    ("WK_CODE", "WK_NAAM"),
    ("gemeentecode", "gemeentenaam"),
    ("statcode", "statnaam"),
    ("GM_CODE", "GM_NAAM"),
)
CODE_COLUMNS = tuple(code for code, _ in CODE_AND_NAME_COLUMNS)
NAME_COLUMNS = dict(CODE_AND_NAME_COLUMNS)


@dataclass(frozen=True, slots=True)
class DeliveredArea:
    """An area ready to store: valid, in RD metres, with what was mended."""

    code: AreaCode
    name: str
    year: int
    land_hectares: float | None
    outline: BaseGeometry


def read_areas(path: Path) -> Table:
    """Read a file of areas; the first area is row 1, since such files have no header row.

    Raises:
        UnusableInputError: when it cannot be read as a map or its coordinate system is unknown.
    """
    try:
        meta, _, outlines, columns = pyogrio.raw.read(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise UnusableInputError(
            f'"{path.name}" cannot be read as a map ({error}); deliver GeoJSON, GeoPackage or a '
            "Shapefile with its .shx, .dbf and .prj beside it"
        ) from error
    crs = _crs_of(path, str(meta["crs"]))
    names = [str(name) for name in meta["fields"]]
    rows = tuple(
        RawRow(
            number,
            {name: _text(column[number - 1]) for name, column in zip(names, columns, strict=True)}
            | {OUTLINE: outline, CRS: crs},
        )
        for number, outline in enumerate(outlines, start=1)
    )
    return Table((*names, OUTLINE, CRS), rows)


def _crs_of(path: Path, label: str) -> Crs:
    if label in {"EPSG:4326", "OGC:CRS84"}:
        return Crs.WGS84
    if label == "EPSG:28992" or "Amersfoort" in label:
        return Crs.RD
    raise UnusableInputError(
        f'"{path.name}" has coordinate system "{label}"; deliver EPSG:28992 (RD) or EPSG:4326'
    )


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124  a missing number in a map file is NaN
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _parse(row: RawRow, options: Options) -> ParsedRow:
    column = _code_column(row.values)
    code = cells.area_code(row.values, column)
    name = row.values.get(NAME_COLUMNS[column], "").strip() or code
    outline, note = _outline(row.values)
    land = row.values.get("land_ha", "").strip()
    area = DeliveredArea(
        code=code,
        name=name,
        year=_year(row.values, options),
        land_hectares=float(land) if land else None,
        outline=outline,
    )
    return ParsedRow(row.number, area, note=f"{code} {name}: {note}" if note else "")


def _code_column(values: Mapping[str, object]) -> str:
    found = [name for name in CODE_COLUMNS if values.get(name)]
    if not found:
        raise RowError(
            column="/".join(CODE_COLUMNS),
            value="",
            reason="no-area-code",
            remedy_nl="Vul de kolom met de gebiedscode in, zoals buurtcode.",
            remedy_en="Fill in the column with the area code, such as buurtcode.",
        )
    return found[0]


def _year(values: Mapping[str, str], options: Options) -> int:
    # CBS writes the year before the code: 2024GM0344.
    prefix = re.match(r"(\d{4})GM\d{4}", values.get("jrstatcode", ""))
    year = int(prefix[1]) if prefix else options.year
    if year is None:
        raise RowError(
            column="",
            value="",
            reason="no-year",
            remedy_nl="Noem het jaar van de gebiedsindeling: --year 2024.",
            remedy_en="Name the year of the division: --year 2024.",
        )
    return year


def _outline(values: Mapping[str, object]) -> tuple[BaseGeometry, str]:
    try:
        given = from_wkb(values[OUTLINE])
        require_crs(given, values[CRS])
        in_rd = to_rd(given) if values[CRS] is Crs.WGS84 else given
        mended = repair(in_rd)
    except (CoordinateError, ValueError, TypeError) as error:
        raise RowError(
            column=OUTLINE,
            value=str(error),
            reason="unusable-outline",
            remedy_nl="Herstel de omtrek of het coördinatenstelsel en lever het bestand opnieuw.",
            remedy_en="Mend the outline or the coordinate system and deliver the file again.",
        ) from error
    note = ""
    if mended.changed:
        note = (
            f"outline mended ({mended.reason}); "
            f"{mended.area_before:,.0f} m2 became {mended.area_after:,.0f} m2"
        )
    return mended.outline, note


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    known = {
        (area.code, area.year): area
        for area in Area.objects.filter(code__in=[row.content.code for row in rows])
    }
    counts = {"accepted": 0, "unchanged": 0, "revised": 0}
    fresh: dict[tuple[str, int], Area] = {}
    for row in rows:
        area = _model(received, row)
        key = (area.code, area.year)
        verdict = _compare(known.get(key), area)
        counts[verdict] += 1
        if verdict != "unchanged":
            fresh[key] = area
    with connection.cursor() as cursor:
        for code, year in fresh:
            cursor.execute("DELETE FROM places_area WHERE code = %s AND year = %s", [code, year])
    Area.objects.bulk_create(fresh.values(), batch_size=200)
    return StoreCounts(**counts)


def _compare(held: Area | None, area: Area) -> str:
    if held is None:
        return "accepted"
    # Two formats of one map differ in the last decimals; a metre is the precision of the picture.
    same = (held.name, held.svg_path) == (area.name, area.svg_path)
    return "unchanged" if same else "revised"


def _model(received: Received, row: ParsedRow) -> Area:
    delivered: DeliveredArea = row.content
    min_x, min_y, max_x, max_y = delivered.outline.bounds
    label_x, label_y = label_point(delivered.outline)
    level = level_of(delivered.code)
    return Area(
        code=delivered.code,
        year=delivered.year,
        level=level,
        name=delivered.name,
        sort_key=sort_key(delivered.name),
        municipality_code=municipality_of(delivered.code),
        wijk_code=(wijk_of(delivered.code) or "") if level is AreaLevel.BUURT else "",
        land_hectares=delivered.land_hectares,
        outline=delivered.outline.wkb,
        svg_path=svg_path(rings_of(delivered.outline), frame=COUNTRY),
        min_x=min_x,
        min_y=min_y,
        max_x=max_x,
        max_y=max_y,
        label_x=label_x,
        label_y=label_y,
        origin_delivery=received.delivery,
        origin_row=row.number,
    )


AREAS = FileKind(
    name="areas",
    sentence="Boundaries of gemeenten, wijken or buurten (GeoJSON, GeoPackage, Shapefile).",
    required_columns=(CODE_COLUMNS,),
    read=read_areas,
    parse=_parse,
    identity=lambda area: (area.code, area.year),
    store=_store,
    unsaved_columns=(OUTLINE, CRS),
)
