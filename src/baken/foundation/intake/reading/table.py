"""What reading gives: the columns of a delivered file and its rows, one after another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

OUTLINE, CRS, LAYER = "(outline)", "(coordinate system)", "(layer)"
"""Columns that reading a map adds: the outline as well-known binary, its system, its layer."""


class RowError(ValueError):
    """A row that cannot be used: the column, its value, why, and what to do (nl and en)."""

    def __init__(
        self, *, column: str, value: str, reason: str, remedy_nl: str, remedy_en: str
    ) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason
        self.remedy_nl, self.remedy_en = remedy_nl, remedy_en


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stood in the file: its number and its values by column.

    A row that could not be read whole carries the ``error`` with which it must be refused; its
    values are then what could be saved. A map's outline travels as well-known binary.
    """

    number: int
    values: dict[str, Any]
    error: RowError | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A delivered table: the column names in order, and the rows.

    The rows may be an iterator that reads as it goes: they can be walked once. ``notes`` say what
    was recognised or set right while reading (a sheet chosen, axes swapped); they are complete
    when the rows have been walked. ``rows_at_once`` is how many may be in memory together.
    """

    header: tuple[str, ...]
    rows: Iterable[RawRow]
    notes: list[str] = field(default_factory=list)
    rows_at_once: int = 10_000


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Consecutive rows of a table, column by column in the order of its header.

    ``odd`` holds, by their place in the block, the rows that are more than their cells: they carry
    an error, or a column that the header does not name.
    """

    header: tuple[str, ...]
    numbers: Sequence[int]
    columns: Sequence[Sequence[Any]]
    odd: Mapping[int, RawRow] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, place: int) -> RawRow:
        """Return one row."""
        found = self.odd.get(place)
        if found is not None:
            return found
        cells = (column[place] for column in self.columns)
        return RawRow(self.numbers[place], dict(zip(self.header, cells, strict=True)))

    def rows(self) -> Iterator[RawRow]:
        """Yield every row."""
        return map(self.row, range(len(self)))


def block_of(header: tuple[str, ...], rows: Sequence[RawRow]) -> RowBlock:
    """Return rows as a block."""
    columns = [[row.values.get(name) for row in rows] for name in header]
    names = dict.fromkeys(header).keys()
    odd = {n: row for n, row in enumerate(rows) if row.error or row.values.keys() != names}
    return RowBlock(header, [row.number for row in rows], columns, odd)


@dataclass(frozen=True, slots=True)
class RowsInBlocks:
    """The rows of a table that was read in blocks: walked as blocks or as rows, once."""

    blocks: Iterator[RowBlock]

    def __iter__(self) -> Iterator[RawRow]:
        for block in self.blocks:
            yield from block.rows()


def in_blocks(table: Table) -> Iterator[RowBlock]:
    """Yield the rows of a table as blocks: as it was read, or ``rows_at_once`` together."""
    if isinstance(table.rows, RowsInBlocks):
        yield from table.rows.blocks
        return
    remaining = iter(table.rows)
    while taken := list(islice(remaining, table.rows_at_once)):
        yield block_of(table.header, taken)
