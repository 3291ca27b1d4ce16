"""Population per municipality and year, and the key figures of wijken and buurten."""

from collections.abc import Sequence

from baken.foundation.intake import cells
from baken.foundation.intake.kind import (
    FileKind,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.merge import VersionedTable, merge_versions
from baken.foundation.intake.reading.csv_files import read_csv
from baken.foundation.intake.reading.table import RawRow, RowError

KEY_FIGURE_TABLE = VersionedTable(
    name="places_keyfigure",
    key=("area_code", "year", "name"),
    said=("value",),
    origin=("origin_delivery", "origin_row"),
)

# Column of the delivered table -> name under which Baken keeps it (see the catalogue).
KEY_FIGURE_COLUMNS = {
    "inwoners": "inhabitants",
    "huishoudens": "households",
    "adressendichtheid": "address-density",
    "oppervlakteLandHa": "land-hectares",
    "inwoners0tot15": "inhabitants-0-15",
    "inwoners65plus": "inhabitants-65-plus",
}


def _parse_population(row: RawRow, _options: Options) -> ParsedRow:
    area = cells.area_code(row.values, "gemeentecode")
    figure_year = cells.year(row.values, "jaar")
    average = cells.count(row.values, "gemiddeld_inwoners")
    return ParsedRow(row.number, ((area, figure_year, "average-inhabitants", float(average)),))


def _parse_key_figures(row: RawRow, options: Options) -> ParsedRow:
    if options.year is None:
        raise RowError(
            column="",
            value="",
            reason="no-year",
            remedy_nl="Noem het jaar van de kerncijfers: --year 2024.",
            remedy_en="Name the year of the key figures: --year 2024.",
        )
    area = cells.area_code(row.values, "regiocode")
    # An empty cell is "no data" in this table: it is left out, never read as 0.
    values = tuple(
        (area, options.year, name, cells.number(row.values, column))
        for column, name in KEY_FIGURE_COLUMNS.items()
        if row.values.get(column, "").strip()
    )
    return ParsedRow(row.number, values)


def _identity(values: Sequence[tuple[str, int, str, float]]) -> tuple[str, int]:
    return values[0][:2] if values else ("", 0)


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    return merge_versions(
        KEY_FIGURE_TABLE,
        (
            (*value, received.delivery, row.number, received.delivered_at)
            for row in rows
            for value in row.content
        ),
    )


POPULATION = FileKind(
    name="population",
    sentence="Average population per municipality and year (CBS 70072ned).",
    required_columns=(("gemeentecode",), ("jaar",), ("gemiddeld_inwoners",)),
    read=read_csv,
    parse=_parse_population,
    identity=_identity,
    store=_store,
)
KEY_FIGURES = FileKind(
    name="key-figures",
    sentence="Key figures of gemeente, wijk and buurt (CBS 85984NED); name the year.",
    required_columns=(("regiocode",), ("inwoners",)),
    read=read_csv,
    parse=_parse_key_figures,
    identity=_identity,
    store=_store,
)
