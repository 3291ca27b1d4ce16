"""Loads many rows at once: COPY into a temporary table, then INSERT.

Row security forbids COPY into a protected table itself; the INSERT obeys its policies.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from psycopg import sql


def load_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows (tuples in the order of ``columns``) inside the caller's transaction."""
    names = sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    parts = {"table": sql.Identifier(table), "columns": names}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE loading ON COMMIT DROP AS "
                "SELECT {columns} FROM {table} WITH NO DATA"
            ).format(**parts)
        )
        with cursor.copy(sql.SQL("COPY loading ({columns}) FROM STDIN").format(**parts)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            sql.SQL("INSERT INTO {table} ({columns}) SELECT {columns} FROM loading").format(**parts)
        )
        cursor.execute("DROP TABLE loading")
