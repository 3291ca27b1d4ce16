"""How an offence ended and who found it, by year and wijk; row security as in the selectors."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from baken.records.registrations.known import known_rows

_BY_YEAR = """
SELECT extract(year FROM happened_on)::int, wijk,
       count(*) FILTER (WHERE completion = 'attempted'),
       count(*) FILTER (WHERE completion = 'completed'),
       count(*) FILTER (WHERE completion = 'unknown'),
       count(*) FILTER (WHERE found_by = 'citizen'),
       count(*) FILTER (WHERE found_by = 'police')
FROM ({known}) AS known
WHERE status = 'stands' AND offence = %(offence)s AND happened_on IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class YearlyCompletion:
    """Of one offence in a year and wijk: how many were attempts, completed, or not told.

    ``wijk`` is empty where it is not known; ``by_citizen`` and ``by_police`` say who found it.
    """

    year: int
    wijk: str
    attempted: int
    completed: int
    unknown: int
    by_citizen: int
    by_police: int

    @property
    def told(self) -> int:
        """Return of how many it is known whether they were completed."""
        return self.attempted + self.completed


def completions_by_year(municipality: str, *, offence: str) -> tuple[YearlyCompletion, ...]:
    """Return how an offence ended per year and wijk, the earliest year first."""
    known = known_rows(municipality, None)
    given: dict[str, Any] = known.given | {"offence": offence}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_BY_YEAR).format(known=known.rows), given)
        return tuple(YearlyCompletion(*row) for row in cursor.fetchall())


def together(rows: list[YearlyCompletion], *, year: int, wijk: str = "") -> YearlyCompletion:
    """Return rows of one year as one."""
    names = ("attempted", "completed", "unknown", "by_citizen", "by_police")
    sums = {name: sum(getattr(row, name) for row in rows) for name in names}
    return YearlyCompletion(year=year, wijk=wijk, **sums)
