"""What the plans of a municipality ask of an organisation, beside what that organisation has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from baken.records.capacities.facts import AvailableFact
from baken.records.capacities.selectors import available_capacity
from baken.records.plans.means import YearDemand, demands, without_capacity
from baken.records.plans.selectors import plans


@dataclass(frozen=True, slots=True)
class Shortage:
    """An organisation of which more is asked in a year than it has; ``known_from`` since when."""

    organisation: str
    year: int
    asked_fte: float | None
    available_fte: float | None
    asked_hours: float | None
    available_hours: float | None
    measures: tuple[str, ...]
    plans: tuple[str, ...]
    known_from: date

    def said(self, value: float | None) -> str:
        """Write a number as an input of an alarm; empty where it is not known."""
        return "" if value is None else f"{value:.10g}"


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """What is asked of an organisation in a year, and what it has; either may be unknown."""

    organisation: str
    year: int
    demand: YearDemand | None
    available: AvailableFact | None

    @property
    def short_fte(self) -> float | None:
        """Return by how many full-time jobs it falls short, 0 when it does not, or None."""
        return _short(self.demand and self.demand.fte, self.available and self.available.fte)

    @property
    def short_hours(self) -> float | None:
        """Return by how many hours it falls short, 0 when it does not, or None."""
        return _short(self.demand and self.demand.hours, self.available and self.available.hours)

    @property
    def is_short(self) -> bool:
        """Return whether more is asked than there is."""
        return bool(self.short_fte or self.short_hours)

    @property
    def is_known(self) -> bool:
        """Return whether all that is asked can be held against what there is."""
        demand = self.demand
        if demand is None:
            return True
        sides = ((demand.fte, self.short_fte), (demand.hours, self.short_hours))
        return all(short is not None for asked, short in sides if asked is not None)


@dataclass(frozen=True, slots=True)
class MunicipalCapacity:
    """The rows of a municipality, and how many measures of its plans name no capacity at all."""

    rows: tuple[CapacityRow, ...]
    unknown_measures: int
    measures: int


def municipal_capacity(
    tenant: str, *, on: date, names_are_shown: bool = False
) -> MunicipalCapacity:
    """Return what is asked and what there is, per organisation and year, over all plans."""
    own = [each for each in plans() if each.head.municipality_code == tenant]
    available = available_capacity(tenant, on=on, names_are_shown=names_are_shown)
    rows = rows_of(demands(own), available)
    running = [each for each in own if each.head.period_end >= on.year]
    return MunicipalCapacity(
        rows=rows,
        unknown_measures=sum(without_capacity(each) for each in running),
        measures=sum(len(each.measures) for each in running),
    )


def rows_of(
    asked: Iterable[YearDemand], available: dict[tuple[str, int], AvailableFact]
) -> tuple[CapacityRow, ...]:
    """Lay what is asked beside what there is, by organisation and year."""
    by_key = {(each.organisation, each.year): each for each in asked}
    return tuple(
        CapacityRow(*key, by_key.get(key), available.get(key))
        for key in sorted(by_key.keys() | available.keys())
    )


def shortages_of(rows: Iterable[CapacityRow]) -> tuple[Shortage, ...]:
    """Return where more is asked than there is."""
    return tuple(
        Shortage(
            organisation=row.organisation,
            year=row.year,
            asked_fte=row.demand.fte,
            available_fte=row.available.fte,
            asked_hours=row.demand.hours,
            available_hours=row.available.hours,
            measures=tuple(each.measure.id for each in row.demand.by),
            plans=tuple(dict.fromkeys(each.plan for each in row.demand.by)),
            known_from=row.available.entered_at.date(),
        )
        for row in rows
        if row.is_short and row.demand and row.available
    )


def _short(asked: float | None, available: float | None) -> float | None:
    if asked is None or available is None:
        return None
    return max(0.0, asked - available)
