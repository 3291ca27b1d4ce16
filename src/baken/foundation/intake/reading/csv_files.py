"""Reads delivered CSV files as a stream: encoding and delimiter are found, memory stays flat."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.grid import Record, filled, table_of
from baken.foundation.intake.reading.recognise import FileFormat, recognise
from baken.foundation.intake.reading.table import RowError, Table
from baken.foundation.intake.reading.text_form import UNREADABLE, TextForm, text_form_of
from baken.vocabulary.errors import UnusableInputError

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 262_144


def read_csv(path: Path) -> Table:
    """Read a CSV file in any usual encoding, with comma, semicolon, tab or bar between the cells.

    The number of a row counts the records from the top of the file, so that it is the row that a
    spreadsheet shows. Rows that cannot be read carry their error.

    Raises:
        UnusableInputError: when the file is empty, is no CSV, has no header or repeats a column.
    """
    found = recognise(path)
    if found is not FileFormat.CSV:
        raise UnusableInputError(f'"{path.name}" is {found.value}, no CSV; deliver a table as CSV')
    form = text_form_of(path)
    return table_of(path.name, _records(path, form, _delimiter_of(path, form)))


def _open(path: Path, form: TextForm) -> TextIO:
    return path.open(encoding=form.encoding, errors="surrogateescape", newline="")


def _delimiter_of(path: Path, form: TextForm) -> str:
    with _open(path, form) as file:
        lines = file.read(_SAMPLE_CHARACTERS).splitlines(keepends=True)
        whole = lines[:-1] if len(lines) > 1 and file.read(1) else lines
    return max(DELIMITERS, key=lambda delimiter: _agreement(whole, delimiter))


def _agreement(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return which share of the records has the usual width under a delimiter, and that width."""
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if filled(cells)]
    except csv.Error:
        return 0.0, 0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0, 0
    usual = max(wide, key=lambda width: (wide[width], width))
    return wide[usual] / len(widths), usual


class _Lines:
    """The lines of a file, with a watch on how much one record takes."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self.path, self.file = path, file
        self.record, self.lines, self.characters, self.last = 0, 0, 0, ""

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.lines += 1
            self.last = line
            self.characters += len(line)
            if self.characters > READING_LIMITS.line_characters:
                raise self.unclosed()
            yield line

    def start(self, record: int) -> None:
        """Begin to count for the next record."""
        self.record, self.lines, self.characters = record, 0, 0

    def unclosed(self) -> UnusableInputError:
        """Return what is wrong with a record that never ends."""
        return UnusableInputError(
            f'"{self.path.name}", row {self.record}: a quotation mark opens a cell and nothing '
            "closes it, so the rows after it cannot be told apart. Close it, or write two "
            "quotation marks for one inside a cell"
        )


def _records(path: Path, form: TextForm, delimiter: str) -> Iterator[Record]:
    with _open(path, form) as file:
        lines = _Lines(path, file)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        clean = form.unreadable == 0 and form.longest_line <= READING_LIMITS.cell_characters
        number = 0
        while True:
            number += 1
            lines.start(number)
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _broken(lines, str(error))
                continue
            fault = None if clean and lines.lines == 1 else _cell_error(cells)
            yield Record(number, cells, fault)


def _broken(lines: _Lines, error: str) -> Record:
    # A record of several lines that ends badly has swallowed rows: they cannot be told apart.
    if lines.lines != 1 or "end of data" in error:
        raise lines.unclosed() from None
    return Record(
        lines.record,
        [lines.last.rstrip("\r\n")],
        RowError(
            column="",
            value=UNREADABLE.sub("�", lines.last[:200]),
            reason="broken-quotation",
            remedy_nl="Zet een waarde met aanhalingstekens helemaal tussen aanhalingstekens en "
            "schrijf er twee voor elk teken erin.",
            remedy_en="Put a value with quotation marks wholly between quotation marks and write "
            "two for each one inside.",
        ),
    )


def _cell_error(cells: list[str]) -> RowError | None:
    for cell in cells:
        if len(cell) > READING_LIMITS.cell_characters:
            return _too_long(cell)
        if UNREADABLE.search(cell):
            return _unreadable(cell)
    return None


def _too_long(cell: str) -> RowError:
    limit = READING_LIMITS.cell_characters
    return RowError(
        column="",
        value=UNREADABLE.sub("�", cell[:60]),
        reason="cell-too-long",
        remedy_nl=f"Een cel heeft ten hoogste {limit} tekens; deze heeft er {len(cell)}.",
        remedy_en=f"A cell has at most {limit} characters; this one has {len(cell)}.",
    )


def _unreadable(cell: str) -> RowError:
    return RowError(
        column="",
        value=UNREADABLE.sub("�", cell)[:200],
        reason="unreadable-text",
        remedy_nl="In deze cel staat een byte die geen tekst is; bewaar de tabel als CSV UTF-8.",
        remedy_en="This cell holds a byte that is no text; save the table as CSV UTF-8.",
    )
