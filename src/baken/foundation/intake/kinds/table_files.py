"""Reads the tables of the kinds: CSV, or the JSON of CBS's OData (v3 TypedDataSet, v4)."""

import json
from pathlib import Path
from typing import Any

from baken.foundation.intake.reading.csv_files import read_csv
from baken.foundation.intake.reading.table import RawRow, Table
from baken.vocabulary.errors import UnusableInputError

LARGEST_JSON = 64 * 1024 * 1024
"""In bytes; CBS cuts its answers far below, and JSON is read whole."""


def read_table(path: Path) -> Table:
    """Read a table in whichever of the formats it is, told from its content.

    Raises:
        UnusableInputError: when it is none of them or too large.
    """
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    return read_odata(path) if start[:1] in {b"{", b"["} else read_csv(path)


def read_odata(path: Path) -> Table:
    """Read an answer of CBS's OData: the rows are in ``value``; the first is row 1."""
    if path.stat().st_size > LARGEST_JSON:
        raise UnusableInputError(
            f'"{path.name}" is JSON of more than {LARGEST_JSON // 2**20} MB; deliver it in parts'
        )
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnusableInputError(
            f'"{path.name}" is no complete JSON ({error}); fetch it again from the source'
        ) from error
    rows = content.get("value") if isinstance(content, dict) else content
    if not isinstance(rows, list) or not rows or not all(map(_is_flat, rows)):
        raise UnusableInputError(
            f'"{path.name}" is no table of CBS: it needs a list "value" of flat rows; deliver the '
            "answer of TypedDataSet (OData 3) or Observations (OData 4)"
        )
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    return Table(
        header,
        [
            RawRow(number, {name: _text(row.get(name)) for name in header})
            for number, row in enumerate(rows, start=1)
        ],
    )


def _is_flat(row: Any) -> bool:
    return isinstance(row, dict) and not any(isinstance(v, (dict, list)) for v in row.values())


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
