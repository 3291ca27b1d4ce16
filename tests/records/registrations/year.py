"""Invented deliveries of many days in Utrecht: late rows, corrections, withdrawals, repetitions.

What the bar asks: 8 % of the rows comes late, 3 % is corrected, 0.5 % withdrawn, 2 % stands twice
in its file. Taken in one order or another, the same must stand in the end.
"""

import random
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.db import connection, transaction
from records.registrations.files import UTRECHT, deliver, line

from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.pipeline import Receipt
from baken.foundation.partners.scope import in_tenant
from baken.records.registrations.selectors import (
    default_locations,
    duplicate_links,
    every_registration,
)

FIRST = date(2025, 1, 1)
LATE, CORRECTED, WITHDRAWN, REPEATED, DEFAULT = 0.08, 0.03, 0.005, 0.02, 0.05
LONGEST_DELAY = 60
VERSIONS = """
SELECT to_jsonb(t) - 'delivery_id' FROM registrations_registration t
WHERE tenant_id = %s ORDER BY source, number, known_from
"""


@dataclass(frozen=True)
class Year:
    """The rows of every day's delivery, and how many were late, corrected and so on."""

    days: Sequence[date]
    rows: dict[date, list[str]]
    told: dict[str, int]


def invented(days: int, rows_a_day: int, seed: int) -> Year:
    """Return the deliveries of so many days."""
    chance = random.Random(seed)
    listed = [FIRST + timedelta(days=n) for n in range(days)]
    rows: dict[date, list[str]] = {day: [] for day in listed}
    told = dict.fromkeys(("rows", "late", "corrected", "withdrawn", "repeated"), 0)
    for n, day in enumerate(listed):
        for each in range(rows_a_day):
            _event(chance, f"{n}-{each}", day, rows, told)
    for day in listed:
        again = [row for row in rows[day] if chance.random() < REPEATED]
        told["repeated"] += len(again)
        rows[day] += again
    return Year(listed, rows, told)


def _event(
    chance: random.Random, number: str, day: date, rows: dict[date, list[str]], told: dict[str, int]
) -> None:
    cells = _said(chance, day - timedelta(days=1))
    told["rows"] += 1
    late = chance.random() < LATE
    came = day + timedelta(days=chance.randint(1, LONGEST_DELAY) if late else 0)
    told["late"] += late
    for what, share in (("first", 1.0), ("corrected", CORRECTED), ("withdrawn", WITHDRAWN)):
        if chance.random() < share:
            if what == "corrected":
                cells |= {"incidentcode": chance.choice(("A30", "A72", "B70"))}
            if what == "withdrawn":
                cells |= {"status": "ingetrokken"}
            if came in rows:
                rows[came].append(line(number, **cells))
                told[what] = told.get(what, 0) + 1
            came += timedelta(days=chance.randint(1, 40))


def _said(chance: random.Random, day: date) -> dict[str, str]:
    began = datetime.combine(day, time(chance.randrange(24), chance.randrange(60)))
    ended = began + timedelta(minutes=chance.randrange(600))
    usual = chance.random() < DEFAULT
    return {
        "incidentcode": chance.choice(("A20", "A10", "A72", "F550", "F521")),
        "pleegdatum_van": f"{began:%Y-%m-%d %H:%M}",
        "pleegdatum_tot": f"{ended:%Y-%m-%d %H:%M}",
        "kennisname": f"{ended + timedelta(hours=1):%Y-%m-%d %H:%M}",
        "registratiedatum": f"{ended + timedelta(hours=2):%Y-%m-%d %H:%M}",
        "x": "136600" if usual else str(chance.randrange(133_000, 138_000)),
        "y": "455900" if usual else str(chance.randrange(453_000, 458_000)),
        "poging_voltooid": chance.choice(("poging", "voltooid")),
    }


def take_in(folder: Path, year: Year, day: date, kind: FileKind) -> Receipt:
    """Take the delivery of one day in."""
    return deliver(folder, *year.rows[day], on=day, kind=kind)


def end_state(folder: Path, year: Year, order: Iterable[date], kind: FileKind) -> tuple:
    """Return every version, link and point after all deliveries in this order, and forget them."""
    with forgotten():
        for day in order:
            take_in(folder, year, day, kind)
        with connection.cursor() as cursor:
            cursor.execute(VERSIONS, [UTRECHT])
            versions = [row for (row,) in cursor.fetchall()]
        points = [(p.x, p.y, p.number, p.types, p.p) for p in default_locations(UTRECHT)]
        return versions, points, duplicate_links(UTRECHT)


def faults_of_memory(folder: Path, year: Year, asked: Sequence[date], kind: FileKind) -> list[date]:
    """Return the days of which is remembered otherwise than what stood on them."""
    stood = {}
    with forgotten():
        for day in year.days:
            take_in(folder, year, day, kind)
            if day in asked:
                stood[day] = list(every_registration(UTRECHT))
        return [
            day
            for day in asked
            if list(every_registration(UTRECHT, as_known_on=end_of(day))) != stood[day]
        ]


def end_of(day: date) -> datetime:
    """Return the last moment of a day."""
    return datetime.combine(day, time.max, UTC)


@contextmanager
def forgotten():
    """Undo what happens inside."""
    with in_tenant(UTRECHT), transaction.atomic():
        yield
        transaction.set_rollback(True)
