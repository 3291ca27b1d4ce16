"""The statements with which delivered values are merged with the known ones.

``incoming`` holds what rows say, ``met`` the version that each of them is held against: the one
that holds at the moment of the delivery. Both are temporary and made once per transaction.
"""

from psycopg import sql

from baken.foundation.intake.versioned import VersionedTable, listed, parts_of

INCOMING = """
CREATE TEMPORARY TABLE IF NOT EXISTS {incoming} ON COMMIT DROP
AS SELECT {key}, {said}, {row} FROM {table} WITH NO DATA; TRUNCATE {incoming}
"""
MET = """
CREATE TEMPORARY TABLE IF NOT EXISTS {met}
(incoming tid, held tid, number int, first int, own bool, is_same bool) ON COMMIT DROP;
TRUNCATE {met}
"""
# Nothing comes after the newest delivery: then only the versions that hold now can be met.
MEET = """
INSERT INTO {met}
SELECT incoming.ctid, t.ctid, incoming.{row}, t.{row}, t.{delivery} = %(delivery)s,
       {same_said} OR (t.{delivery} <> %(delivery)s AND {same_vaguely})
FROM {incoming} incoming JOIN {table} t ON {same_key} AND {holds}
"""
_HOLDS_NOW = sql.SQL("t.known_until IS NULL")
_HELD = sql.SQL(
    "t.known_from <= %(moment)s AND (t.known_until IS NULL OR t.known_until > %(moment)s) "
    "AND t.{delivery} <> ALL(%(withdrawn)s::uuid[])"
)
# What does not say how settled it is revises nothing that does; what does say so revises nothing
# when it repeats the last that was said with certainty.
_VAGUELY = sql.SQL("""(
  ({held_plainly}) IS NOT DISTINCT FROM ({incoming_plainly})
  AND (incoming.{vague} = {nothing} OR t.{vague} = {nothing} AND EXISTS (
    SELECT FROM (
      SELECT {said} FROM {table} earlier WHERE {same_key_earlier}
      AND earlier.known_from < t.known_from AND earlier.{vague} <> {nothing}
      AND earlier.{delivery} <> ALL(%(withdrawn)s::uuid[])
      ORDER BY earlier.known_from DESC LIMIT 1
    ) AS stated WHERE ({stated_said}) IS NOT DISTINCT FROM ({incoming_said})
  ))
)""")
_NEVER = sql.SQL("NULL::timestamptz")
_NEXT = sql.SQL(
    "(SELECT min(later.known_from) FROM {table} later WHERE {same_key_later} "
    "AND later.known_from > %(moment)s AND later.{delivery} <> ALL(%(withdrawn)s::uuid[]))"
)
# A row may carry several values: it is a revision when one of them is, new when one of them is.
COUNT = """
SELECT count(*) FILTER (WHERE new AND NOT revised),
       count(*) FILTER (WHERE NOT new AND NOT revised), count(*) FILTER (WHERE revised)
FROM (SELECT bool_or(met.held IS NULL) AS new, COALESCE(bool_or(NOT is_same), false) AS revised
      FROM {incoming} incoming LEFT JOIN {met} met ON met.incoming = incoming.ctid
      WHERE met.own IS NOT TRUE GROUP BY incoming.{row}) AS per_row
"""
# Where every row carries one value, those that met none are the rest.
COUNT_MET = """
SELECT count(*) FILTER (WHERE is_same), count(*) FILTER (WHERE NOT is_same)
FROM {met} WHERE NOT own
"""
# Where a version stands is sure until the end: imports take turns.
CLOSE = """
UPDATE {table} t SET known_until = %(moment)s FROM {met} met WHERE t.ctid = met.held AND NOT met.own
"""
# An unchanged value is kept as a version too: a delivery that arrives late must not outlive the
# later one that said the old value again.
INSERT = """
INSERT INTO {table} ({key}, {said}, {row}, {origin}, known_from, known_until)
SELECT {incoming_key}, {incoming_said}, incoming.{row}, {origin_values}, %(moment)s, {until}
FROM {incoming} incoming
"""
OWN = "WHERE NOT EXISTS (SELECT FROM {met} met WHERE met.own AND met.incoming = incoming.ctid)"
REPEATED = "SELECT number, first, is_same FROM {met} WHERE own ORDER BY number"
GONE = """
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
SELECT {key}, known_from, known_until FROM {table} WHERE {delivery} = %(delivery)s
"""
END = """
UPDATE {table} SET known_until = LEAST(known_until, %(at)s) WHERE {delivery} = %(delivery)s
"""
# Who held before the withdrawn version holds on, until whoever came after it.
HOLD_ON = """
UPDATE {table} t SET known_until = gone.known_until FROM gone
WHERE {same_key_gone} AND t.known_until = gone.known_from
  AND t.{delivery} <> ALL(%(withdrawn)s::uuid[])
"""
# Put back, a version holds until the next that counts; who held at its moment holds until then.
YIELD = """
UPDATE {table} t SET known_until = back.known_from FROM {table} back
WHERE back.{delivery} = %(delivery)s AND {same_key_back} AND t.known_from < back.known_from
  AND t.{delivery} <> ALL(%(withdrawn)s::uuid[])
  AND (t.known_until IS NULL OR t.known_until > back.known_from)
"""
RETURN = """
UPDATE {table} t SET known_until = (
  SELECT min(later.known_from) FROM {table} later WHERE {same_key_after}
  AND later.known_from > t.known_from AND later.{delivery} <> ALL(%(withdrawn)s::uuid[])
) WHERE t.{delivery} = %(delivery)s
"""


def merging_parts(table: VersionedTable, *, newest: bool) -> dict[str, sql.Composable]:
    """Return what the statements need of a table; ``newest``: no later delivery counts."""
    tenant = len(table.origin) == 3
    parts = parts_of(table) | {
        "incoming": sql.Identifier(f"incoming_{table.name}"),
        "met": sql.Identifier(f"met_{table.name}"),
        "origin": listed(table.origin[:-1]),
        "origin_values": sql.SQL("%(delivery)s, %(tenant)s" if tenant else "%(delivery)s"),
        "incoming_key": listed(table.key, "incoming"),
        "stated_said": listed(table.said, "stated"),
    }
    parts["same_said"] = sql.SQL(
        "({held_compared}) IS NOT DISTINCT FROM ({incoming_compared})"
    ).format(**parts)
    parts["same_vaguely"] = _vaguely(table, parts)
    parts["holds"] = _HOLDS_NOW if newest else _HELD.format(**parts)
    parts["until"] = _NEVER if newest else _NEXT.format(**parts)
    return parts


def _vaguely(table: VersionedTable, parts: dict[str, sql.Composable]) -> sql.Composable:
    if table.vague is None:
        return sql.SQL("false")
    column, nothing = table.vague
    plainly = [name for name in table.said if name != column]
    return _VAGUELY.format(
        **parts,
        vague=sql.Identifier(column),
        nothing=sql.Literal(str(nothing)),
        held_plainly=listed(plainly, "t"),
        incoming_plainly=listed(plainly, "incoming"),
    )
