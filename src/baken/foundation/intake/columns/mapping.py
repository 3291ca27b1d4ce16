"""A column mapping: which column of a file is which column of a kind, and how it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from baken.foundation.intake.columns import cells, moments
from baken.foundation.intake.columns.cells import CellError, CellReader, Writing
from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.columns.translating import (
    AS_IT_IS,
    Grid,
    Translation,
    Translator,
)
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.vocabulary.errors import UnusableInputError

_READERS: dict[ColumnType, CellReader] = {
    ColumnType.TEXT: cells.words,
    ColumnType.COUNT: cells.count,
    ColumnType.DECIMAL: cells.decimal,
    ColumnType.OFFENCE: cells.offence,
    ColumnType.DATE: cells.day,
    ColumnType.MOMENT: moments.moment,
    ColumnType.LAST_MOMENT: moments.last_moment,
    ColumnType.YEAR: cells.year,
    ColumnType.PERIOD: cells.period,
    ColumnType.AREA_CODE: cells.area_code,
    ColumnType.AREA: cells.words,
    ColumnType.YES_OR_NO: cells.yes_or_no,
}

_WORDS = frozenset({ColumnType.TEXT, ColumnType.AREA})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns of a kind -> columns of a file (tried in order), and values that hold for all rows.

    ``decimal`` and ``dates`` say how the file writes numbers and dates; see ``Writing``.
    ``translation`` says what else it writes otherwise than Baken does.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."
    dates: str = "iso"
    translation: Translation = field(default_factory=Translation)

    @property
    def file_columns(self) -> frozenset[str]:
        """Return the columns of the file that mean something."""
        return frozenset(name for names in self.columns.values() for name in names)

    def with_fixed(self, **values: str) -> "ColumnMapping":
        """Return the mapping with values that hold for all rows where the file names none."""
        missing = {name: value for name, value in values.items() if name not in self.columns}
        return replace(self, fixed={**self.fixed, **missing})

    @property
    def translator(self) -> Translator | None:
        """Return what translates the rows of a file, None where nothing is to be translated."""
        if not self.translation:
            return None
        return Translator(self.translation, self.columns, self.decimal)


def as_json(mapping: ColumnMapping) -> dict[str, Any]:
    """Return a mapping as it is stored and shown."""
    told: dict[str, Any] = {
        "columns": {name: list(names) for name, names in mapping.columns.items()},
        "fixed": dict(mapping.fixed),
        "decimal": mapping.decimal,
        "dates": mapping.dates,
    }
    if mapping.translation.words:
        told["words"] = {name: dict(said) for name, said in mapping.translation.words.items()}
    if mapping.translation.grid != Grid():
        grid = mapping.translation.grid
        told["coordinates"] = {"system": grid.system, "move": list(grid.move)}
    return told


def from_json(content: Any, columns: Sequence[Column]) -> ColumnMapping:
    """Return a mapping as it was stored or written by hand.

    Raises:
        UnusableInputError: naming every mistake.
    """
    if not isinstance(content, dict):
        raise UnusableInputError('a column mapping is an object with "columns" and "fixed"')
    mapping = ColumnMapping(
        {name: _names(given) for name, given in dict(content.get("columns", {})).items()},
        {name: str(value) for name, value in dict(content.get("fixed", {})).items()},
        content.get("decimal", "."),
        content.get("dates", "iso"),
        _translation(content),
    )
    if mistakes := _mistakes(content, mapping, columns):
        raise UnusableInputError(f"the column mapping is wrong: {'; '.join(mistakes)}")
    return mapping


def _translation(content: dict) -> Translation:
    said, grid = content.get("words", {}), content.get("coordinates", {})
    try:
        words = {
            str(column): {str(text): str(meaning) for text, meaning in meanings.items()}
            for column, meanings in said.items()
        }
        east, north = grid.get("move", (0, 0))
        return Translation(words, Grid(grid.get("system", AS_IT_IS), (float(east), float(north))))
    except (AttributeError, TypeError, ValueError):
        raise UnusableInputError(
            'the column mapping is wrong: "words" is {column: {text: meaning}}, "coordinates" is '
            '{"system": …, "move": [east, north]}'
        ) from None


def _names(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(str(name) for name in given)


def _mistakes(content: dict, mapping: ColumnMapping, columns: Sequence[Column]) -> list[str]:
    known = {column.name for column in columns}
    extra = set(content) - {"columns", "fixed", "decimal", "dates", "words", "coordinates"}
    found = [f'unknown key "{name}"' for name in sorted(extra)]
    found += [
        f'this kind has no column "{name}"; it has {", ".join(sorted(known))}'
        for name in sorted({*mapping.columns, *mapping.fixed, *mapping.translation.words} - known)
    ]
    found += mapping.translation.grid.mistakes()
    if mapping.decimal not in {".", ","}:
        found.append(f'decimal is "{mapping.decimal}"; write "." or ","')
    if mapping.dates not in cells.DATE_EXAMPLES:
        found.append(f'dates is "{mapping.dates}"; write {", ".join(cells.DATE_EXAMPLES)}')
    return found


Convert = Callable[[RawRow], RawRow]
"""Turns a row of the file into a row of the kind: typed values, None where nothing is said."""


def converter(columns: Sequence[Column], mapping: ColumnMapping) -> Convert:
    """Return the function that reads the rows of a file under a mapping.

    It raises RowError with the file's own column name for the first cell that cannot be used.
    """
    writing = Writing(mapping.decimal, mapping.dates)
    steps = [
        (column.name, _cell_of(column, mapping, writing))
        for column in columns
        if column.name in mapping.columns or column.name in mapping.fixed
    ]
    nothing = {column.name: None for column in columns}
    translator = mapping.translator

    def convert(row: RawRow) -> RawRow:
        values: dict[str, Any] = dict(nothing)
        said = translator.row(row.values) if translator else row.values
        for name, cell in steps:
            values[name] = cell(said)
        return RawRow(row.number, values)

    return convert


def read_cells(
    columns: Sequence[Column], mapping: ColumnMapping, row: RawRow
) -> dict[str, object | RowError]:
    """Return what each column of the kind says in a row, or why its cell cannot be read."""
    writing = Writing(mapping.decimal, mapping.dates)
    translator = mapping.translator
    said = translator.row(row.values) if translator else row.values
    found: dict[str, object | RowError] = {}
    for column in columns:
        if column.name in mapping.columns or column.name in mapping.fixed:
            try:
                found[column.name] = _cell_of(column, mapping, writing)(said)
            except RowError as error:
                found[column.name] = error
    return found


def cell_errors(
    columns: Sequence[Column], mapping: ColumnMapping, row: RawRow
) -> tuple[RowError, ...]:
    """Return every cell of a row that cannot be read, not only the first."""
    cells = read_cells(columns, mapping, row).values()
    return tuple(each for each in cells if isinstance(each, RowError))


def _cell_of(
    column: Column, mapping: ColumnMapping, writing: Writing
) -> Callable[[Mapping[str, Any]], object]:
    names = mapping.columns.get(column.name, ())
    if column.type is ColumnType.AS_IT_IS:
        return lambda values: values.get(names[0])
    read = cell_reader(column, writing)
    fixed = mapping.fixed.get(column.name, "")

    def cell(values: Mapping[str, Any]) -> object:
        name = names[0] if names else ""
        text = values.get(name, "") if name else fixed
        for other in names[1:]:
            if not cells.says_nothing(text):
                break
            name, text = other, values.get(other, "")
        try:
            return read(text or fixed)
        except CellError as error:
            raise _row_error(name or column.name, text, error) from None

    return cell


def cell_reader(column: Column, writing: Writing) -> Callable[[str], object]:
    """Return the reader of a column; the same text comes back often in a file.

    It raises CellError for a text that cannot be used, and returns None where nothing is said.
    """
    reader = _READERS[column.type]

    @lru_cache(maxsize=8192)
    def read(given: str) -> object:
        text = given.strip()
        # A word can be "x" or "-"; only marks among numbers and codes say "no value".
        if not text or (column.type not in _WORDS and cells.says_nothing(text)):
            if column.required:
                raise _no_value(column)
            return None
        return _possible(column, reader(text, writing))

    return read


def _no_value(column: Column) -> CellError:
    return CellError(
        "no-value",
        f"Hier staat geen {column.label_nl}. Vul die in; geeft de bron hem niet, dan hoeft er "
        "niets te gebeuren.",
        f"There is no {column.label_en} here. Fill it in; if the source gives none, nothing needs "
        "to be done.",
    )


def _possible(column: Column, value: Any) -> object:
    lowest, highest = column.lowest, column.highest
    too_low = lowest is not None and value < lowest
    if too_low or (highest is not None and value > highest):
        stretch = f"{_end(lowest, '-∞')} - {_end(highest, '∞')}"
        raise CellError(
            "impossible-value",
            f"{column.label_nl} ligt tussen {stretch}; controleer de waarde en de eenheid.",
            f"{column.label_en} lies within {stretch}; check the value and the unit.",
        )
    return value


def _end(value: float | None, without: str) -> str:
    return without if value is None else f"{value:g}"


def _row_error(column: str, value: Any, error: CellError) -> RowError:
    return RowError(
        column=column,
        value=str(value),
        reason=error.reason,
        remedy_nl=error.remedy_nl,
        remedy_en=error.remedy_en,
    )
