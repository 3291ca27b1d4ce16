"""Loads many rows at once: COPY into a temporary table, then INSERT.

Row security forbids COPY into a protected table itself; the INSERT obeys its policies.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection
from psycopg import sql

LINES_AT_ONCE = 2_000
_ESCAPED = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


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
        copy_rows(cursor, sql.SQL("COPY loading ({columns}) FROM STDIN").format(**parts), rows)
        cursor.execute(
            sql.SQL("INSERT INTO {table} ({columns}) SELECT {columns} FROM loading").format(**parts)
        )
        cursor.execute("DROP TABLE loading")


def copy_rows(cursor, statement: sql.Composable, rows: Iterable[Sequence[object]]) -> None:
    """Send rows of text, numbers, moments, ids and None by COPY."""
    copy_lines(cursor, statement, ("\t".join(map(copy_text, row)) for row in rows))


def copy_lines(cursor, statement: sql.Composable, lines: Iterable[str]) -> None:
    """Send lines by COPY, many at a time; their cells are texts of ``copy_text``.

    Faults are Django's, as those of every other statement.
    """
    remaining = iter(lines)
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        while together := list(islice(remaining, LINES_AT_ONCE)):
            copy.write("\n".join(together) + "\n")


def copy_text(value: object) -> str:
    """Return a value as COPY reads it."""
    if value is None:
        return r"\N"
    text = str(value)
    for sign, written in _ESCAPED:
        text = text.replace(sign, written)
    return text
