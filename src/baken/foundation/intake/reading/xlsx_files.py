"""Reads workbooks (XLSX, ECMA-376) as a stream: the first visible sheet that holds a table."""

from collections.abc import Iterator
from pathlib import Path

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.archives import UNPACKING_ERRORS, opened_archive
from baken.foundation.intake.reading.grid import Record, record_blocks, table_of
from baken.foundation.intake.reading.table import RowError, Table
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


def read_xlsx(path: Path) -> Table:
    """Read the first visible sheet with rows; formulas give the value that was saved with them.

    Dates come out as 2024-03-31 (or with the time behind a T), numbers with a decimal point.

    Raises:
        UnusableInputError: when it is no sound workbook, is too large, or holds no table.
    """
    try:
        return _table(path)
    except Unreadable as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> UnusableInputError:
    return UnusableInputError(
        f'"{path.name}" cannot be read as a workbook ({error}); open it in Excel or LibreOffice, '
        "save it as .xlsx again and deliver that"
    )


def _table(path: Path) -> Table:
    empty = None
    with opened_archive(path) as archive:
        sheets, from_1904 = workbook_of(archive)
    for name, member in sheets:
        notes = [] if len(sheets) == 1 else [_chosen(name, sheets)]
        try:
            records = _records(path, member, notes, from_1904=from_1904)
            return table_of(path.name, record_blocks(records), notes)
        except UnusableInputError as error:
            # An empty sheet before the table is usual: look at the next.
            if "empty" not in str(error) and "no rows" not in str(error):
                raise
            empty = empty or error
    raise empty or UnusableInputError(f'"{path.name}" holds no visible sheet; deliver a table')


def _chosen(name: str, sheets: list[tuple[str, str]]) -> str:
    others = ", ".join(other for other, _ in sheets if other != name)
    return f'the sheet "{name}" was read; also in the workbook: {others}'[:400]


def _records(path: Path, member: str, notes: list[str], *, from_1904: bool) -> Iterator[Record]:
    formulas = 0
    try:
        with opened_archive(path) as archive:
            texts, dates = shared_texts(archive), date_styles(archive)
            with archive.open(member) as sheet:
                for number, cells in rows_of_sheet(sheet, texts, dates, from_1904=from_1904):
                    formulas += sum(1 for cell in cells if cell.formula)
                    yield Record(number, [cell.text for cell in cells], _fault(cells))
    except (Unreadable, *UNPACKING_ERRORS) as error:
        raise _broken(path, error) from error
    if formulas:
        notes.append(f"{formulas} cells hold a formula; the value that was saved with it was read")


def _fault(cells: list[Cell]) -> RowError | None:
    for cell in cells:
        if cell.formula and not cell.text:
            return RowError(
                column="",
                value=cell.place,
                reason="formula-without-value",
                remedy_nl=f"In {cell.place} staat een formule zonder uitkomst; open het bestand in "
                "Excel, laat het rekenen en bewaar het.",
                remedy_en=f"{cell.place} holds a formula without a value; open the file in Excel, "
                "let it calculate and save it.",
            )
        if len(cell.text) > READING_LIMITS.cell_characters or UNREADABLE.search(cell.text):
            return RowError(
                column="",
                value=UNREADABLE.sub("�", cell.text[:60]),
                reason="unreadable-text",
                remedy_nl=f"De tekst in {cell.place} is te lang of onleesbaar; kort die in.",
                remedy_en=f"The text in {cell.place} is too long or unreadable; shorten it.",
            )
    return None
