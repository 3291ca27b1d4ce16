"""How a plan looks as a workbook: the names of its sheets, columns and words, and its mistakes."""

from baken.catalogue.plan_sheets.entries import (
    SHEET_COLUMNS,
    SHEET_FAULTS,
    SHEET_TABLES,
    SHEET_WORDS,
    SheetFault,
    SheetName,
)

__all__ = [
    "SHEET_COLUMNS",
    "SHEET_FAULTS",
    "SHEET_TABLES",
    "SHEET_WORDS",
    "SheetFault",
    "SheetName",
]
