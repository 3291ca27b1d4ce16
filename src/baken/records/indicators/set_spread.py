"""How much the sums of named sets of types of crime move from year to year.

For jobs: imports the engines. Types that rise and fall together make a sum that moves more than
any of them; so a set has a spread of its own, learned from all municipalities.
"""

from collections.abc import Iterable, Mapping
from statistics import median_low

import numpy as np
from django.db.models import Count, Sum

from baken.catalogue.policy_indicators import CRIME_SETS
from baken.engines import rates
from baken.records.indicators.models import Observation
from baken.records.indicators.selectors import PUBLISHED

Sums = Mapping[tuple[str, int], int]
"""The sum of a set by area and year."""
FEWEST_MUNICIPALITIES = 40


def spread_of_sets(inhabitants: Mapping[tuple[str, int], float]) -> dict[str, float]:
    """Return per named set how much more than by chance its sum moves in a middle year.

    A set of which a type was not delivered has none.
    """
    found = {entry.id: _middle(_sums(entry.offences), inhabitants) for entry in CRIME_SETS}
    return {name: spread for name, spread in found.items() if spread is not None}


def _sums(offences: Iterable[str]) -> Sums:
    names = [f"{PUBLISHED}{each}" for each in offences]
    rows = Observation.objects.filter(
        known_until=None,
        tenant=None,
        indicator__in=names,
        area_code__startswith="GM",
        period__regex=r"^[0-9]{4}$",
    )
    added = rows.values("area_code", "period").annotate(
        total=Sum("value"), types=Count("indicator", distinct=True)
    )
    return {
        (row["area_code"], int(row["period"])): row["total"]
        for row in added
        if row["types"] == len(names)
    }


def _middle(sums: Sums, inhabitants: Mapping[tuple[str, int], float]) -> float | None:
    years = sorted({year for _area, year in sums})
    spreads = [_spread(sums, inhabitants, year) for year in years[1:]]
    known = [each for each in spreads if np.isfinite(each)]
    return median_low(known) if known else None


def _spread(sums: Sums, inhabitants: Mapping[tuple[str, int], float], year: int) -> float:
    before = year - 1
    areas = [
        area
        for area, when in sums
        if when == year
        and (area, before) in sums
        and {(area, year), (area, before)} <= inhabitants.keys()
    ]
    if len(areas) < FEWEST_MUNICIPALITIES:
        return np.nan
    return rates.dispersion_between_years(
        [sums[area, before] for area in areas],
        [inhabitants[area, before] for area in areas],
        [sums[area, year] for area in areas],
        [inhabitants[area, year] for area in areas],
    ).working_phi
