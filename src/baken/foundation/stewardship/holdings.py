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
        return tuple(
            table if table.rows > LARGE and not table.guarded else _counted(cursor, table, tenants)
            for table in tables
        )


def _counted(cursor, table: TableFact, tenants: list[str]) -> TableFact:
    question, given = "SELECT count(*) FROM {}", []
    if table.of_municipality:
        question, given = question + " WHERE tenant_id IS NULL OR tenant_id = ANY(%s)", [tenants]
    cursor.execute(sql.SQL(question).format(sql.Identifier(table.table)), given)
    (rows,) = cursor.fetchone()
    return replace(table, rows=rows, estimated=False)
