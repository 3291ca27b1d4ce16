"""A table as XLSX: its rows on the first sheet, what is to be known about it on the last."""

from collections.abc import Sequence

from baken.engines.spreadsheet.table import Cell, Table
from baken.engines.spreadsheet.workbook import Sheet, SheetColumn, workbook_bytes


def xlsx_bytes(table: Table, *, about_title: str, more: Sequence[Table] = ()) -> bytes:
    """Return the table as a workbook: its rows on the first sheet, what is to be known on the last.

    Each table of ``more`` has a sheet in between, called by its title. Texts are cells of text and
    stay that, whatever they start with.
    """
    sheets = [_sheet(each.title, each.columns, each.rows) for each in (table, *more)]
    return workbook_bytes([*sheets, _sheet(about_title, (table.title, ""), table.about)])


def _sheet(title: str, names: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Sheet:
    return Sheet(title, tuple(SheetColumn(name, text=False) for name in names), tuple(rows))
