"""Tables as files for a spreadsheet: CSV and XLSX, with nothing in them that calculates."""

from baken.engines.spreadsheet.csv_file import csv_text
from baken.engines.spreadsheet.table import Cell, Table
from baken.engines.spreadsheet.workbook import Sheet, SheetColumn, sheet_name, workbook_bytes
from baken.engines.spreadsheet.xlsx_file import xlsx_bytes

__all__ = [
    "Cell",
    "Sheet",
    "SheetColumn",
    "Table",
    "csv_text",
    "sheet_name",
    "workbook_bytes",
    "xlsx_bytes",
]
