"""One figure with everything that explains it: interval, method, deliveries and rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from baken.catalogue.indicators import INDICATORS, Indicator, indicator
from baken.catalogue.sources import source
from baken.foundation.intake.facts import DeliveryFact, RowFact
from baken.foundation.intake.selectors import deliveries, may_read_rows, rows_at
from baken.foundation.partners.scope import VISITOR, Scope
from baken.foundation.places.selectors import names_of
from baken.records.indicators.facts import FigureFact
from baken.records.indicators.selectors import figure, hidden_figure, value_as_known_on
from baken.records.publications.facts import CellDecision, CellKey
from baken.records.publications.selectors import number_published
from baken.vocabulary.area import AreaCode
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.period import Period

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure as the command line gives it; ``value`` is the count, as published.

    ``lower`` and ``upper`` are its 95 % interval, ``rate`` the same per ``per`` inhabitants.
    """

    indicator: str
    label: str
    area: str
    area_name: str
    period: str
    value: int
    lower: float | None
    upper: float | None
    n: int
    unit: str
    rate: dict[str, Any] | None
    status: str
    notes: tuple[str, ...]
    method: str
    version: str
    source: tuple[dict[str, Any], ...]
    sentence: str


def explain_figure(indicator_id: str, area: AreaCode, period: Period) -> ExplainedFigure:
    """Return a stored figure with its sources.

    Raises:
        UnusableInputError: when there is no such indicator or no such figure.
    """
    definition = _definition(indicator_id)
    asked = {"indicator": indicator_id, "area_code": area, "year": _year(period)}
    found = figure(**asked)
    if found is None and hidden_figure(**asked):
        raise UnusableInputError(
            f"{indicator_id} of {area} in {period} is not shown: a small count is protected"
        )
    if found is None:
        raise UnusableInputError(
            f"there is no figure {indicator_id} for {area} in {period}; "
            "import the deliveries of that year, or see baken doctor"
        )
    name = names_of([area]).get(area, area)
    rate = None
    if found.rate is not None:
        rate = {
            "value": found.rate,
            "lower": found.lower,
            "upper": found.upper,
            "per": definition.per,
            "exposure": found.exposure,
        }
    return ExplainedFigure(
        indicator=indicator_id,
        label=definition.label_en,
        area=area,
        area_name=name,
        period=str(period),
        value=found.n,
        lower=found.n_lower,
        upper=found.n_upper,
        n=found.n,
        unit="registered crimes",
        rate=rate,
        status=str(found.status),
        notes=found.notes,
        method=found.method,
        version=found.version,
        source=sources_of(found),
        sentence=_sentence(definition.label_en, name, str(period), found.n, found.rate, found),
    )


def explain_count(
    indicator_id: str, area: AreaCode, period: Period, moment: datetime
) -> ExplainedFigure:
    """Return a delivered count as it was known at a moment; without interval or rate.

    Of a municipality's own count what was published of it then; the caller sees its decisions.

    Raises:
        UnusableInputError: when nothing was known then.
    """
    definition = _definition(indicator_id)
    if definition.own:
        return _as_published(definition, area, period, moment)
    known = value_as_known_on(
        indicator=indicator_id, area_code=area, period=str(period), moment=moment
    )
    if known is None:
        raise UnusableInputError(
            f"nothing was known of {indicator_id} for {area} in {period} "
            f"on {moment:%Y-%m-%d}; ask a later day"
        )
    value, status, delivery, row = known
    name = names_of([area]).get(area, area)
    return ExplainedFigure(
        indicator=indicator_id,
        label=definition.label_en,
        area=area,
        area_name=name,
        period=str(period),
        value=value,
        lower=None,
        upper=None,
        n=value,
        unit="registered crimes",
        rate=None,
        status=str(status),
        notes=(),
        method="as-delivered",
        version="1",
        source=({"delivery": str(delivery), "rows": [row]},),
        sentence=f"{definition.label_en}, {name}, {period}: {value}, as known on {moment:%Y-%m-%d}",
    )


