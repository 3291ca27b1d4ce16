"""Counting what a database holds."""

from psycopg import sql

from baken.site.postgres.sessions import Session

TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't'
  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                  AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2
"""


def row_counts(session: Session) -> dict[str, int]:
    """Count the rows of every table of ours, by schema.table.

    Row security may not hide any: the server refuses the count instead (psycopg.Error).
    """
    session.execute("SET row_security = off")
    return {
        f"{schema}.{table}": _count(session, schema, table)
        for schema, table in session.execute(TABLES).fetchall()
    }


def _count(session: Session, schema: str, table: str) -> int:
    statement = sql.SQL("SELECT count(*) FROM ONLY {}").format(sql.Identifier(schema, table))
    found = session.execute(statement).fetchone()
    return int(found[0]) if found else 0
