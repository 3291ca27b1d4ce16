"""The registrations as they were known at a moment, as a part of a statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import sql

from baken.foundation.intake.selectors import deliveries_not_counting

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


@dataclass(frozen=True, slots=True)
class KnownRows:
    """A part of a statement that gives the registrations known, and its parameters."""

    rows: sql.SQL
    given: dict[str, Any]


def known_rows(municipality: str, as_known_on: datetime | None) -> KnownRows:
    """Return the registrations of a municipality, also withdrawn ones, as known at a moment.

    None: as they are known now.
    """
    if as_known_on is None:
        return KnownRows(sql.SQL(_NOW), {"municipality": municipality})
    absent = deliveries_not_counting(KIND, as_known_on)
    given = {"municipality": municipality, "moment": as_known_on, "absent": list(absent)}
    return KnownRows(sql.SQL(_THEN), given)
