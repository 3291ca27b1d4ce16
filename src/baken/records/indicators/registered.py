"""Registered counts of municipalities, to fill the years that no publication states."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.aggregates import Aggregate

from baken.catalogue.policy_indicators import PolicyIndicator, crime_set
from baken.records.indicators.chosen import ChosenValue
from baken.records.indicators.models import Observation, StoredChange, StoredFigure
from baken.records.indicators.selectors import PUBLISHED
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.measure import Measure
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin

AGREES_WITHIN = 0.03
"""Registered counts fill gaps only where they lie this close to every published value."""
FEWEST_SHARED_YEARS = 3
_LEAST_SETTLED_FIRST = (FigureStatus.PROVISIONAL, FigureStatus.NOT_STATED, FigureStatus.FINAL)


@dataclass(frozen=True, slots=True)
class RegisteredCount:
    """A count as the police and CBS publish it, with where it was delivered.

    ``dispersion`` is that of the stored figure of this count, so that both have one margin.
    """

    value: int
    status: FigureStatus
    source: tuple[str, int]
    dispersion: float | None = None


RegisteredCounts = Mapping[tuple[str, str, int], RegisteredCount]
"""By type of crime, area and year."""


class Median(Aggregate):
    """The middle value, as the database computes it."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def usual_spread() -> dict[str, float]:
    """Return per type how much more than by chance municipalities move in a middle year.

    The type "" is the middle of all types.
    """
    rows = StoredChange.objects.filter(
        level=AreaLevel.MUNICIPALITY, indicator__startswith=PUBLISHED
    )
    found = rows.values("indicator").annotate(middle=Median("dispersion"), n=Count("id"))
    by_type = {row["indicator"]: float(row["middle"]) for row in found}
    ordered = sorted(by_type.values())
    return by_type | {"": ordered[len(ordered) // 2] if ordered else 1.0}


def registered_counts(areas: Iterable[str]) -> RegisteredCounts:
    """Return the public yearly counts of these areas as they hold now."""
    codes = list(areas)
    rows = Observation.objects.filter(
        known_until=None, tenant=None, area_code__in=codes, period__regex=r"^[0-9]{4}$"
    )
    figures = StoredFigure.objects.filter(area_code__in=codes, indicator__startswith=PUBLISHED)
    found = figures.values_list("indicator", "area_code", "period", "dispersion")
    dispersions = {(indicator, area, period): phi for indicator, area, period, phi in found}
    told = rows.values_list(
        *("indicator", "area_code", "period", "value", "status", "delivery_id", "row")
    )
    return {
        (indicator.removeprefix(PUBLISHED), area, int(period)): RegisteredCount(
            value,
            FigureStatus(status),
            (str(delivery), row),
            dispersions.get((indicator, area, period)),
        )
        for indicator, area, period, value, status, delivery, row in told
    }


def offences_of(definition: PolicyIndicator) -> tuple[str, ...]:
    """Return the types of crime that an indicator counts; empty where it counts something else."""
    named = crime_set(definition.crime_set) if definition.crime_set else None
    return named.offences if named else definition.offences


def registered_values(
    definition: PolicyIndicator,
    area: str,
    counts: RegisteredCounts,
    exposures: Mapping[int, float],
) -> tuple[ChosenValue, ...]:
    """Return what the registered counts say of the indicator, in its own unit.

    A year in which one of the types was not delivered has no value.
    """
    offences = offences_of(definition)
    years = sorted({year for _offence, where, year in counts if where == area})
    found = [(year, [counts.get((each, area, year)) for each in offences]) for year in years]
    return tuple(
        value
        for year, parts in found
        if parts and None not in parts
        for value in [_value(definition, year, [p for p in parts if p], exposures.get(year))]
        if value
    )


def _value(
    definition: PolicyIndicator, year: int, parts: list[RegisteredCount], exposure: float | None
) -> ChosenValue | None:
    number = float(sum(part.value for part in parts))
    if definition.measure is Measure.RATE:
        if not exposure:
            return None
        number = definition.per * number / exposure
    statuses = {part.status for part in parts}
    return ChosenValue(
        period=str(year),
        role=FigureRole.REALISATION,
        value=number,
        lower=None,
        upper=None,
        n=None,
        origin=ValueOrigin.REGISTERED,
        publication="",
        status=next((s for s in _LEAST_SETTLED_FIRST if s in statuses), FigureStatus.NOT_STATED),
        confidence=Confidence.HIGH,
        other_periods=(),
        notes=(),
        others=(),
        sources=tuple(part.source for part in parts),
        dispersion=parts[0].dispersion if len(parts) == 1 else None,
    )


def filled(
    stated: Sequence[ChosenValue], registered: Sequence[ChosenValue], *, rounding: float
) -> tuple[ChosenValue, ...]:
    """Return the stated values, with registered ones in the years between and after.

    Only where both agree in the years that they share, rounding left aside; without anything
    stated the registered values stand alone.
    """
    if not stated:
        return tuple(registered)
    known = {value.year: value.value for value in stated if value.role is FigureRole.REALISATION}
    shared = [(known[v.year], v.value) for v in registered if v.year in known]
    if len(shared) < FEWEST_SHARED_YEARS or not all(
        abs(one - other) <= AGREES_WITHIN * one + rounding for one, other in shared
    ):
        return tuple(stated)
    first = min(year for year in known if year)
    added = [v for v in registered if v.year not in known and (v.year or 0) > first]
    return (*stated, *added)
