"""What is held of the registrations of a municipality, in numbers."""

import json
from typing import Any

from django.db import connection
from psycopg import sql

from baken.records.registrations.facts import HeldRegistrations
from baken.records.registrations.known import known_rows

_HELD = """
WITH known AS MATERIALIZED (
  SELECT source, offence, precision, happened_on, buurt, status FROM ({rows}) AS known
), standing AS (SELECT * FROM known WHERE status = 'stands')
SELECT jsonb_build_object(
  'total', (SELECT count(*) FROM standing),
  'withdrawn', (SELECT count(*) FROM known WHERE status <> 'stands'),
  'unplaced', (SELECT count(*) FROM standing WHERE buurt = ''),
  'undated', (SELECT count(*) FROM standing WHERE happened_on IS NULL),
  'by_offence', (SELECT jsonb_object_agg(offence, n)
    FROM (SELECT offence, count(*) AS n FROM standing GROUP BY offence) AS each),
  'by_precision', (SELECT jsonb_object_agg(precision, n)
    FROM (SELECT precision, count(*) AS n FROM standing GROUP BY precision) AS each),
  'by_source', (SELECT jsonb_object_agg(source, n)
    FROM (SELECT source, count(*) AS n FROM standing GROUP BY source) AS each)
)::text, (SELECT min(happened_on) FROM standing), (SELECT max(happened_on) FROM standing)
"""

_AT_POINTS = """
SELECT x, y, mode() WITHIN GROUP (ORDER BY street), mode() WITHIN GROUP (ORDER BY buurt)
FROM registrations_registration
WHERE tenant_id = %(tenant)s AND known_until IS NULL AND (x, y) IN (
  SELECT x, y FROM registrations_defaultpoint WHERE tenant_id = %(tenant)s
) GROUP BY x, y
"""


def where_points_are(municipality: str) -> dict[tuple[float, float], tuple[str, str]]:
    """Return the street that rows of a full point name most, and the code of its buurt."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_POINTS, {"tenant": municipality})
        return {(x, y): (street, buurt) for x, y, street, buurt in cursor.fetchall()}


def held_registrations(municipality: str) -> HeldRegistrations:
    """Count what a municipality holds now: by type, by fineness of the place and by source."""
    known = known_rows(municipality, None)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_HELD).format(rows=known.rows), known.given)
        ((said, first, last),) = cursor.fetchall()
    counts: dict[str, Any] = json.loads(said)
    groups = {name: counts[name] or {} for name in ("by_offence", "by_precision", "by_source")}
    return HeldRegistrations(**counts | groups, first=first, last=last)
