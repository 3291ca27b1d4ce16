"""Loads many rows at once: COPY into a temporary table, then INSERT.

Row security forbids COPY into a protected table itself; the INSERT obeys its policies.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection
from psycopg import sql

LINES_AT_ONCE = 2_000
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


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
    """Send rows of text, numbers, moments, ids and None by COPY, many lines at a time.

    Faults are Django's, as those of every other statement.
    """
    remaining = iter(rows)
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        while lines := list(islice(_lines(remaining), LINES_AT_ONCE)):
            copy.write("".join(lines))


def _lines(rows: Iterator[Sequence[object]]) -> Iterator[str]:
    for row in rows:
        line = "\t".join([r"\N" if value is None else str(value) for value in row])
        # Few rows hold a character that COPY reads as its own; only these are gone through.
        if _is_plain(line, row):
            yield line + "\n"
        else:
            cells = (r"\N" if v is None else str(v).translate(_ESCAPED) for v in row)
            yield "\t".join(cells) + "\n"


def _is_plain(line: str, row: Sequence[object]) -> bool:
    separators, nulls = len(row) - 1, sum(value is None for value in row)
    return (
        line.count("\t") == separators
        and line.count("\\") == nulls
        and "\n" not in line
        and "\r" not in line
    )
