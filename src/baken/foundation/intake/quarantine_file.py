"""The rows of a delivery that wait, as a CSV file: to mend in a spreadsheet and bring back.

The columns are those of the delivered file, after what Baken says of the row. No cell is read as
a formula by a spreadsheet: an apostrophe stands before what would be, and is taken off again when
the file comes back.
"""

import csv
import io
import re
from collections.abc import Iterator
from uuid import UUID

from baken.foundation.intake.facts import RowFact
from baken.foundation.intake.models import Delivery, QuarantinedRow
from baken.foundation.intake.reading.table import RawRow, Table
from baken.foundation.intake.selectors import rows_as_delivered
from baken.vocabulary.delivery import WaitingState
from baken.vocabulary.errors import UnusableInputError

ROWS_AT_ONCE = 1_000
ROW = "baken:rij"
ABOUT = (ROW, "baken:kolom", "baken:waarde", "baken:reden", "baken:oplossing", "baken:remedy")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_delivered(cell: str) -> str:
    """Return what ``neutral`` was given."""
    return cell[1:] if _NEUTRAL.match(cell) else cell


def quarantine_lines(delivery: UUID) -> Iterator[str]:
    """Yield the file line by line, its header first; every row that waits once."""
    found = Delivery.objects.get(id=delivery)
    yield _line([*ABOUT, *found.header])
    for waiting, row in waiting_rows(delivery):
        about = (
            *(str(waiting.number), waiting.column, waiting.value, waiting.reason),
            *(waiting.remedy_nl, waiting.remedy_en),
        )
        cells = [_text(row.values.get(name)) for name in found.header]
        yield _line([*about, *cells])


def waiting_rows(delivery: UUID) -> Iterator[tuple[QuarantinedRow, RowFact]]:
    """Yield every row that waits, with how it stood in the file."""
    waiting = QuarantinedRow.objects.filter(delivery_id=delivery, state=WaitingState.WAITING)
    by_number = {row.number: row for row in waiting.order_by("number")}
    numbers = list(by_number)
    for start in range(0, len(numbers), ROWS_AT_ONCE):
        wanted = numbers[start : start + ROWS_AT_ONCE]
        for row in rows_as_delivered((delivery, number) for number in wanted):
            yield by_number[row.number], row


def corrected_rows(table: Table, file_name: str) -> Iterator[RawRow]:
    """Yield the rows of a file that comes back, numbered as in the delivery.

    Raises:
        UnusableInputError: when it does not say which row of the delivery each of its rows is.
    """
    if ROW not in table.header:
        raise UnusableInputError(
            f'"{file_name}", row 1: no column {ROW}; download the waiting rows again '
            "(baken quarantine --out) and keep its first column"
        )
    for row in table.rows:
        number = as_delivered(row.values[ROW].strip())
        if not (number.isascii() and number.isdigit()):
            raise UnusableInputError(
                f'"{file_name}", row {row.number}, column {ROW}: "{number}" is no row number; '
                "leave that column as it was"
            )
        values = {name: _plain(cell) for name, cell in row.values.items() if name not in ABOUT}
        yield RawRow(int(number), values, row.error)


def _plain(cell: object) -> object:
    return as_delivered(cell) if isinstance(cell, str) else cell


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _line(cells: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow([neutral(cell) for cell in cells])
    return text.getvalue()
