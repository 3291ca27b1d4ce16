"""Reads delivered CSV files as a stream: encoding and delimiter are found, memory stays flat."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress
from pathlib import Path
from typing import TextIO

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.grid import Record, RecordBlock, filled, record_block, table_of
from baken.foundation.intake.reading.recognise import FileFormat, recognise
from baken.foundation.intake.reading.table import RowError, Table
from baken.foundation.intake.reading.text_form import UNREADABLE, TextForm, text_form_of
from baken.vocabulary.errors import UnusableInputError

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 65_536
CHARACTERS_AT_ONCE = 1 << 20
"""So much of a file is in memory as rows at a time."""


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
    return table_of(path.name, _blocks(path, form, _delimiter_of(path, form)))


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

    def __init__(self, path: Path, file: Iterable[str]) -> None:
        self.path, self.file = path, file
        self.record, self.lines, self.characters, self.last = 0, 0, 0, ""
        self.total = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.lines += 1
            self.total += 1
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


def _blocks(path: Path, form: TextForm, delimiter: str) -> Iterator[RecordBlock]:
    clean = form.unreadable == 0 and form.longest_line <= READING_LIMITS.cell_characters
    with _open(path, form) as file:
        number = 0
        while lines := file.readlines(CHARACTERS_AT_ONCE):
            block = _plain_block(lines, delimiter, number) if clean else None
            if block is None:
                records = _records(
                    _Lines(path, chain(lines, file)), len(lines), delimiter, number, clean=clean
                )
                block = record_block(list(records))
                number += len(block.numbers)
            else:
                number += len(lines)
            yield block


def _plain_block(lines: list[str], delimiter: str, number: int) -> RecordBlock | None:
    """Return lines that are one whole record each as a block, or None when they are not."""
    numbers: Sequence[int] = range(number + 1, number + 1 + len(lines))
    if "\n" in lines or "\r\n" in lines:
        filled_in = [line not in {"\n", "\r\n"} for line in lines]
        numbers, lines = list(compress(numbers, filled_in)), list(compress(lines, filled_in))
    columns = _columns(lines, delimiter)
    return RecordBlock(numbers, columns) if columns else None


def _columns(lines: list[str], delimiter: str) -> list[list[str]] | None:
    """Return the cells of lines column by column, or None unless all are of one width."""
    quoted = [place for place, line in enumerate(lines) if '"' in line]
    if not quoted:
        return _plain(lines, delimiter)
    records = _quoted([lines[place] for place in quoted], delimiter)
    if len(quoted) == len(lines) or records is None:
        return records
    given = set(quoted)
    others = [place for place in range(len(lines)) if place not in given]
    plain = _plain([lines[place] for place in others], delimiter)
    if plain is None or len(plain) != len(records):
        return None
    order = sorted(range(len(lines)), key=[*others, *quoted].__getitem__)
    return [
        list(map([*cells, *more].__getitem__, order))
        for cells, more in zip(plain, records, strict=True)
    ]


def _plain(lines: list[str], delimiter: str) -> list[list[str]] | None:
    """Return the cells of lines without quotation marks."""
    text = "".join(lines).replace("\r\n", "\n").removesuffix("\n")
    widths = {line.count(delimiter) for line in lines}
    if len(widths) != 1 or "\r" in text:
        return None
    cells = text.replace("\n", delimiter).split(delimiter)
    width = widths.pop() + 1
    return [cells[place::width] for place in range(width)]


def _quoted(lines: list[str], delimiter: str) -> list[list[str]] | None:
    """Return the cells of lines with quotation marks, when each line is a record of its own."""
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    if len(records) != len(lines) or len(set(map(len, records))) != 1:
        return None
    return [list(column) for column in zip(*records, strict=True)]


def _records(
    lines: _Lines, wanted: int, delimiter: str, number: int, *, clean: bool
) -> Iterator[Record]:
    """Yield the records that begin in the first ``wanted`` lines; each may have its own fault."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while lines.total < wanted:
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
