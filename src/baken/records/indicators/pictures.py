"""Figures with their change and comparison in one query, for a page that shows all three.

Written in SQL: the three tables join on what they are about, not on a key, and reading whole rows
as one value each takes a third of the time of reading them column by column.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from baken.records.indicators.facts import (
    ChangeFact,
    ComparisonFact,
    ExpectedRange,
    FigureFact,
    HiddenFact,
)
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

_JUDGED = """
    SELECT row_to_json(figure), row_to_json(change), row_to_json(comparison)
    FROM indicators_storedfigure figure
    LEFT JOIN indicators_storedchange change USING (indicator, area_code, period)
    LEFT JOIN indicators_storedcomparison comparison USING (indicator, area_code, period)
"""
_ORDER = " ORDER BY period, indicator, area_code"
_OF_AREA = (
    _JUDGED  # noqa: S608  constants only: what is asked travels as parameters
    + """
    JOIN LATERAL (
        SELECT min(indicator) AS first FROM indicators_storedfigure WHERE area_code = %(area)s
    ) own ON true
    WHERE area_code = %(area)s AND (
        indicator IN (%(indicator)s, own.first) OR period = %(period)s OR period IN (
            SELECT max(period) FROM indicators_storedfigure
            WHERE area_code = %(area)s AND indicator IN (%(indicator)s, own.first)
            GROUP BY indicator
        )
    )
    """
    + _ORDER
)
_PARTS = (
    _JUDGED
    + """
    WHERE figure.municipality_code = %(municipality)s
        AND (figure.level = %(level)s OR figure.area_code = %(municipality)s)
        AND period = %(period)s AND indicator = %(indicator)s
    """
    + _ORDER
)
_AREAS = (
    _JUDGED
    + "WHERE area_code = ANY(%(areas)s) AND period = %(period)s AND indicator = %(indicator)s"
    + _ORDER
)
_BESIDE = """
    SELECT EXISTS (SELECT FROM indicators_yearlyvalue WHERE area_code = %(area)s) OR EXISTS (
        SELECT FROM indicators_publishedfigure
        WHERE area_code = %(area)s AND known_until IS NULL
    ), (
        SELECT coalesce(json_agg(hidden ORDER BY indicator, period, area_code), '[]')
        FROM indicators_hiddenfigure hidden
        WHERE area_code = %(area)s OR (
            municipality_code = %(municipality)s AND indicator = %(indicator)s
            AND period = %(period)s
        )
    )
"""
_SAME = (
    *("id", "n", "n_lower", "n_upper", "exposure", "rate", "lower", "upper", "shrunken"),
    "dispersion",
)


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """A figure with its change since the year before and how it stands against its city."""

    figure: FigureFact
    change: ChangeFact | None
    comparison: ComparisonFact | None


@dataclass(frozen=True, slots=True)
class BesideFigures:
    """What there is of an area beside its figures: those not shown, and policy indicators.

    The latter known to the catalogue or not.
    """

    hidden: tuple[HiddenFact, ...]
    has_policy_indicators: bool


def beside_figures(
    area_code: str, *, municipality_code: str, indicator: str, year: int
) -> BesideFigures:
    """Return every figure of an area that is not shown, and whether it has policy indicators.

    And of one indicator in one year what is not shown of any area of its municipality.
    """
    asked = {"area": area_code, "municipality": municipality_code}
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, asked | {"indicator": indicator, "period": str(year)})
        has_policy_indicators, hidden = cursor.fetchone()
    return BesideFigures(tuple(_hidden(row) for row in hidden), has_policy_indicators)


def judged_of_area(
    area_code: str, *, year: int | None = None, indicator: str | None = None
) -> tuple[JudgedFigure, ...]:
    """Return one indicator of an area in all years and all its indicators in one year, by year.

    Beside what is asked come the area's first indicator (all crimes, where it has these) and the
    newest year of both, so that a page that asks for what is not there can show what is.
    """
    period = str(year) if year else None
    return _judged(_OF_AREA, {"area": area_code, "period": period, "indicator": indicator})


def judged_parts(
    *, municipality_code: str, level: str, year: int, indicator: str
) -> tuple[JudgedFigure, ...]:
    """Return one indicator in one year for a municipality and all its parts of a level."""
    asked = {"municipality": municipality_code, "level": level}
    return _judged(_PARTS, asked | {"period": str(year), "indicator": indicator})


def judged_of_areas(
    area_codes: Iterable[str], *, year: int, indicator: str
) -> tuple[JudgedFigure, ...]:
    """Return one indicator in one year for the areas that are named."""
    asked = {"areas": list(area_codes), "period": str(year), "indicator": indicator}
    return _judged(_AREAS, asked)


def _judged(statement: str, asked: dict[str, Any]) -> tuple[JudgedFigure, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return tuple(_row(*row) for row in cursor.fetchall())


def _row(
    figure: dict[str, Any], change: dict[str, Any] | None, comparison: dict[str, Any] | None
) -> JudgedFigure:
    return JudgedFigure(
        _figure(figure),
        _change(change) if change else None,
        _comparison(comparison) if comparison else None,
    )


def _figure(row: dict[str, Any]) -> FigureFact:
    expected = None
    if row["expected"] is not None:
        expected = ExpectedRange(
            row["expected"], row["expected_lower"], row["expected_upper"], row["expected_years"]
        )
    return FigureFact(
        **{name: row[name] for name in _SAME},
        indicator=row["indicator"],
        area_code=row["area_code"],
        level=row["level"],
        year=int(row["period"]),
        expected=expected,
        status=FigureStatus(row["status"]),
        method=row["method"],
        version=row["version"],
        notes=tuple(row["notes"]),
        sources=tuple((UUID(delivery), number) for delivery, number in row["sources"]),
        computed_at=datetime.fromisoformat(row["computed_at"]),
    )


def _hidden(row: dict[str, Any]) -> HiddenFact:
    return HiddenFact(
        indicator=row["indicator"],
        area_code=row["area_code"],
        level=row["level"],
        year=int(row["period"]),
        state=CellState(row["state"]),
        minimum=row["minimum"],
        source=row["source"],
        computed_at=datetime.fromisoformat(row["computed_at"]),
    )


def _change(row: dict[str, Any]) -> ChangeFact:
    return ChangeFact(
        indicator=row["indicator"],
        area_code=row["area_code"],
        year=int(row["period"]),
        previous_year=int(row["previous_period"]),
        n=row["n"],
        previous_n=row["previous_n"],
        ratio=row["ratio"],
        lower=row["lower"],
        upper=row["upper"],
        p=row["p"],
        p_adjusted=row["p_adjusted"],
        detectable_up=row["detectable_up"],
        detectable_down=row["detectable_down"],
        dispersion=row["dispersion"],
        verdict=ChangeVerdict(row["verdict"]),
        method=row["method"],
        version=row["version"],
    )


def _comparison(row: dict[str, Any]) -> ComparisonFact:
    return ComparisonFact(
        indicator=row["indicator"],
        area_code=row["area_code"],
        year=int(row["period"]),
        ratio=row["ratio"],
        p_adjusted=row["p_adjusted"],
        probability_above=row["probability_above"],
        stands_out=row["stands_out"],
        method=row["method"],
        version=row["version"],
    )
