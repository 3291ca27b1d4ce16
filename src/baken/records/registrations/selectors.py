"""Questions about registrations; row security shows those of the own municipalities."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from psycopg import sql

from baken.catalogue.offences import OFFENCES
from baken.foundation.intake.selectors import deliveries_moved
from baken.foundation.places.placing import areas_of_newest_division
from baken.foundation.stewardship.place_rules import ACTIVITY, Fineness
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.registrations.facts import (
    AttemptCount,
    Completion,
    DayChange,
    DayChangeKind,
    DefaultLocation,
    DuplicateLink,
    FoundBy,
    LinkDecision,
    PointDecision,
    Registration,
    ReportingDelay,
    Standing,
    WeeklyCounts,
)
from baken.records.registrations.known import AREAS, KIND, known_rows
from baken.records.registrations.models import DefaultPoint, RegistrationLink
from baken.vocabulary.area import AreaLevel

# Who does not say when it happened is counted on the day it was noted, to say it is not placed.
_WEEKLY = """
SELECT {area}, offence, (happened_on - %(first)s) / 7 AS week, count(*)
FROM ({counted}) AS known WHERE happened_on BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2, 3
"""
_ROW = (
    *("source", "number", "offence", "incident_code", "completion", "committed_from"),
    *("committed_to", "noted_at", "recorded_at", "happened_on", "precision", "x", "y", "street"),
    *("postcode", "buurt", "wijk", "found_by", "status", "delivery_id", "row", "known_from"),
)
_COLUMNS = sql.SQL(", ").join(map(sql.Identifier, _ROW))
_BETWEEN = """
SELECT {columns} FROM ({counted}) AS known
WHERE happened_on BETWEEN %(first)s AND %(last)s
AND (%(offence)s = '' OR offence = %(offence)s)
AND (%(area)s = '' OR buurt = %(area)s OR wijk = %(area)s)
ORDER BY happened_on, source, number
"""
_EVERY = "SELECT {columns} FROM ({known}) AS known ORDER BY source, number"
_TOUCHED = """
SELECT DISTINCT source, number FROM registrations_registration
WHERE tenant_id = %(municipality)s AND (
  (known_from > %(since)s AND known_from <= %(until)s) OR delivery_id = ANY(%(moved)s::uuid[])
)
"""
_OF_KEYS = """
SELECT {columns} FROM ({known}) AS known
WHERE (source, number) IN (SELECT * FROM unnest(%(sources)s::text[], %(numbers)s::text[]))
"""
_DELAYS = """
SELECT known.offence, known.happened_on, (first.at AT TIME ZONE 'UTC')::date, count(*)
FROM ({counted}) AS known JOIN (
  SELECT source, number, min(known_from) AS at FROM registrations_registration
  WHERE tenant_id = %(municipality)s GROUP BY source, number
) AS first USING (source, number)
WHERE known.happened_on BETWEEN %(first)s AND %(last)s
AND (%(offence)s = '' OR known.offence = %(offence)s)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_ATTEMPTS = """
SELECT {area}, count(*) FILTER (WHERE completion = 'attempted'),
       count(*) FILTER (WHERE completion = 'completed'),
       count(*) FILTER (WHERE completion = 'unknown')
FROM ({counted}) AS known
WHERE offence = %(offence)s AND happened_on BETWEEN %(first)s AND %(last)s AND {area} <> ''
GROUP BY 1 ORDER BY 1
"""


def weekly_counts(
    municipality: str,
    *,
    level: AreaLevel,
    first: date,
    last: date,
    as_known_on: datetime | None = None,
) -> WeeklyCounts:
    """Count the registrations that stand, per area of a level, offence and week.

    The weeks are whole ones: from the Monday on or before ``first`` until the Sunday on or after
    ``last``. Every area of the newest division and every listed offence has its series.
    """
    weeks = _weeks(first, last)
    areas, offences = _areas(municipality, level), tuple(entry.id for entry in OFFENCES)
    counts = tuple(tuple(array("i", bytes(4 * len(weeks))) for _ in offences) for _ in areas)
    by_area = dict(zip(areas, counts, strict=True))
    places = {code: place for place, code in enumerate(offences)}
    unplaced = 0
    stretch = {"first": weeks[0], "last": weeks[-1] + timedelta(days=6)}
    parts = {"area": AREAS[level]}
    for area, offence, week, number in _ask(_WEEKLY, municipality, as_known_on, stretch, parts):
        series = by_area.get(area)
        if series is None or offence not in places:
            unplaced += number
        else:
            series[places[offence]][week] = number
    return WeeklyCounts(areas, offences, weeks, counts, unplaced)


def registrations_between(
    municipality: str,
    *,
    first: date,
    last: date,
    offence: str = "",
    area: str = "",
    as_known_on: datetime | None = None,
) -> tuple[Registration, ...]:
    """Return the registrations that stand and happened on these days, both included.

    ``area`` is a wijk or buurt, ``offence`` a code of CBS; empty is all.
    """
    wanted = {"first": first, "last": last, "offence": offence, "area": area}
    _log_reading(municipality)
    rows = _ask(_BETWEEN, municipality, as_known_on, wanted)
    return tuple(map(_registration, rows))


def every_registration(
    municipality: str, *, as_known_on: datetime | None = None
) -> Iterator[Registration]:
    """Yield every registration as known at a moment, also withdrawn ones, in order of number."""
    _log_reading(municipality)
    yield from map(_registration, _ask(_EVERY, municipality, as_known_on, {}))


