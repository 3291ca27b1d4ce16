"""Registered crime as CBS and the police publish it, per municipality or per buurt."""

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
from baken.vocabulary.figure import FigureStatus

OBSERVATION_TABLE = VersionedTable(
    name="indicators_observation",
    key=("indicator", "area_code", "period"),
    said=("value", "status"),
    origin=("delivery_id", "row"),
)


def _parse(row: RawRow, _options: Options) -> ParsedRow:
    area_column = "buurtcode" if "buurtcode" in row.values else "gemeentecode"
    area = cells.area_code(row.values, area_column)
    period = str(cells.year(row.values, "jaar"))
    registered = cells.count(row.values, "geregistreerde_misdrijven")
    offence = row.values["soort_misdrijf"].strip()
    if not offence or not all(part.isdigit() for part in offence.split(".")):
        raise RowError(
            column="soort_misdrijf",
            value=offence,
            reason="not-an-offence-code",
            remedy_nl="Gebruik de code van CBS, zoals 1.1.1.",
            remedy_en="Use the code of CBS, such as 1.1.1.",
        )
    status = _status(row)
    return ParsedRow(row.number, (f"registered-crime-{offence}", area, period, registered, status))


def _status(row: RawRow) -> FigureStatus:
    mark = row.values.get("voorlopig")
    if mark is None:
        return FigureStatus.NOT_STATED
    if mark.strip() not in {"0", "1"}:
        raise RowError(
            column="voorlopig",
            value=mark,
            reason="not-0-or-1",
            remedy_nl="Schrijf 1 voor een voorlopig cijfer en 0 voor een definitief cijfer.",
            remedy_en="Write 1 for a provisional figure and 0 for a final one.",
        )
    return FigureStatus.PROVISIONAL if mark.strip() == "1" else FigureStatus.FINAL


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    return merge_versions(
        OBSERVATION_TABLE,
        ((*row.content, received.delivery, row.number, received.delivered_at) for row in rows),
    )


CRIME_STATISTICS = FileKind(
    name="crime-statistics",
    sentence="Registered crime per municipality or buurt, type and year (CBS / police).",
    required_columns=(
        ("gemeentecode", "buurtcode"),
        ("soort_misdrijf",),
        ("jaar",),
        ("geregistreerde_misdrijven",),
    ),
    read=read_csv,
    parse=_parse,
    identity=lambda content: content[:3],
    store=_store,
)
