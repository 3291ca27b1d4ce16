"""Reads a delivered table, whatever its format: the content decides, not the name."""

from collections.abc import Callable
from pathlib import Path

from baken.foundation.intake.reading.csv_files import read_csv
from baken.foundation.intake.reading.odata import read_odata
from baken.foundation.intake.reading.recognise import FileFormat, recognise
from baken.foundation.intake.reading.table import Table
from baken.foundation.intake.reading.xlsx_files import read_xlsx
from baken.vocabulary.errors import UnusableInputError

_READERS: dict[FileFormat, Callable[[Path], Table]] = {
    FileFormat.CSV: read_csv,
    FileFormat.XLSX: read_xlsx,
    FileFormat.JSON: read_odata,
}


def read_table(path: Path) -> Table:
    """Read CSV, XLSX or the JSON of CBS.

    Raises:
        UnusableInputError: when the file is none of these or cannot be used; it says what to do.
    """
    found = recognise(path)
    if found not in _READERS:
        raise UnusableInputError(
            f'"{path.name}" is a {found.value}, no table; deliver CSV, XLSX or the JSON of CBS, or '
            "take it in as areas when it is a map"
        )
    return _READERS[found](path)
