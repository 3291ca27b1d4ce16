"""What plans ask: people per organisation and year, and money per year; no database.

What a plan does not say is counted as unknown, and is never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import OVER, first_day, is_promise
from baken.records.plans.rules import has_amount, has_capacity
from baken.records.plans.schema import Measure, YearCapacity


@dataclass(frozen=True, slots=True)
class CapacityAsked:
    """What one measure asks of an organisation in a year."""

    plan: str
    measure: Measure
    asked: YearCapacity


@dataclass(frozen=True, slots=True)
class YearDemand:
    """What all measures together ask of an organisation in a year; None where none says it."""

    organisation: str
    year: int
    fte: float | None
    hours: float | None
    by: tuple[CapacityAsked, ...]


@dataclass(frozen=True, slots=True)
class YearBudget:
    """What was put aside and spent in a year; ``spent_of`` is the part of the amount whose
    spending is known."""

    year: int
    amount: float
    spent: float | None
    spent_of: float


@dataclass(frozen=True, slots=True)
class MoneyTotals:
    """The money of measures, with how many name no amount at all."""

    amount: float | None
    spent: float | None
    years: tuple[YearBudget, ...]
    measures: int
    without_amount: int
    without_spent: int


def demands(plans: Iterable[PlanFact]) -> tuple[YearDemand, ...]:
    """Return what is asked per organisation and year, over all the plans together."""
    asked: dict[tuple[str, int], list[CapacityAsked]] = {}
    for plan in plans:
        for measure in filter(is_promise, plan.measures):
            for each in measure.capacity_by_year:
                if not _is_over_before(measure, each.year):
                    one = CapacityAsked(plan.head.id, measure, each)
                    asked.setdefault((each.organisation, each.year), []).append(one)
    return tuple(
        YearDemand(
            organisation,
            year,
            _sum(each.asked.fte for each in by),
            _sum(each.asked.hours for each in by),
            tuple(by),
        )
        for (organisation, year), by in sorted(asked.items())
    )


def without_capacity(plan: PlanFact) -> int:
    """Return of how many promised measures it is unknown what people they take."""
    return sum(not has_capacity(each) for each in plan.measures if is_promise(each))


def money_of(measures: Iterable[Measure]) -> MoneyTotals:
    """Return the money of measures; what names no amount adds nothing and is counted."""
    found = tuple(measures)
    rows = [row for measure in found for row in measure.money_by_year]
    return MoneyTotals(
        amount=_sum(row.amount for row in rows),
        spent=_sum(row.spent for row in rows),
        years=tuple(_budget(year, rows) for year in sorted({row.year for row in rows})),
        measures=len(found),
        without_amount=sum(not has_amount(each) for each in found),
        without_spent=sum(row.spent is None for row in rows),
    )


def _budget(year: int, rows: list) -> YearBudget:
    own = [row for row in rows if row.year == year]
    known = [row for row in own if row.spent is not None]
    return YearBudget(
        year,
        sum(row.amount for row in own),
        _sum(row.spent for row in known),
        sum(row.amount for row in known),
    )


def _is_over_before(measure: Measure, year: int) -> bool:
    if measure.execution is None or measure.execution.state not in OVER:
        return False
    said = first_day(measure.execution.date)
    return said is not None and said.year < year


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
