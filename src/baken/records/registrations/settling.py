"""What is drawn from the registrations as they stand: full points, and links across sources.

Called when a delivery came, went or was corrected. What is found depends on what stands, not on
the order in which deliveries came.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from baken.engines.concentration import concentration
from baken.foundation.intake.selectors import delivery
from baken.records.registrations.facts import LinkDecision, PointDecision
from baken.records.registrations.known import known_rows, same_event
from baken.records.registrations.models import DefaultPoint, RegistrationLink

FULL = 25
"""Fewer registrations on one point are no reason to ask a person."""
AROUND_METRES = 250.0
RARE = 0.001
"""The chance, over all points of a municipality together, that a point is found for nothing."""
_MOST_POINTS = 200
_FULL_POINTS = """
CREATE TEMPORARY TABLE full_points ON COMMIT DROP AS
SELECT x, y, count(*) AS number FROM registrations_registration
WHERE tenant_id = %(tenant)s AND known_until IS NULL AND status = 'stands' AND x IS NOT NULL
GROUP BY x, y
"""
_CANDIDATES = """
SELECT candidate.x, candidate.y, candidate.number,
  (SELECT count(DISTINCT offence) FROM registrations_registration r
   WHERE r.tenant_id = %(tenant)s AND r.known_until IS NULL AND r.status = 'stands'
   AND r.x = candidate.x AND r.y = candidate.y),
  (SELECT COALESCE(array_agg(around.number), '{}') FROM full_points around
   WHERE around.x BETWEEN candidate.x - %(reach)s AND candidate.x + %(reach)s
   AND around.y BETWEEN candidate.y - %(reach)s AND candidate.y + %(reach)s
   AND (around.x, around.y) <> (candidate.x, candidate.y))
FROM (SELECT * FROM full_points WHERE number >= %(full)s
      ORDER BY number DESC, x, y LIMIT %(most)s) AS candidate
"""


def settle(identifier: UUID) -> None:
    """Find full points and links again for the municipality of a delivery."""
    found = delivery(identifier)
    tenant = found.tenant if found else None
    if tenant is None:
        return
    now = timezone.now()
    _settle_points(tenant, now)
    _settle_links(tenant, now)


def _settle_points(tenant: str, now: datetime) -> None:
    given = {"tenant": tenant, "reach": AROUND_METRES, "full": FULL, "most": _MOST_POINTS}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS full_points")
        cursor.execute(_FULL_POINTS, given)
        cursor.execute("SELECT count(*) FROM full_points")
        ((points,),) = cursor.fetchall()
        cursor.execute(_CANDIDATES, given)
        found = {(x, y): rest for x, y, *rest in cursor.fetchall()}
    kept = set()
    for (x, y), (number, types, around) in found.items():
        held = concentration(number, around)
        if held.p * points < RARE:
            kept.add((x, y))
            said = {"number": number, "types": types, "expected": held.expected, "p": held.p}
            DefaultPoint.objects.update_or_create(
                tenant_id=tenant, x=x, y=y, defaults=said, create_defaults=said | {"found_at": now}
            )
    gone = DefaultPoint.objects.filter(tenant=tenant, decision=PointDecision.OPEN)
    stale = [row.pk for row in gone if (row.x, row.y) not in kept]
    DefaultPoint.objects.filter(pk__in=stale).delete()


def _settle_links(tenant: str, now: datetime) -> None:
    keys = {tuple(link[:4]): link[4] for link in _links(tenant)}
    held = RegistrationLink.objects.filter(tenant=tenant)
    named = {(row.source, row.number, row.other_source, row.other_number): row for row in held}
    stale = [
        row.pk
        for key, row in named.items()
        if key not in keys and row.decision == LinkDecision.OPEN
    ]
    RegistrationLink.objects.filter(pk__in=stale).delete()
    RegistrationLink.objects.bulk_create(
        RegistrationLink(
            tenant_id=tenant,
            source=key[0],
            number=key[1],
            other_source=key[2],
            other_number=key[3],
            reason=reason,
            found_at=now,
        )
        for key, reason in keys.items()
        if key not in named
    )


def _links(tenant: str) -> Sequence[tuple[Any, ...]]:
    known = known_rows(tenant, None)
    if not known.several:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(same_event(known.rows), known.given)
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return found
