"""CSV that a spreadsheet opens with the accents right, and that calculates nothing."""

import csv
import io
import math

from baken.engines.spreadsheet.table import Cell, Table
from baken.vocabulary.spreadsheet import plain_text

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_text(table: Table, *, decimal_comma: bool) -> str:
    """Return the table as CSV, UTF-8 with its mark, lines ending in CRLF (RFC 4180).

    With ``decimal_comma`` cells are parted by semicolons, as a Dutch spreadsheet expects. What is
    to be known stands in columns of its own after the others, so that every row keeps it and the
    file stays rectangular. A text that a spreadsheet would take for a formula gets an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if decimal_comma else ",", lineterminator="\r\n")
    writer.writerow(
        [*map(plain_text, table.columns), *(plain_text(what) for what, _ in table.about)]
    )
    ending = [plain_text(words) for _, words in table.about]
    for row in table.rows:
        writer.writerow([*(_written(cell, comma=decimal_comma) for cell in row), *ending])
    return MARK + file.getvalue()


def _written(cell: Cell, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain_text(cell)
    if isinstance(cell, float) and not math.isfinite(cell):
        return ""
    text = repr(cell)
    return text.replace(".", ",") if comma else text
