"""A municipality with small counts of its own: Amersfoort in two years, synthetic.

CBS publishes these years per type for the whole municipality; the synthetic counts of each type add
up to that published total, so an attacker has it as well.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from django.db.models import Q

from baken.flows.compute_figures import compute_figures
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.partners.services import ensure_municipality
from baken.foundation.places.selectors import parts
from baken.records.indicators.models import Observation
from baken.records.indicators.own_kinds import MUNICIPAL_COUNTS
from baken.vocabulary.area import AreaLevel

CITY, YEARS = "GM0307", (2018, 2019)
YEAR = YEARS[-1]
TYPES = ("1.1.2", "1.2.2", "1.4.5")
ALL = "0.0.0"
MOMENT = datetime(2025, 4, 1, 8, 0, tzinfo=UTC)


class Cell(NamedTuple):
    """Type of crime, area and year."""

    offence: str
    area: str
    year: int


Sums = list[tuple[Cell, list[Cell]]]


@cache
def wijken() -> dict[str, list[str]]:
    """Return six wijken with their buurten."""
    found = {w: sorted(p) for w, p in parts(level=AreaLevel.WIJK).items() if w[2:6] == CITY[2:]}
    return dict(sorted(found.items())[:6])


@cache
def buurten() -> list[str]:
    """Return the buurten of the six wijken: all of which counts are delivered."""
    return sorted(buurt for inside in wijken().values() for buurt in inside)


def leave_out_the_country() -> None:
    """Keep what CBS publishes of this municipality: computing all others takes most of a minute."""
    own = Q()
    for level in ("GM", "WK", "BU"):
        own |= Q(area_code__startswith=f"{level}{CITY[2:]}")
    Observation.objects.exclude(own).delete()
    # The scan of an area shows its newest year: that of the counts to be protected.
    later = Q(area_code__startswith="WK") | Q(area_code__startswith="BU")
    Observation.objects.filter(later, period__gt=str(YEAR), indicator__startswith="reg").delete()


def published_total(offence: str, year: int) -> int:
    """Return what CBS publishes of a type for the whole municipality."""
    held = Observation.objects.filter(
        indicator=f"registered-crime-{offence}",
        area_code=CITY,
        period=str(year),
        known_until=None,
    )
    return held.get().value


def synthetic_counts() -> dict[Cell, int]:
    """Deal each published total over the buurten, unevenly; the other types are dealt freely."""
    chance = np.random.default_rng(20_190_101)
    weights = np.exp(chance.normal(0, 1, len(buurten())))
    counts: dict[Cell, int] = {}
    for year in YEARS:
        for offence in TYPES:
            dealt = chance.multinomial(published_total(offence, year), weights / weights.sum())
            counts |= {
                Cell(offence, a, year): int(n) for a, n in zip(buurten(), dealt, strict=True)
            }
        for area in buurten():
            others = int(chance.poisson(6))
            counts[Cell(ALL, area, year)] = others + sum(counts[Cell(t, area, year)] for t in TYPES)
    return counts


def with_sums(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return the counts of buurten with those of the wijken and the municipality."""
    true = dict(counts)
    for offence in (*TYPES, ALL):
        for year in YEARS:
            for whole, inside in (wijken() | {CITY: buurten()}).items():
                true[Cell(offence, whole, year)] = sum(
                    counts[Cell(offence, b, year)] for b in inside
                )
    return true


def traded(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return revised counts: one buurt in three trades those of a type with the next."""
    revised, order = dict(counts), buurten()
    for number, (one, other) in enumerate(zip(order[::3], order[1::3], strict=False)):
        for year in YEARS:
            offence = TYPES[number % 3]
            more = counts[Cell(offence, other, year)] - counts[Cell(offence, one, year)]
            for area, change in ((one, more), (other, -more)):
                revised[Cell(offence, area, year)] += change
                revised[Cell(ALL, area, year)] += change
    return revised


@cache
def sums() -> Sums:
    """Return what adds up to what; the types that are in no table are the cell "rest"."""
    found: Sums = []
    for year in YEARS:
        for offence in (*TYPES, ALL):
            wholes: Iterable[tuple[str, list[str]]] = (wijken() | {CITY: sorted(wijken())}).items()
            found += [
                (Cell(offence, whole, year), [Cell(offence, part, year) for part in inside])
                for whole, inside in wholes
            ]
        for area in (CITY, *wijken(), *buurten()):
            below = [Cell(t, area, year) for t in (*TYPES, "rest")]
            found.append((Cell(ALL, area, year), below))
    return found


def deliver(counts: Mapping[Cell, int], folder: Path, *, day: int) -> None:
    """Deliver the counts as the municipality would, and compute all figures."""
    bring_in(counts, folder, day=day)
    compute_figures(at=MOMENT.replace(day=day), again=True, progress=lambda *_: None)


def bring_in(counts: Mapping[Cell, int], folder: Path, *, day: int) -> None:
    """Deliver the counts of buurten and of the municipality as it would, and compute nothing."""
    ensure_municipality(code=CITY, name="Amersfoort")
    path = folder / f"eigen-aantallen-synthetisch-{day}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["buurtcode", "soort_misdrijf", "jaar", "geregistreerde_misdrijven"])
        for cell, n in with_sums(counts).items():
            if not cell.area.startswith("WK"):
                writer.writerow([cell.area, cell.offence, cell.year, n])
    receipt = receive(
        kind=MUNICIPAL_COUNTS,
        path=path,
        source="own-registrations",
        delivered_on=date(2025, 4, day),
        received_at=MOMENT.replace(day=day),
        options=Options(),
        tenant=CITY,
    )
    assert receipt.quarantined == 0