def day_changes(municipality: str, since: datetime, until: datetime) -> tuple[DayChange, ...]:
    """Return what deliveries changed after ``since`` and not after ``until``.

    A registration that is known for the first time is new; one that says something else is
    revised; one that no longer stands, or whose delivery was taken back, is withdrawn.
    """
    given = {"municipality": municipality, "since": since, "until": until}
    given["moved"] = list(deliveries_moved(KIND, since, until))
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, given)
        keys = cursor.fetchall()
    _log_reading(municipality)
    before, after = (_standing(municipality, keys, moment) for moment in (since, until))
    found = (_change(before.get(key), after.get(key)) for key in sorted(before | after))
    return tuple(change for change in found if change)


def _standing(
    municipality: str, keys: Sequence[tuple[str, str]], moment: datetime
) -> dict[tuple[str, str], Registration]:
    named = {"sources": [key[0] for key in keys], "numbers": [key[1] for key in keys]}
    rows = map(_registration, _ask(_OF_KEYS, municipality, moment, named))
    return {(row.source, row.number): row for row in rows if row.status is Standing.STANDS}


def _change(before: Registration | None, after: Registration | None) -> DayChange | None:
    if after is None:
        return DayChange(DayChangeKind.WITHDRAWN, before, before) if before else None
    if before is None:
        return DayChange(DayChangeKind.NEW, after, None)
    return DayChange(DayChangeKind.REVISED, after, before) if said(before) != said(after) else None


def said(row: Registration) -> tuple[object, ...]:
    """Return what a registration says, without where it comes from."""
    return tuple(getattr(row, name) for name in _ROW[2:19])


def reporting_delays(
    municipality: str,
    *,
    first: date,
    last: date,
    offence: str = "",
    as_known_on: datetime | None = None,
) -> tuple[ReportingDelay, ...]:
    """Return how long it took until registrations were delivered, by the day they happened.

    Of the days from ``first`` to ``last``; the day known is that of the first delivery.
    """
    wanted = {"first": first, "last": last, "offence": offence}
    rows = _ask(_DELAYS, municipality, as_known_on, wanted)
    return tuple(ReportingDelay(*row) for row in rows)


def attempts(
    municipality: str,
    *,
    level: AreaLevel,
    offence: str,
    first: date,
    last: date,
    as_known_on: datetime | None = None,
) -> tuple[AttemptCount, ...]:
    """Return attempted against completed per area of a level that has any."""
    wanted = {"first": first, "last": last, "offence": offence}
    rows = _ask(_ATTEMPTS, municipality, as_known_on, wanted, {"area": AREAS[level]})
    return tuple(AttemptCount(*row) for row in rows)


def default_locations(municipality: str) -> tuple[DefaultLocation, ...]:
    """Return the points that may stand for "place not known", the fullest first."""
    found = DefaultPoint.objects.filter(tenant=municipality).order_by("-number", "x", "y")
    return tuple(map(default_location, found))


def default_location(row: DefaultPoint) -> DefaultLocation:
    """Return the fact of a stored point."""
    named = {name: getattr(row, name) for name in DefaultLocation.__slots__}
    return DefaultLocation(**named | {"decision": PointDecision(row.decision)})


def points_out_of_maps(municipality: str) -> frozenset[tuple[float, float]]:
    """Return the points that no map shows: open ones, and those that stand for no place."""
    found = DefaultPoint.objects.filter(tenant=municipality).exclude(decision=PointDecision.REAL)
    return frozenset(found.values_list("x", "y"))


def duplicate_links(municipality: str) -> tuple[DuplicateLink, ...]:
    """Return the registrations of different sources that are about one event, newest first."""
    found = RegistrationLink.objects.filter(tenant=municipality).order_by("-found_at", "id")
    names = DuplicateLink.__slots__
    return tuple(
        DuplicateLink(**row | {"decision": LinkDecision(row["decision"])})
        for row in found.values(*names)
    )


def _log_reading(municipality: str) -> None:
    write_processing_line(
        tenant=municipality, activity=ACTIVITY, name="read-registrations", at=timezone.now()
    )


def _weeks(first: date, last: date) -> tuple[date, ...]:
    monday = first - timedelta(days=first.weekday())
    number = ((last - monday).days // 7) + 1
    if number < 1:
        raise ValueError(f"{last} lies before {first}; give the earlier day first")
    return tuple(monday + timedelta(weeks=n) for n in range(number))


def _areas(municipality: str, level: AreaLevel) -> tuple[str, ...]:
    if level is AreaLevel.MUNICIPALITY:
        return (municipality,)
    return areas_of_newest_division(municipality, level)


def _ask(
    statement: str,
    municipality: str,
    moment: datetime | None,
    given: dict[str, Any],
    parts: dict[str, sql.Composable] | None = None,
) -> Iterator[tuple[Any, ...]]:
    known = known_rows(municipality, moment)
    named = {"known": known.rows, "counted": known.counted, "columns": _COLUMNS, **(parts or {})}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**named), known.given | given)
        while rows := cursor.fetchmany(5_000):
            yield from rows


def _registration(row: tuple[Any, ...]) -> Registration:
    named = dict(zip(_ROW, row, strict=True))
    named["completion"], named["found_by"] = (
        Completion(named["completion"]),
        FoundBy(named["found_by"]),
    )
    named["status"], named["precision"] = Standing(named["status"]), Fineness(named["precision"])
    named["delivery"] = str(named.pop("delivery_id"))
    return Registration(**named)