def _as_published(
    definition: Indicator, area: AreaCode, period: Period, moment: datetime
) -> ExplainedFigure:
    """Return what was published of a municipality's own count at a moment, if a number was."""
    known = number_published(CellKey(definition.id, area, str(period)), moment=moment)
    day = f"{moment:%Y-%m-%d}"
    if known is None:
        raise UnusableInputError(
            f"nothing was published of {definition.id} for {area} in {period} on {day}; "
            "ask a later day"
        )
    if known.rounded is None:
        raise UnusableInputError(
            f"{definition.id} of {area} in {period} was not shown on {day}: "
            "a small count is protected"
        )
    name = names_of([area]).get(area, area)
    return _without_margin(definition, area, name, period, known, day)


def _without_margin(
    definition: Indicator, area: AreaCode, name: str, period: Period, known: CellDecision, day: str
) -> ExplainedFigure:
    number = known.rounded or 0
    return ExplainedFigure(
        indicator=definition.id,
        label=definition.label_en,
        area=area,
        area_name=name,
        period=str(period),
        value=number,
        lower=None,
        upper=None,
        n=number,
        unit="registered crimes",
        rate=None,
        status=str(known.state),
        notes=(),
        method="as-published",
        version="1",
        source=(),
        sentence=f"{definition.label_en}, {name}, {period}: {number}, as published on {day}",
    )


def sources_of(found: FigureFact) -> tuple[dict[str, Any], ...]:
    """Return each delivery under a figure with its file, source and row numbers."""
    by_id = {d.id: d for d in deliveries({identifier for identifier, _ in found.sources})}
    return tuple(
        {
            "delivery": str(identifier),
            "file": fact.file_name,
            "sha256": fact.sha256,
            "delivered_on": str(fact.delivered_on),
            "source": fact.source,
            "attribution": source(fact.source).attribution,
            "rows": sorted(row for delivery, row in found.sources if delivery == identifier),
        }
        for identifier, fact in by_id.items()
    )


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A delivery under a figure: how many of its rows the figure rests on, and those shown.

    ``closed``: its rows are not for who asks.
    """

    delivery: DeliveryFact
    rows: tuple[RowFact, ...]
    rows_in_all: int
    closed: bool


@dataclass(frozen=True, slots=True)
class FigureTrail:
    """A figure's way back: each delivery with the rows that the figure rests on, by the page.

    The delivery with the fewest rows comes first, so that one row of inhabitants is not lost
    behind a hundred rows of buurten. ``rows_in_all`` counts the rows of all pages.
    """

    figure: FigureFact
    steps: tuple[TrailStep, ...]
    rows_in_all: int


def trail_of(found: FigureFact, *, page: int = 1, by: Scope = VISITOR) -> FigureTrail:
    """Return the deliveries and the rows under a figure, 50 rows a page from page 1.

    Rows that ``by`` may not read are counted and not there.
    """
    by_id = {d.id: d for d in deliveries({identifier for identifier, _ in found.sources})}
    numbers: dict[UUID, list[int]] = {}
    for identifier, number in found.sources:
        if identifier in by_id:
            numbers.setdefault(identifier, []).append(number)
    order = sorted(numbers, key=lambda each: (len(numbers[each]), str(each)))
    everything = [(each, number) for each in order for number in sorted(numbers[each])]
    shown = everything[ROWS_A_PAGE * (page - 1) : ROWS_A_PAGE * page]
    rows = rows_at(shown, by=by)
    steps = tuple(
        TrailStep(
            by_id[each],
            tuple(row for row in rows if row.delivery == each),
            len(numbers[each]),
            closed=not may_read_rows(by_id[each], by=by),
        )
        for each in order
    )
    return FigureTrail(found, steps, len(everything))


def _definition(identifier: str) -> Indicator:
    if identifier not in {definition.id for definition in INDICATORS}:
        known = ", ".join(definition.id for definition in INDICATORS)
        raise UnusableInputError(f'there is no indicator "{identifier}"; known: {known}')
    return indicator(identifier)


def _year(period: Period) -> int:
    if not period.text.isdigit():
        raise UnusableInputError(
            f'figures of registered crime are per year, "{period}" is not; write for example 2024'
        )
    return period.first.year


def _sentence(
    label: str, name: str, period: str, n: int, rate: float | None, found: FigureFact
) -> str:
    text = f"{label}, {name}, {period}: {n:,} ({found.status})"
    if rate is None:
        return f"{text}; no rate: too few inhabitants are known to live there"
    return f"{text}; {rate:.1f} per 1,000 (95 %: {found.lower:.1f} to {found.upper:.1f})"
