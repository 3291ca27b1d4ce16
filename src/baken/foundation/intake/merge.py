"""Merges delivered values with the known ones: new, unchanged or a revision that keeps history.

Works for every table with columns ``value``, ``known_from`` and ``known_until`` and one current
row per key; the end state does not depend on the order in which deliveries come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from baken.foundation.intake.kind import StoreCounts


@dataclass(frozen=True, slots=True)
class VersionedTable:
    """A table of versioned values: its key, what a version says, and where it came from."""

    name: str
    key: tuple[str, ...]
    said: tuple[str, ...]
    origin: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns a delivered row fills, in the order of its tuple."""
        return (*self.key, *self.said, *self.origin, "known_from")


_STAGE = (
    "CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
)
# What held at the moment of the delivery; a delivery of the same day as an earlier one revises it.
_COMPARE = """
CREATE TEMPORARY TABLE compared ON COMMIT DROP AS
SELECT incoming.*, held.known_from IS NOT NULL AS is_known,
       COALESCE(({held_said}) IS NOT DISTINCT FROM ({incoming_said}), false) AS is_same
FROM incoming LEFT JOIN LATERAL (
  SELECT * FROM {table} t WHERE {same_key} AND t.known_from <= incoming.known_from
  ORDER BY t.known_from DESC LIMIT 1) held ON true
"""
# A row may carry several values: it is a revision when one of them is, new when one of them is.
_COUNT = """
SELECT count(*) FILTER (WHERE new AND NOT revised), count(*) FILTER (WHERE NOT new AND NOT revised),
       count(*) FILTER (WHERE revised)
FROM (SELECT bool_or(NOT is_known) AS new, bool_or(is_known AND NOT is_same) AS revised
      FROM compared GROUP BY {row}) AS per_row
"""
# A version delivered on the same day under the same key is replaced, not doubled.
_REPLACE = """
DELETE FROM {table} t USING compared c
WHERE NOT (c.is_known AND c.is_same) AND {same_key_c} AND t.known_from = c.known_from
"""
_SAID_ALREADY = """
DELETE FROM compared c USING {table} t WHERE {same_key_c} AND t.known_from = c.known_from
"""
_CLOSE = """
UPDATE {table} t SET known_until = c.known_from FROM compared c
WHERE {same_key_c} AND t.known_from < c.known_from
  AND (t.known_until IS NULL OR t.known_until > c.known_from)
"""
# An unchanged value is kept as a version too: a delivery that arrives late must not outlive the
# later one that said the old value again.
_INSERT = """
INSERT INTO {table} ({columns}, known_until)
SELECT {columns_c}, (SELECT min(t.known_from) FROM {table} t
                     WHERE {same_key_c} AND t.known_from > c.known_from)
FROM compared c
"""


def merge_versions(table: VersionedTable, rows: Iterable[Sequence[object]]) -> StoreCounts:
    """Merge rows (tuples in the order of ``table.columns``) inside the caller's transaction."""
    parts = _parts_of(table)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incoming, compared")
        cursor.execute(sql.SQL(_STAGE).format(**parts))
        copy_in = sql.SQL("COPY incoming ({columns}) FROM STDIN").format(**parts)
        with cursor.copy(copy_in) as copy:
            for row in rows:
                copy.write_row(row)
        # Temporary tables have no statistics; without them the plans are nested loops.
        cursor.execute("ANALYZE incoming")
        cursor.execute(sql.SQL(_COMPARE).format(**parts))
        cursor.execute("ANALYZE compared")
        cursor.execute(sql.SQL(_COUNT).format(**parts))
        accepted, unchanged, revised = cursor.fetchone()
        for statement in (_REPLACE, _SAID_ALREADY, _CLOSE, _INSERT):
            cursor.execute(sql.SQL(statement).format(**parts))
    return StoreCounts(accepted=accepted, unchanged=unchanged, revised=revised)


def _parts_of(table: VersionedTable) -> dict[str, sql.Composable]:
    def listed(names: Sequence[str], of: str = "") -> sql.Composable:
        prefix = (of,) if of else ()
        return sql.SQL(", ").join(sql.Identifier(*prefix, name) for name in names)

    def same_key(with_: str) -> sql.Composable:
        return sql.SQL(" AND ").join(
            sql.SQL("{} = {}").format(sql.Identifier("t", name), sql.Identifier(with_, name))
            for name in table.key
        )

    return {
        "table": sql.Identifier(table.name),
        "row": sql.Identifier(table.origin[-1]),
        "columns": listed(table.columns),
        "columns_c": listed(table.columns, "c"),
        "held_said": listed(table.said, "held"),
        "incoming_said": listed(table.said, "incoming"),
        "same_key": same_key("incoming"),
        "same_key_c": same_key("c"),
    }
