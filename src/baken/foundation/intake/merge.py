"""Merges delivered values with the known ones: new, unchanged or a revision that keeps history.

Works for every table with columns ``known_from`` and ``known_until`` and one row per key and
moment. What a delivery says holds from its moment until the next delivery that counts says
something about the same key; the end state does not depend on the order in which they come.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from psycopg import sql

from baken.foundation.intake.bulk import copy_rows
from baken.foundation.intake.kind import StoreCounts
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.versioned import VersionedTable, parts_of
from baken.vocabulary.delivery import DeliveryState

_COPY_IN = (
    "CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
)
# What held at the moment of the delivery, and until when the new version holds. Nothing comes
# after the newest delivery: then only the versions that hold now can be held against it.
_COMPARE = """
CREATE TEMPORARY TABLE compared ON COMMIT DROP AS
SELECT incoming.*, t.id AS held, {until} AS known_until,
       ({held_said}) IS NOT DISTINCT FROM ({incoming_said}) AS is_same
FROM incoming LEFT JOIN {table} t ON {same_key} AND {holds}
"""
_HOLDS_NOW = sql.SQL("t.known_until IS NULL")
_HELD = sql.SQL(
    "t.known_from < %(moment)s AND (t.known_until IS NULL OR t.known_until > %(moment)s) "
    "AND t.{delivery} <> ALL(%(withdrawn)s::uuid[])"
)
_NEVER = sql.SQL("NULL::timestamptz")
_NEXT = sql.SQL(
    "CASE WHEN t.id IS NOT NULL THEN t.known_until ELSE (SELECT min(later.known_from) "
    "FROM {table} later WHERE {same_key_later} AND later.known_from > %(moment)s "
    "AND later.{delivery} <> ALL(%(withdrawn)s::uuid[])) END"
)
# A row may carry several values: it is a revision when one of them is, new when one of them is.
_COUNT = """
SELECT count(*) FILTER (WHERE new AND NOT revised), count(*) FILTER (WHERE NOT new AND NOT revised),
       count(*) FILTER (WHERE revised), COALESCE(bool_or(held), false)
FROM (SELECT bool_or(held IS NOT NULL) AS held, bool_or(held IS NULL) AS new,
             bool_or(held IS NOT NULL AND NOT is_same) AS revised
      FROM compared GROUP BY {row}) AS per_row
"""
_CLOSE = "UPDATE {table} t SET known_until = %(moment)s FROM compared c WHERE t.id = c.held"
# An unchanged value is kept as a version too: a delivery that arrives late must not outlive the
# later one that said the old value again.
_INSERT = """
INSERT INTO {table} ({columns}, known_until)
SELECT {columns}, known_until FROM compared
"""
_GONE = """
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
SELECT {key}, known_from, known_until FROM {table} WHERE {delivery} = %(delivery)s
"""
_END = """
UPDATE {table} SET known_until = LEAST(known_until, %(at)s) WHERE {delivery} = %(delivery)s
"""
# Who held before the withdrawn version holds on, until whoever came after it.
_HOLD_ON = """
UPDATE {table} t SET known_until = gone.known_until FROM gone
WHERE {same_key_gone} AND t.known_until = gone.known_from
  AND t.{delivery} <> ALL(%(withdrawn)s::uuid[])
"""
# Put back, a version holds until the next that counts; who held at its moment holds until then.
_YIELD = """
UPDATE {table} t SET known_until = back.known_from FROM {table} back
WHERE back.{delivery} = %(delivery)s AND {same_key_back} AND t.known_from < back.known_from
  AND t.{delivery} <> ALL(%(withdrawn)s::uuid[])
  AND (t.known_until IS NULL OR t.known_until > back.known_from)
