"""Boundaries of gemeenten, wijken and buurten: GeoJSON, GeoPackage or Shapefile, RD or WGS84."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
from baken.foundation.intake.kind import (
    FileKind,
    FileShape,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.kinds.area_columns import AREA_COLUMNS
from baken.foundation.intake.kinds.area_versions import AREA_TABLE, draw_anew
from baken.foundation.intake.merge import merge_versions
from baken.foundation.intake.reading.table import CRS, OUTLINE, RawRow, RowError
from baken.foundation.places.map_frame import EAST, NORTH, SOUTH, WEST
from baken.foundation.places.sorting import sort_key
from baken.vocabulary.area import AreaCode, AreaLevel, level_of, municipality_of, wijk_of

# See places/map_frame: a picture unit is 10 metres; web processes cannot import NumPy for this.
COUNTRY = Frame(WEST, SOUTH, EAST, NORTH, width=30_000, height=36_000)

SQUARE_METRES = 10_000  # in a hectare


@dataclass(frozen=True, slots=True)
class DeliveredArea:
    """An area ready to store: valid, in RD metres, with what was mended."""

    code: AreaCode
    name: str
    year: int
    land_hectares: float | None
    outline: BaseGeometry


def _parse(row: RawRow, _options: Options) -> ParsedRow:
    values = row.values
    _refuse_water(values)
    code = values["area"]
    name = values["name"] or code
    outline, note = _outline(values)
    area = DeliveredArea(
        code=code,
        name=name,
        year=values["year"],
        land_hectares=values["land-hectares"],
        outline=outline,
    )
    return ParsedRow(row.number, area, note=f"{code} {name}: {note}" if note else "")


def _refuse_water(values: Mapping[str, Any]) -> None:
    # CBS draws the water of a gemeente as an area of its own, with the same code.
    if (values["water"] or "").upper() in {"JA", "B"}:
        raise RowError(
            column="water",
            value=values["water"],
            reason="water-part-of-an-area",
            remedy_nl="Baken tekent het land van een gebied. Hier is niets te doen.",
            remedy_en="Baken draws the land of an area. There is nothing to do.",
        )


def _outline(values: Mapping[str, Any]) -> tuple[BaseGeometry, str]:
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
    said = ((*_said(row.content), row.number) for row in rows)
    return merge_versions(AREA_TABLE, received, said)


def _said(area: DeliveredArea) -> tuple[object, ...]:
    """Return the key of an area and what is said of it, as the table of versions orders them."""
    level = level_of(area.code)
    return (
        *(area.code, area.year, level, area.name, sort_key(area.name)),
        municipality_of(area.code),
        (wijk_of(area.code) or "") if level is AreaLevel.BUURT else "",
        area.land_hectares,
        rf"\x{area.outline.wkb.hex()}",
        svg_path(rings_of(area.outline), frame=COUNTRY),
        *area.outline.bounds,
        *label_point(area.outline),
        area.outline.area / SQUARE_METRES,
    )


AREAS = FileKind(
    name="areas",
    sentence="Boundaries of gemeenten, wijken or buurten (GeoJSON, GeoPackage, Shapefile).",
    columns=AREA_COLUMNS,
    shape=FileShape.MAP,
    parse=_parse,
    identity=lambda area: (area.code, area.year),
    store=_store,
    unsaved_columns=(OUTLINE, CRS),
    table=AREA_TABLE,
    values=lambda area: (_said(area),),
    settle=draw_anew,
)
