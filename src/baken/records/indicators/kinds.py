"""Registered crime as CBS and the police publish it: 47018NED, 47022NED, in every format."""

from collections.abc import Sequence

from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.kind import (
    Columnwise,
    ContentPart,
    FileKind,
    FileShape,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.merge import merge_versions
from baken.foundation.intake.versioned import VersionedTable
from baken.vocabulary.figure import FigureStatus

OBSERVATION_TABLE = VersionedTable(
    name="indicators_observation",
    key=("indicator", "area_code", "period"),
    said=("value", "status"),
    origin=("delivery_id", "tenant_id", "row"),
    vague=("status", FigureStatus.NOT_STATED),
)


def _status(provisional: bool | None) -> FigureStatus:  # noqa: FBT001 - a cell that says yes, no or nothing
    if provisional is None:
        return FigureStatus.NOT_STATED
    return FigureStatus.PROVISIONAL if provisional else FigureStatus.FINAL


def counted(series: str) -> Columnwise:
    """Return how rows are taken as counts of the indicators that a series has per offence."""
    return Columnwise(
        OBSERVATION_TABLE,
        (
            ContentPart("offence", lambda offence: f"{series}-{offence}"),
            *map(ContentPart, ("area", "period", "registered")),
            ContentPart("provisional", _status),
        ),
    )


COLUMNWISE = counted("registered-crime")


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    said = ((*row.content, row.number) for row in rows)
    return merge_versions(OBSERVATION_TABLE, received, said)


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
    parse=COLUMNWISE.parse,
    identity=COLUMNWISE.identity,
    store=_store,
    columnwise=COLUMNWISE,
    table=OBSERVATION_TABLE,
)
