"""Reads the JSON that CBS gives: OData version 3 (TypedDataSet) and version 4 (Observations)."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.json_stream import JsonList
from baken.foundation.intake.reading.table import RawRow, RowError, Table
from baken.foundation.intake.reading.text_form import UNREADABLE, refuse_unreadable_names
from baken.vocabulary.errors import UnusableInputError


def read_odata(path: Path) -> Table:
    """Read the list "value"; the first object is row 1, since there is no header row.

    An empty value (null) becomes an empty cell. Columns are those of the first object.

    Raises:
        UnusableInputError: no JSON of CBS, cut off, nested too deep, or without objects.
    """
    objects = JsonList(path, "value")
    elements = iter(objects)
    first = next(elements, None)
    if first is None or not isinstance(first.value, dict):
        raise _no_objects(path, found=objects.found)
    header = tuple(first.value)
    if len(header) > READING_LIMITS.columns:
        raise UnusableInputError(f'"{path.name}" has {len(header):,} columns; that is no table')
    refuse_unreadable_names(path.name, header)
    notes: list[str] = []

    def rows() -> Iterator[RawRow]:
        for element in chain((first,), elements):
            yield _row(element.number, element.value, header)
        if any(key.endswith("nextLink") for key in objects.around):
            raise UnusableInputError(
                f'"{path.name}" is one page of several: it names a next page (nextLink). Download '
                "all pages, or take the table as CSV"
            )

    return Table(header, rows(), notes)


def _no_objects(path: Path, *, found: bool) -> UnusableInputError:
    if found:
        return UnusableInputError(
            f'"{path.name}" has a list "value" without rows; check the selection and download again'
        )
    return UnusableInputError(
        f'"{path.name}" is JSON without a list "value"; deliver the JSON of CBS as it comes from '
        "TypedDataSet or Observations, or the table as CSV or XLSX"
    )


def _row(number: int, value: Any, header: tuple[str, ...]) -> RawRow:
    if not isinstance(value, dict):
        return RawRow(number, dict.fromkeys(header, ""), _misfit("", str(value)))
    values = {name: _text(value.get(name)) for name in header}
    values |= {name: _text(cell) for name, cell in value.items() if name not in values}
    odd = next((name for name, cell in value.items() if isinstance(cell, list | dict)), None)
    odd = odd or next((name for name, text in values.items() if UNREADABLE.search(text)), None)
    if odd is None and len(values) == len(header):
        return RawRow(number, values)
    odd = odd or next(name for name in values if name not in header)
    safe = {UNREADABLE.sub("�", k): UNREADABLE.sub("�", text) for k, text in values.items()}
    return RawRow(number, safe, _misfit(odd, _text(value.get(odd))))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _misfit(column: str, value: str) -> RowError:
    return RowError(
        column=UNREADABLE.sub("�", column),
        value=UNREADABLE.sub("�", value)[:200],
        reason="other-shape-than-the-first-row",
        remedy_nl="Elk object in de lijst heeft dezelfde velden, met een getal of een tekst.",
        remedy_en="Each object in the list has the same fields, with a number or a text.",
    )
