"""What a delivery changed, and what would change if it went: told from the versions of its values.

Before a value of the delivery stood what the last earlier delivery that counts said of the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql

from baken.foundation.intake.versioned import VersionedTable, parts_of


@dataclass(frozen=True, slots=True)
class SubjectSum:
    """What a delivery says of one subject in one period at one level, beside what stood there.

    ``level`` is the beginning of the area codes: GM, WK or BU.
    ``total`` is the sum of its values. ``before`` is the sum of the earlier ones, None where
    nothing stood, and ``beside`` what the delivery says of those same areas. ``new``, ``revised``
    and ``same`` count values; ``places`` are the four digits of the municipalities.
    """

    subject: str
    period: str
    level: str
    areas: int
    total: float
    beside: float | None
    before: float | None
    new: int
    revised: int
    same: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A value that a delivery changed: what stood there before, and the row that says otherwise."""

    subject: str
    area: str
    period: str
    before: float
    after: float
    row: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What hangs on a delivery that counts: the values that hold from it, where and when.

    ``earlier`` of them have an earlier value that holds without it, the others have none.
    ``changed`` of the earlier ones are another number. ``overtaken`` ones hold no longer anyhow:
    a later delivery says something of the same.
    """

    values: int
    earlier: int
    changed: int
    overtaken: int
    areas: tuple[str, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A value as a row of a delivery said it, and from when it was known."""

    value: float
    row: int
    known_from: datetime


# Each value of the delivery, with the version of the last earlier delivery that counts.
_WITH_BEFORE = """
SELECT mine.{subject}::text AS subject, mine.{area} AS area,
       left(mine.{period}::text, {period_signs}) AS period,
       {value_of_mine} AS after, {value_of_before} AS before, mine.{row} AS row,
       before.known_from IS NOT NULL AS stood,
       ({mine_compared}) IS DISTINCT FROM ({before_compared}) AS differs, EXISTS (
         SELECT FROM {table} later WHERE {same_key_later_than_mine}
         AND later.known_from > mine.known_from AND later.{delivery} NOT IN (
           SELECT id FROM intake_delivery WHERE state = 'withdrawn'
         )
       ) AS overtaken
FROM {table} mine LEFT JOIN LATERAL (
  SELECT before.* FROM {table} before WHERE {same_key_before}
  AND before.known_from < mine.known_from AND before.{delivery} NOT IN (
    SELECT id FROM intake_delivery WHERE state = 'withdrawn'
  )
  ORDER BY before.known_from DESC LIMIT 1
) before ON true
WHERE mine.{delivery} = %(delivery)s
"""
_SUMS = """
SELECT subject, period, left(area, 2) AS level, count(DISTINCT area), sum(after),
       sum(after) FILTER (WHERE stood),
       sum(before), count(*) FILTER (WHERE NOT stood),
       count(*) FILTER (WHERE stood AND differs), count(*) FILTER (WHERE stood AND NOT differs),
       array_agg(DISTINCT substr(area, 3, 4))
FROM ({values}) AS held GROUP BY subject, period, level
ORDER BY period DESC, subject, level
"""
_CHANGED = """
SELECT subject, area, period, before, after, row FROM ({values}) AS held
WHERE stood AND differs ORDER BY row, subject OFFSET %(first)s LIMIT %(number)s
"""
_NUMBER_CHANGED = "SELECT count(*) FROM ({values}) AS held WHERE stood AND differs"
_REACH = """
SELECT count(*) FILTER (WHERE NOT overtaken),
       count(*) FILTER (WHERE NOT overtaken AND stood),
       count(*) FILTER (WHERE NOT overtaken AND stood AND differs),
       count(*) FILTER (WHERE overtaken),
       COALESCE(array_agg(DISTINCT area) FILTER (WHERE NOT overtaken), '{{}}'),
       COALESCE(array_agg(DISTINCT period) FILTER (WHERE NOT overtaken), '{{}}')
FROM ({values}) AS held
"""
_HOLDS = """
SELECT {key}, {value_of_t}, {row}, t.known_from FROM {table} t
WHERE ({key}) IN ({keys}) AND ({which})
"""


def sums_of(table: VersionedTable, delivery: UUID) -> tuple[SubjectSum, ...]:
    """Return the sums of a delivery, the newest period first, per subject and level."""
    rows = _ask(table, delivery, _SUMS)
    return tuple(SubjectSum(*row, tuple(places)) for *row, places in rows)


def changed_values(
    table: VersionedTable, delivery: UUID, *, first: int, number: int
) -> tuple[ChangedValue, ...]:
    """Return the values that a delivery revised, by row; ``number`` of them after ``first``."""
    rows = _ask(table, delivery, _CHANGED, first=first, number=number)
    return tuple(ChangedValue(*row) for row in rows)


def number_of_changed_values(table: VersionedTable, delivery: UUID) -> int:
    """Return how many values a delivery revised."""
    ((number,),) = _ask(table, delivery, _NUMBER_CHANGED)
    return int(number)


def reach_of(table: VersionedTable, delivery: UUID) -> Reach:
    """Return what hangs on a delivery: of one that was withdrawn, if it were put back."""
    ((*counts, areas, periods),) = _ask(table, delivery, _REACH)
    return Reach(*counts, tuple(areas), tuple(periods))


def held_values(
    table: VersionedTable, keys: Iterable[tuple[Any, ...]], *, delivery: UUID | None = None
) -> dict[tuple[str, ...], HeldValue]:
    """Return what holds now, or what one delivery said, by key written as text."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    parts = parts_of(table)
    which = sql.SQL("t.known_until IS NULL" if delivery is None else "t.{delivery} = %s")
    one = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(table.key)))
    parts |= {"which": which.format(**parts), "keys": sql.SQL(", ").join([one] * len(wanted))}
    given: list[Any] = [part for key in wanted for part in key]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(_HOLDS).format(**parts), given if delivery is None else [*given, delivery]
        )
        return {
            as_text(key): HeldValue(value, row, moment)
            for *key, value, row, moment in cursor.fetchall()
        }


def as_text(key: Sequence[Any]) -> tuple[str, ...]:
    """Return a key as it compares, whether it was read from a file or from the table."""
    return tuple(str(part) for part in key)


def _ask(
    table: VersionedTable, delivery: UUID, statement: str, **given: object
) -> Sequence[tuple[Any, ...]]:
    given |= {"delivery": delivery}
    values = sql.SQL(_WITH_BEFORE).format(**parts_of(table))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(values=values), given)
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return found
