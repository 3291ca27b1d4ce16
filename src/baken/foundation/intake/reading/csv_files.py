"""Reads delivered CSV files; the header of a table is row 1, its first line of data row 2."""

import csv
import io
from pathlib import Path

from baken.foundation.intake.reading.table import RawRow, Table
from baken.vocabulary.errors import UnusableInputError


def read_csv(path: Path) -> Table:
    """Read a CSV file: UTF-8 with or without BOM, or Windows-1252; comma, semicolon or tab.

    Raises:
        UnusableInputError: when the file is empty, has no header or repeats a column.
    """
    text = _decode(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text))
    header = tuple(name.strip() for name in next(lines, ()))
    _check_header(path, header)
    rows = tuple(
        RawRow(number, dict(zip(header, _padded(line, len(header)), strict=True)))
        for number, line in enumerate(lines, start=2)
        if any(cell.strip() for cell in line)
    )
    return Table(header, rows)


def _decode(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter_of(text: str) -> str:
    first_line = text.split("\n", 1)[0]
    return max(",;\t", key=first_line.count)


def _check_header(path: Path, header: tuple[str, ...]) -> None:
    if not header or not any(header):
        raise UnusableInputError(f'"{path.name}" is empty; deliver a table with a header row')
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise UnusableInputError(
            f'"{path.name}", row 1: the column {", ".join(repeated)} occurs more than once; '
            "give each column a name of its own"
        )


def _padded(line: list[str], length: int) -> list[str]:
    # A short row keeps its cells; the missing ones are empty, so that the row's own check
    # can name the column. Cells beyond the header would be lost: they are joined to the last.
    if len(line) > length:
        return [*line[: length - 1], ",".join(line[length - 1 :])]
    return [*line, *[""] * (length - len(line))]
