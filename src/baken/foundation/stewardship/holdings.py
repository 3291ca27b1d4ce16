"""What is held: every table, what this process may do with it, and how many rows.

The answer comes from the database itself, so it is what is enforced and not what was meant.
"""

from dataclasses import dataclass, replace

from django.db import connection
from psycopg import sql

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.selectors import officer_of


@dataclass(frozen=True, slots=True)
class TableFact:
    """A table: what the web may do with it, whether rows are guarded, and its number of rows.

    ``rows`` leaves out the rows of municipalities that are not one's own; of a large table it is
    the database's estimate.
    """

    table: str
    may_read: bool
    may_add: bool
    may_change: bool
    may_remove: bool
    guarded: bool
    of_municipality: bool
    rows: int
    estimated: bool = True


LARGE = 10_000

_TABLES = """
SELECT c.relname,
  has_table_privilege(c.oid, 'SELECT'), has_table_privilege(c.oid, 'INSERT'),
  has_table_privilege(c.oid, 'UPDATE'), has_table_privilege(c.oid, 'DELETE'),
  c.relrowsecurity AND c.relforcerowsecurity,
  EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id'),
  c.reltuples::bigint
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
ORDER BY c.relname
"""


def holdings(*, by: Scope) -> tuple[TableFact, ...]:
    """Return every table in the order of its name."""
    tenants = sorted(officer_of(by))
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        tables = [TableFact(*row) for row in cursor.fetchall()]
        counted = _counts(cursor, [table for table in tables if _is_counted(table)], tenants)
    return tuple(
        replace(table, rows=counted[table.table], estimated=False)
        if table.table in counted
        else table
        for table in tables
    )


def _is_counted(table: TableFact) -> bool:
    return table.guarded or table.rows <= LARGE


def _counts(cursor, tables: list[TableFact], tenants: list[str]) -> dict[str, int]:
    """Count the rows of the tables in one question."""
    whole = "SELECT {name}, count(*) FROM {table}"
    own = whole + " WHERE tenant_id IS NULL OR tenant_id = ANY({tenants})"
    parts = [
        sql.SQL(own if each.of_municipality else whole).format(
            name=sql.Literal(each.table),
            table=sql.Identifier(each.table),
            tenants=sql.Literal(tenants),
        )
        for each in tables
    ]
    cursor.execute(sql.SQL(" UNION ALL ").join(parts))
    return dict(cursor.fetchall())
