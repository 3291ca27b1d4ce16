"""Population per municipality and year, and the key figures of wijken and buurten."""

from collections.abc import Sequence

from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.kind import (
    FileKind,
    FileShape,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.kinds.key_figure_columns import AREA, KEY_FIGURE_COLUMNS, YEAR
from baken.foundation.intake.merge import merge_versions
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.foundation.intake.versioned import VersionedTable

KEY_FIGURE_TABLE = VersionedTable(
    name="places_keyfigure",
    key=("area_code", "year", "name"),
    said=("value",),
    origin=("origin_delivery", "origin_row"),
    subject="name",
    period="year",
)
POPULATION_COLUMNS = (
    Column(
        "average-inhabitants",
        ColumnType.COUNT,
        "gemiddeld aantal inwoners",
        "average number of inhabitants",
        ("gemiddeld_inwoners", "GemiddeldAantalInwoners", "GemiddeldeBevolking"),
        highest=20_000_000,
    ),
    Column(
        "inhabitants",
        ColumnType.COUNT,
        "inwoners op 1 januari",
        "inhabitants on 1 January",
        ("BevolkingOp1Januari", "TotaleBevolking", "inwoners", "AantalInwoners", "a_inw"),
        highest=20_000_000,
    ),
)
Values = tuple[tuple[str, int, str, float], ...]
"""What one row says: (area, year, name of the figure, value)."""


def _parse(row: RawRow, names: Sequence[str]) -> ParsedRow:
    area, year = row.values["area"], row.values["year"]
    # An empty cell is "no data" in these tables: it is left out, never read as 0.
    said: Values = tuple(
        (area, year, name, float(row.values[name]))
        for name in names
        if row.values[name] is not None
    )
    if not said:
        raise RowError(
            column="",
            value=area,
            reason="no-value",
            remedy_nl="Deze rij noemt geen enkel cijfer. Geeft de bron er geen, dan is dat goed.",
            remedy_en="This row names no figure at all. If the source gives none, that is fine.",
        )
    return ParsedRow(row.number, said)


_POPULATION = tuple(column.name for column in POPULATION_COLUMNS)
_KEY_FIGURES = tuple(column.name for column in KEY_FIGURE_COLUMNS)


def _parse_population(row: RawRow, _options: Options) -> ParsedRow:
    return _parse(row, _POPULATION)


def _parse_key_figures(row: RawRow, _options: Options) -> ParsedRow:
    return _parse(row, _KEY_FIGURES)


def _identity(values: Values) -> tuple[str, int]:
    return values[0][:2]


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    said = ((*value, row.number) for row in rows for value in row.content)
    return merge_versions(KEY_FIGURE_TABLE, received, said)


POPULATION = FileKind(
    name="population",
    sentence="Population per municipality and year (CBS 70072ned, 03759ned).",
    columns=(AREA, YEAR, *POPULATION_COLUMNS),
    shape=FileShape.TABLE,
    parse=_parse_population,
    identity=_identity,
    store=_store,
    table=KEY_FIGURE_TABLE,
    values=tuple,
)
KEY_FIGURES = FileKind(
    name="key-figures",
    sentence="Key figures of gemeente, wijk and buurt (CBS 85984NED, KWB); name the year.",
    columns=(AREA, YEAR, *KEY_FIGURE_COLUMNS),
    shape=FileShape.TABLE,
    parse=_parse_key_figures,
    identity=_identity,
    store=_store,
    table=KEY_FIGURE_TABLE,
    values=tuple,
)
