"""The registrations as they were known at a moment, as a part of a statement.

What is counted are those that stand, each event once: of two sources that registered the same, the
one that comes first by name.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from psycopg import sql

from baken.foundation.intake.selectors import deliveries_not_counting, sources_of
from baken.vocabulary.area import AreaLevel

KIND = "registrations"
# What holds now is found by its index; what held at a moment is the last that was said by then.
_NOW = """
SELECT * FROM registrations_registration
WHERE tenant_id = %(municipality)s AND known_until IS NULL
"""
_THEN = """
SELECT DISTINCT ON (source, number) * FROM registrations_registration
WHERE tenant_id = %(municipality)s AND known_from <= %(moment)s
AND delivery_id <> ALL(%(absent)s::uuid[])
ORDER BY source, number, known_from DESC
"""
# An interval of a whole day tells too little to call two registrations the same. Of several at one
# time and place in each source the first goes with the first, the second with the second.
_RANKED = sql.SQL("""
SELECT source, number, offence, committed_from, committed_to, buurt, x, y, row_number() OVER (
  PARTITION BY source, offence, committed_from, committed_to, buurt, x, y ORDER BY number
) AS place FROM ({known}) AS known
WHERE status = 'stands' AND offence <> '' AND buurt <> ''
AND committed_to - committed_from < interval '23 hours'
""")
# Each goes with the nearest of the other source, and only where it is the nearest of that one too.
_SAME_EVENT = sql.SQL("""
SELECT source, number, other_source, other_number, reason FROM (
  SELECT *, row_number() OVER (
    PARTITION BY source, number, other_source ORDER BY metres, other_number
  ) AS of_one, row_number() OVER (
    PARTITION BY other_source, other_number, source ORDER BY metres, number
  ) AS of_other FROM (
    SELECT a.source, a.number, b.source AS other_source, b.number AS other_number,
           COALESCE(abs(a.x - b.x) + abs(a.y - b.y), 1000) AS metres,
           CASE WHEN a.x IS NULL OR b.x IS NULL THEN 'same-buurt-and-time'
                ELSE 'same-point-and-time' END AS reason
    FROM ({ranked}) AS a JOIN ({ranked}) AS b
    USING (offence, committed_from, committed_to, buurt, place)
    WHERE a.source < b.source
    AND (a.x IS NULL OR b.x IS NULL OR (abs(a.x - b.x) <= 50 AND abs(a.y - b.y) <= 50))
  ) AS near
) AS nearest WHERE of_one = 1 AND of_other = 1
""")
_COUNTED = sql.SQL("SELECT * FROM ({known}) AS known WHERE status = 'stands'")
_COUNTED_ONCE = sql.SQL("""
SELECT * FROM ({known}) AS known WHERE status = 'stands' AND (source, number) NOT IN (
  SELECT other_source, other_number FROM ({same}) AS same
  WHERE (source, number, other_source, other_number) NOT IN (
    SELECT source, number, other_source, other_number FROM registrations_registrationlink
    WHERE tenant_id = %(municipality)s AND decision = 'separate' AND decided_at <= %(decided)s
  )
)
""")
# A point that a person called a default says nothing of the area.
_AREA_OF = sql.SQL("""
CASE WHEN (x, y) IN (
  SELECT x, y FROM registrations_defaultpoint
  WHERE tenant_id = %(municipality)s AND decision = 'default' AND decided_at <= %(decided)s
) THEN '' ELSE {column} END
""")
AREAS: dict[AreaLevel, sql.Composable] = {
    AreaLevel.MUNICIPALITY: sql.SQL("tenant_id"),
    AreaLevel.WIJK: _AREA_OF.format(column=sql.SQL("wijk")),
    AreaLevel.BUURT: _AREA_OF.format(column=sql.SQL("buurt")),
}


@dataclass(frozen=True, slots=True)
class KnownRows:
    """Parts of a statement that give the registrations known, and their parameters.

    ``rows`` are all of them, withdrawn ones too; ``counted`` those that stand, each event once.
    ``several``: they come from more than one source.
    """

    rows: sql.Composable
    counted: sql.Composable
    given: dict[str, Any]
    several: bool


def known_rows(municipality: str, as_known_on: datetime | None) -> KnownRows:
    """Return the registrations of a municipality as known at a moment; None: as known now."""
    given: dict[str, Any] = {"municipality": municipality}
    given["decided"] = as_known_on or timezone.now()
    rows = sql.SQL(_NOW)
    if as_known_on is not None:
        rows = sql.SQL(_THEN)
        absent = deliveries_not_counting(KIND, as_known_on)
        given |= {"moment": as_known_on, "absent": list(absent)}
    several = len(sources_of(KIND, municipality)) > 1
    counted = _COUNTED.format(known=rows)
    if several:
        counted = _COUNTED_ONCE.format(known=rows, same=same_event(rows))
    return KnownRows(rows, counted, given, several)


def same_event(rows: sql.Composable) -> sql.Composable:
    """Return the statement that pairs registrations of different sources about one event."""
    return _SAME_EVENT.format(ranked=_RANKED.format(known=rows))
