"""A municipality with small counts of its own: Amersfoort in 2019, synthetic, per buurt and type.

CBS publishes 2019 per type for the whole municipality; the synthetic counts of each type add up to
that published total, so an attacker has it as well.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from django.test import Client

from baken.engines.disclosure import Publication, additive_relations
from baken.flows.compute_figures import compute_figures
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.partners.services import ensure_municipality
from baken.foundation.places.selectors import parts
from baken.records.indicators.models import Observation
from baken.records.indicators.own_kinds import MUNICIPAL_COUNTS
from baken.vocabulary.area import AreaLevel

CITY, YEAR = "GM0307", 2019
TYPES = ("1.1.2", "1.2.2", "1.4.5")
ALL = "0.0.0"
MOMENT = datetime(2025, 4, 1, 8, 0, tzinfo=UTC)


class Cell(NamedTuple):
    """Type of crime and area."""

    offence: str
    area: str


def wijken() -> dict[str, list[str]]:
    """Return six wijken with their buurten."""
    found = {w: sorted(p) for w, p in parts(level=AreaLevel.WIJK).items() if w[2:6] == CITY[2:]}
    return dict(sorted(found.items())[:6])


def buurten() -> list[str]:
    """Return the buurten of the six wijken: all that is delivered."""
    return sorted(buurt for inside in wijken().values() for buurt in inside)


def synthetic_counts() -> dict[Cell, int]:
    """Deal each published total over the buurten, unevenly; the other types are dealt freely."""
    chance = np.random.default_rng(20_190_101)
    weights = np.exp(chance.normal(0, 1, len(buurten())))
    counts: dict[Cell, int] = {}
    for offence in TYPES:
        total = Observation.objects.get(
            indicator=f"registered-crime-{offence}", area_code=CITY, period=str(YEAR)
        ).value
        dealt = chance.multinomial(total, weights / weights.sum())
        counts |= {Cell(offence, area): int(n) for area, n in zip(buurten(), dealt, strict=True)}
    for area in buurten():
        others = int(chance.poisson(6))
        counts[Cell(ALL, area)] = others + sum(counts[Cell(t, area)] for t in TYPES)
    return counts


def deliver(counts: Mapping[Cell, int], folder: Path, *, day: int) -> None:
    """Deliver the counts as the municipality would, and compute all figures."""
    bring_in(counts, folder, day=day)
    compute_figures(at=MOMENT.replace(day=day), again=True, progress=lambda *_: None)


def bring_in(counts: Mapping[Cell, int], folder: Path, *, day: int) -> None:
    """Deliver the counts as the municipality would, and compute nothing."""
    ensure_municipality(code=CITY, name="Amersfoort")
    path = folder / f"eigen-aantallen-synthetisch-{day}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["buurtcode", "soort_misdrijf", "jaar", "geregistreerde_misdrijven"])
        writer.writerows([cell.area, cell.offence, YEAR, n] for cell, n in counts.items())
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


def published(client: Client) -> dict[Cell, int]:
    """Collect every count of the year that the open API gives, also by its rate and inhabitants."""
    found: dict[Cell, int] = {}
    for figure in _pages(
        client, f"/api/v1/figures?municipality={CITY}&fromYear={YEAR}&toYear={YEAR}"
    ):
        cell = Cell(offence_of(figure["indicator"]), figure["area"])
        if figure["count"] is None:
            continue
        found[cell] = figure["count"]
        if figure["rate"] is not None:
            assert round(figure["rate"] * figure["inhabitants"] / 1000) == figure["count"]
    return found


def offence_of(indicator: str) -> str:
    """Return what an indicator counts, published by CBS or by the municipality."""
    return indicator.removeprefix("registered-crime-").removeprefix("registrations-")


def _pages(client: Client, address: str) -> Iterator[dict]:
    number = 1
    while True:
        page = client.get(f"{address}&page={number}&pageSize=1000").json()
        yield from page["items"]
        if len(page["items"]) < 1000:
            return
        number += 1


class Attacker:
    """Somebody who keeps every publication and puts them beside each other."""

    def __init__(self) -> None:
        self.known: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.sums: list[tuple[int, list[int]]] = []

    def add(self, count: float | None, lower: float = 0.0, upper: float = np.inf) -> int:
        """Note a count, or what is said in its place; return its place."""
        self.known.append(np.nan if count is None else count)
        self.lower.append(lower if count is None else count)
        self.upper.append(upper if count is None else count)
        return len(self.known) - 1

    def read(self, cells: Mapping[Cell, int]) -> None:
        """Write down what adds up to what in one publication."""
        wholes = wijken() | {CITY: buurten()}
        for offence in (*TYPES, ALL):
            for whole, inside in wholes.items():
                parts_of = [cells[Cell(offence, part)] for part in inside]
                if Cell(offence, whole) in cells:
                    self.sums.append((cells[Cell(offence, whole)], parts_of))
        for area in {cell.area for cell in cells}:
            if Cell(ALL, area) in cells and Cell(TYPES[0], area) in cells:
                # The other types are in no table: they are whatever they are.
                rest = self.add(None)
                below = [cells[Cell(offence, area)] for offence in TYPES]
                self.sums.append((cells[Cell(ALL, area)], [*below, rest]))

    def knowledge(self) -> Publication:
        """Return everything known as the engine's attack takes it."""
        size = len(self.known)
        relations = additive_relations(self.sums, cells=size)
        return Publication(relations, *map(np.array, (self.known, self.lower, self.upper)))
