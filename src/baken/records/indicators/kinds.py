"""Registered crime as CBS and the police publish it: 47018NED, 47022NED, in every format."""

from collections.abc import Mapping, Sequence
from typing import Any

from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.kind import (
    FileKind,
    FileShape,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.merge import merge_versions
from baken.foundation.intake.reading.table import RawRow
from baken.foundation.intake.versioned import VersionedTable
from baken.vocabulary.figure import FigureStatus

OBSERVATION_TABLE = VersionedTable(
    name="indicators_observation",
    key=("indicator", "area_code", "period"),
    said=("value", "status"),
    origin=("delivery_id", "tenant_id", "row"),
)


def _parse(row: RawRow, _options: Options) -> ParsedRow:
    values = row.values
    indicator = f"registered-crime-{values['offence']}"
    said = (indicator, values["area"], values["period"], values["registered"], _status(values))
    return ParsedRow(row.number, said)


def _status(values: Mapping[str, Any]) -> FigureStatus:
    provisional = values["provisional"]
    if provisional is None:
        return FigureStatus.NOT_STATED
    return FigureStatus.PROVISIONAL if provisional else FigureStatus.FINAL


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    return merge_versions(
        OBSERVATION_TABLE,
        (
            (*row.content, received.delivery, received.tenant, row.number, received.delivered_at)
            for row in rows
        ),
    )


CRIME_COLUMNS = (
    Column(
        "area",
        ColumnType.AREA_CODE,
        "gebiedscode",
        "area code",
        (
            *("buurtcode", "bu_code", "wijkcode", "wk_code", "WijkenEnBuurten", "RegioS"),
            *("regiocode", "gwb_code", "gemeentecode", "gm_code", "gebiedscode", "areacode"),
        ),
        required=True,
    ),
    Column(
        "offence",
        ColumnType.OFFENCE,
        "soort misdrijf",
        "type of crime",
        ("soort_misdrijf", "SoortMisdrijf", "misdrijfcode", "delict", "offence"),
        required=True,
    ),
    Column(
        "period",
        ColumnType.PERIOD,
        "periode",
        "period",
        ("Perioden", "periode", "maand", "jaar", "period", "year"),
        required=True,
    ),
    Column(
        "registered",
        ColumnType.COUNT,
        "aantal geregistreerde misdrijven",
        "number of registered crimes",
        (
            *("geregistreerde_misdrijven", "GeregistreerdeMisdrijven", "TotaalMisdrijven"),
            *("Geregistreerde misdrijven (aantal)", "aantal_misdrijven", "Value", "waarde"),
            *("aantal", "registered_crimes"),
        ),
        required=True,
        highest=10_000_000,
    ),
    Column(
        "provisional",
        ColumnType.YES_OR_NO,
        "voorlopig",
        "provisional",
        ("voorlopig", "provisional", "status"),
    ),
)
CRIME_STATISTICS = FileKind(
    name="crime-statistics",
    sentence="Registered crime per gemeente, wijk or buurt, type and period (CBS / police).",
    columns=CRIME_COLUMNS,
    shape=FileShape.TABLE,
    parse=_parse,
    identity=lambda content: content[:3],
    store=_store,
    table=OBSERVATION_TABLE,
)
