"""The remarks about one area, with what a new one can be about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from baken.catalogue.indicators import INDICATORS, Indicator
from baken.foundation.partners.scope import Scope
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import area, names_of
from baken.records.indicators.selectors import figures_of_area
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.rules import (
    RemarkRefusedError,
    readable_tenants,
    role_to_write,
)
from baken.records.remarks.selectors import newest_remarks, remarks_on_area
from baken.records.remarks.services import write_remark
from baken.vocabulary.area import AreaCode


@dataclass(frozen=True, slots=True)
class RemarksOfArea:
    """An area with its remarks; ``indicators`` and ``years`` are those with a stored figure."""

    area: AreaFact
    remarks: tuple[RemarkFact, ...]
    indicators: tuple[Indicator, ...]
    years: tuple[int, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark with the name of the place it is about."""

    remark: RemarkFact
    area_name: str


def remarks_of_area(code: AreaCode, *, by: Scope) -> RemarksOfArea | None:
    """Return the remarks about an area, or None when it is unknown or not for who asks."""
    found = area(code)
    if found is None or found.municipality_code not in readable_tenants(by):
        return None
    figures = figures_of_area(code)
    with_figure = {figure.indicator for figure in figures}
    return RemarksOfArea(
        area=found,
        remarks=remarks_on_area(code, by=by),
        indicators=tuple(entry for entry in INDICATORS if entry.id in with_figure),
        years=tuple(sorted({figure.year for figure in figures}, reverse=True)),
        may_write=_may_write(by, code),
    )


def remark_on_figure(
    *, area_code: AreaCode, year: int, indicator: str, text: str, by: Scope, at: datetime
) -> RemarkFact:
    """Write a remark about a figure that is stored.

    Raises:
        RemarkRefusedError: when there is no such figure, or the record refuses the remark.
    """
    role_to_write(by, area_code)
    known = {(figure.indicator, figure.year) for figure in figures_of_area(area_code)}
    if (indicator, year) not in known:
        raise RemarkRefusedError("unknown-figure")
    return write_remark(
        area_code=area_code, year=year, indicator=indicator, text=text, by=by, at=at
    )


def newest_placed(*, by: Scope, number: int) -> tuple[PlacedRemark, ...]:
    """Return the newest remarks of the municipalities one works for, with their places."""
    return placed(newest_remarks(by=by, number=number))


def placed(remarks: Iterable[RemarkFact]) -> tuple[PlacedRemark, ...]:
    """Return the remarks with the names of their places."""
    found = tuple(remarks)
    names = names_of({remark.area_code for remark in found})
    return tuple(PlacedRemark(each, names.get(each.area_code, each.area_code)) for each in found)


def _may_write(by: Scope, code: AreaCode) -> bool:
    try:
        role_to_write(by, code)
    except RemarkRefusedError:
        return False
    return True
