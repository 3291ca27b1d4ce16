"""Reads a whole workbook (XLSX): every visible sheet, cell by cell, within the limits of intake."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.archives import UNPACKING_ERRORS, opened_archive
from baken.foundation.intake.reading.recognise import FileFormat, recognise
from baken.foundation.intake.reading.text_form import UNREADABLE
from baken.foundation.intake.reading.xlsx_parts import (
    Cell,
    Unreadable,
    date_styles,
    rows_of_sheet,
    shared_texts,
    workbook_of,
)
from baken.vocabulary.errors import UnusableInputError


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be used: its place in the row (from 0), and why."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its number, its cells as text, and the cells that cannot be used."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[CellFault, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A visible sheet with its rows; rows without any text are left out."""

    name: str
    rows: tuple[SheetRow, ...]


def read_workbook(path: Path, *, most_rows: int) -> tuple[SheetContent, ...]:
    """Return the visible sheets; formulas give the value that was saved with them.

    Dates come out as 2024-03-31, numbers with a decimal point.

    Raises:
        UnusableInputError: when it is no sound workbook, or larger than may be read.
    """
    if recognise(path) is not FileFormat.XLSX:
        raise UnusableInputError(f'"{path.name}" is no workbook; deliver an .xlsx file')
    try:
        return _sheets(path, most_rows)
    except (Unreadable, *UNPACKING_ERRORS) as error:
        raise UnusableInputError(
            f'"{path.name}" cannot be read as a workbook ({error}); open it in Excel or '
            "LibreOffice, save it as .xlsx again and deliver that"
        ) from error


def _sheets(path: Path, most_rows: int) -> tuple[SheetContent, ...]:
    found, left = [], most_rows
    with opened_archive(path) as archive:
        sheets, from_1904 = workbook_of(archive)
        texts, dates = shared_texts(archive), date_styles(archive)
        for name, member in sheets:
            rows = []
            with archive.open(member) as source:
                for number, cells in rows_of_sheet(source, texts, dates, from_1904=from_1904):
                    if any(cell.text.strip() or cell.formula for cell in cells):
                        left -= 1
                        rows.append(_row(number, cells))
                    if left < 0:
                        raise UnusableInputError(
                            f'"{path.name}" has more than {most_rows:,} rows; deliver it in parts'
                        )
            found.append(SheetContent(name, tuple(rows)))
    return tuple(found)


def _row(number: int, cells: list[Cell]) -> SheetRow:
    faults = tuple(
        CellFault(place, reason) for place, cell in enumerate(cells) if (reason := _fault(cell))
    )
    texts = tuple(
        UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", cell.text[: READING_LIMITS.cell_characters])
        for cell in cells
    )
    return SheetRow(number, texts, faults)


def _fault(cell: Cell) -> str:
    if cell.formula and not cell.text:
        return "formula-without-value"
    too_long = len(cell.text) > READING_LIMITS.cell_characters
    return "unreadable-text" if too_long or UNREADABLE.search(cell.text) else ""