"""
_RETURN = """
UPDATE {table} t SET known_until = (
  SELECT min(later.known_from) FROM {table} later WHERE {same_key_after}
  AND later.known_from > t.known_from AND later.{delivery} <> ALL(%(withdrawn)s::uuid[])
) WHERE t.{delivery} = %(delivery)s
"""


def merge_versions(table: VersionedTable, rows: Iterable[Sequence[object]]) -> StoreCounts:
    """Merge the rows of one delivery inside the caller's transaction.

    Rows are tuples in the order of ``table.columns``, all of one moment.
    """
    parts = parts_of(table)
    with connection.cursor() as cursor:
        moment = _copy_in(cursor, parts, rows)
        if moment is None:
            return StoreCounts(accepted=0, unchanged=0, revised=0)
        newest, withdrawn = _standing(moment)
        given = {"moment": moment, "withdrawn": withdrawn}
        parts |= {
            "holds": _HOLDS_NOW if newest else _HELD.format(**parts),
            "until": _NEVER if newest else _NEXT.format(**parts),
        }
        cursor.execute(sql.SQL(_COMPARE).format(**parts), given)
        cursor.execute(sql.SQL(_COUNT).format(**parts))
        accepted, unchanged, revised, any_held = cursor.fetchone()
        if any_held:
            cursor.execute("ANALYZE compared")
            cursor.execute(sql.SQL(_CLOSE).format(**parts), given)
        cursor.execute(sql.SQL(_INSERT).format(**parts))
    return StoreCounts(accepted=accepted, unchanged=unchanged, revised=revised)


def withdraw_versions(table: VersionedTable, delivery: UUID, at: datetime) -> int:
    """End at ``at`` what a delivery said, in the caller's transaction; return how many values.

    What an earlier delivery said of the same holds again. History stays: until ``at`` the
    withdrawn values are what was known.
    """
    parts = parts_of(table)
    _, withdrawn = _standing(at)
    given = {"delivery": delivery, "at": at, "withdrawn": [*withdrawn, delivery]}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS gone")
        cursor.execute(sql.SQL(_GONE).format(**parts), given)
        cursor.execute("ANALYZE gone")
        cursor.execute(sql.SQL(_END).format(**parts), given)
        number = cursor.rowcount
        cursor.execute(sql.SQL(_HOLD_ON).format(**parts), given)
    return int(number)


def put_back_versions(table: VersionedTable, delivery: UUID) -> int:
    """Let what a withdrawn delivery said hold again at its own moment; return how many values.

    The end state is the one of a delivery that was never withdrawn: later ones keep the last word.
    In the caller's transaction.
    """
    parts = parts_of(table)
    _, withdrawn = _standing(datetime.max.replace(tzinfo=UTC))
    others = [each for each in withdrawn if each != delivery]
    given = {"delivery": delivery, "withdrawn": others}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_YIELD).format(**parts), given)
        cursor.execute(sql.SQL(_RETURN).format(**parts), given)
        number = cursor.rowcount
    return int(number)


def _copy_in(
    cursor, parts: dict[str, sql.Composable], rows: Iterable[Sequence[object]]
) -> datetime | None:
    cursor.execute("DROP TABLE IF EXISTS incoming, compared")
    cursor.execute(sql.SQL(_COPY_IN).format(**parts))
    copy_in = sql.SQL("COPY incoming ({columns}) FROM STDIN").format(**parts)
    copy_rows(cursor, copy_in, rows)
    # Temporary tables have no statistics; without them the plans are nested loops.
    cursor.execute("ANALYZE incoming")
    cursor.execute("SELECT max(known_from) FROM incoming")
    moment: datetime | None = cursor.fetchone()[0]
    return moment


def _standing(moment: datetime) -> tuple[bool, list[UUID]]:
    """Return whether no delivery that counts is of a later moment, and which no longer count."""
    counting = Delivery.objects.filter(state=DeliveryState.TAKEN_IN, known_from__gt=moment)
    withdrawn = Delivery.objects.filter(state=DeliveryState.WITHDRAWN)
    return not counting.exists(), list(withdrawn.values_list("id", flat=True))
