"""Figures of indicators as municipalities publish them: realisations, baselines and targets."""

import re
from collections.abc import Sequence
from typing import Any

from baken.catalogue.policy_indicators import as_delivered
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
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.foundation.intake.versioned import VersionedTable
from baken.foundation.places.selectors import municipality_named
from baken.vocabulary.area import parse_area_code
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import Confidence, FigureRole

PUBLISHED_TABLE = VersionedTable(
    name="indicators_publishedfigure",
    key=("indicator", "area_code", "period", "role", "publication"),
    said=(
        "value",
        "lower",
        "upper",
        "n",
        "unit",
        "status",
        "label",
        "note",
        "confidence",
        "other_periods",
    ),
    origin=("delivery_id", "row"),
    vague=("status", FigureStatus.NOT_STATED),
)
_ROLES = {
    **dict.fromkeys(
        ("realisation", "realisatie", "werkelijk", "", "meting"), FigureRole.REALISATION
    ),
    **dict.fromkeys(("baseline", "nulmeting", "startwaarde"), FigureRole.BASELINE),
    **dict.fromkeys(("target", "streefwaarde", "streefcijfer", "doel"), FigureRole.TARGET),
}
_CONFIDENCES = {
    **dict.fromkeys(("", "high", "hoog"), Confidence.HIGH),
    **dict.fromkeys(("medium", "middel", "redelijk"), Confidence.MEDIUM),
    **dict.fromkeys(("low", "laag"), Confidence.LOW),
}
# Names keep their code for good; only what was found is remembered.
_CODES: dict[str, str] = {}


def _parse(row: RawRow, _options: Options) -> ParsedRow:
    values = row.values
    key = (
        as_delivered(values["indicator"]),
        _area(values["area"]),
        values["period"],
        _role(values["role"]),
        (values["publication"] or "")[:200],
    )
    said = (
        values["value"],
        *(values["lower"], values["upper"], values["n"]),
        (values["unit"] or "")[:40],
        _status(values["provisional"]),
        (values["label"] or "")[:300],
        values["note"] or "",
        _confidence(values["confidence"]),
        _periods(values["other_periods"]),
    )
    _check_interval(values)
    return ParsedRow(row.number, key + said)


def _area(text: str) -> str:
    try:
        return parse_area_code(text)
    except ValueError:
        code = _CODES.get(text) or municipality_named(text)
    if code is None:
        raise RowError(
            column="area",
            value=text,
            reason="unknown-area",
            remedy_nl="Noem de code van het gebied, zoals GM0344, of een gemeente bij haar naam.",
            remedy_en="Give the code of the area, such as GM0344, or a municipality by its name.",
        )
    return _CODES.setdefault(text, code)


def _role(text: str | None) -> FigureRole:
    role = _ROLES.get((text or "").strip().casefold())
    if role is None:
        raise RowError(
            column="role",
            value=text or "",
            reason="unknown-role",
            remedy_nl="Schrijf realisatie, nulmeting of streefwaarde.",
            remedy_en="Write realisation, baseline or target.",
        )
    return role


def _status(provisional: bool | None) -> FigureStatus:  # noqa: FBT001 - a cell that says yes, no or nothing
    if provisional is None:
        return FigureStatus.NOT_STATED
    return FigureStatus.PROVISIONAL if provisional else FigureStatus.FINAL


def _confidence(text: str | None) -> Confidence:
    known = _CONFIDENCES.get((text or "").strip().casefold())
    if known is None:
        raise RowError(
            column="confidence",
            value=text or "",
            reason="unknown-confidence",
            remedy_nl="Schrijf hoog, middel of laag, of laat de cel leeg.",
            remedy_en="Write high, medium or low, or leave the cell empty.",
        )
    return known


def _periods(text: str | None) -> str:
    """Return the other years as 2012/2014."""
    years = re.findall(r"\d{4}", text or "")
    return "/".join(sorted(set(years)))[:60]


def _check_interval(values: dict[str, Any]) -> None:
    lower, upper = values["lower"], values["upper"]
    ordered = [edge for edge in (lower, values["value"], upper) if edge is not None]
    if ordered != sorted(ordered):
        raise RowError(
            column="lower",
            value=f"{lower} {values['value']} {upper}",
            reason="value-outside-its-interval",
            remedy_nl="De waarde ligt tussen ondergrens en bovengrens; controleer de drie.",
            remedy_en="The value lies between lower and upper; check the three.",
        )


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    said = ((*row.content, row.number) for row in rows)
    return merge_versions(PUBLISHED_TABLE, received, said)


def _column(
    name: str, kind: ColumnType, labels: tuple[str, str], *aliases: str, required: bool = False
) -> Column:
    return Column(name, kind, *labels, aliases, required=required)


INDICATOR_COLUMNS = (
    _column(
        *("indicator", ColumnType.TEXT, ("indicator", "indicator")),
        *("indicator_id", "indicatorcode", "indicator"),
        required=True,
    ),
    _column(
        *("area", ColumnType.AREA, ("gebied", "area")),
        *("gebiedscode", "areacode", "buurtcode", "wijkcode", "gemeentecode", "area", "gebied"),
        *("municipality", "gemeente", "gemeentenaam"),
        required=True,
    ),
    _column(
        *("period", ColumnType.PERIOD, ("periode", "period")),
        *("periode", "period", "Perioden", "jaar", "year"),
        required=True,
    ),
    _column(
        *("value", ColumnType.DECIMAL, ("waarde", "value")),
        *("value", "waarde", "cijfer"),
        required=True,
    ),
    _column(
        *("role", ColumnType.TEXT, ("realisatie, nulmeting of streefwaarde", "role")),
        *("kind", "soort", "soort_waarde", "rol", "role"),
    ),
    _column("lower", ColumnType.DECIMAL, ("ondergrens", "lower"), "lower", "ondergrens"),
    _column("upper", ColumnType.DECIMAL, ("bovengrens", "upper"), "upper", "bovengrens"),
    _column(
        *("n", ColumnType.COUNT, ("aantal antwoorden", "number of answers")),
        *("n", "respondenten", "steekproef", "answers"),
    ),
    _column("unit", ColumnType.TEXT, ("eenheid", "unit"), "unit", "eenheid"),
    _column(
        *("publication", ColumnType.TEXT, ("stuk", "publication")),
        *("source_document", "publicatie", "source", "bron"),
    ),
    _column(
        *("provisional", ColumnType.YES_OR_NO, ("voorlopig", "provisional")),
        *("voorlopig", "provisional", "status"),
    ),
    _column(
        *("label", ColumnType.TEXT, ("naam", "label")),
        *("indicator_nl", "indicatornaam", "label", "omschrijving"),
    ),
    _column(
        *("note", ColumnType.TEXT, ("toelichting", "note")),
        *("note", "toelichting", "opmerking"),
    ),
    _column(
        *("confidence", ColumnType.TEXT, ("zekerheid van de lezing", "confidence of the reading")),
        *("confidence", "zekerheid"),
    ),
    _column(
        *("other_periods", ColumnType.TEXT, ("ander mogelijk jaar", "other possible year")),
        *("alt_year", "ander_jaar", "other_years"),
    ),
)
INDICATOR_FIGURES = FileKind(
    name="indicators",
    sentence="Indicators as municipalities publish them: realisation, baseline and target.",
    columns=INDICATOR_COLUMNS,
    shape=FileShape.TABLE,
    parse=_parse,
    identity=lambda content: content[:5],
    store=_store,
    table=PUBLISHED_TABLE,
)
