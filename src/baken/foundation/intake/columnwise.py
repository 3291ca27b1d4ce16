"""Takes rows in by whole columns: each different text of a column is read once.

Rows in which every cell reads well pass together. Any other row goes the way of a single row, so
that its refusal is the same; the outcome never differs from ``checking.row_by_row``.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

from baken.foundation.intake.bulk import copy_text
from baken.foundation.intake.checking import (
    BlockOutcome,
    Taking,
    contradiction,
    in_order,
    parse_row,
)
from baken.foundation.intake.columns.cells import CellError, Writing
from baken.foundation.intake.columns.column import Column
from baken.foundation.intake.columns.mapping import ColumnMapping, cell_reader
from baken.foundation.intake.kind import (
    Columnwise,
    ContentPart,
    FileKind,
    Look,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.merge import Merged, RepeatedRow, holds_nothing, merge_columns
from baken.foundation.intake.reading.table import RawRow, RowBlock, RowError

REMEMBERED = 50_000
"""Different texts of one column that are remembered from block to block."""

ReadColumn = Callable[[RowBlock], list[str | None]]
"""Returns a part of what the rows say, as COPY reads it; None where a row must be looked at."""


def column_by_column(
    kind: FileKind, mapping: ColumnMapping | None, received: Received, options: Options
) -> Taking | None:
    """Return what takes the blocks of one delivery in, or None when they go row by row."""
    declared = kind.columnwise
    if declared is None or mapping is None or not _single(mapping):
        return None
    if declared.look:
        if mapping.fixed:  # what holds for the whole file is read row by row
            return None
        look = declared.look(mapping.columns, Writing(mapping.decimal, mapping.dates))
    elif _plain(kind, declared):
        look = _looking([_reader(kind, part, mapping) for part in declared.parts])
    else:
        return None
    return Taking(_Columns(kind, declared, received, options).take, look)


def _looking(readers: Sequence[ReadColumn]) -> Look:
    return lambda block: [read(block) for read in readers]


def _single(mapping: ColumnMapping) -> bool:
    """Return whether every column of the kind comes from one column at most."""
    return all(len(names) == 1 for names in mapping.columns.values())


def _plain(kind: FileKind, declared: Columnwise) -> bool:
    """Return whether every column of the kind is a part."""
    return {column.name for column in kind.columns} == {part.column for part in declared.parts}


def _reader(kind: FileKind, part: ContentPart, mapping: ColumnMapping) -> ReadColumn:
    column = next(each for each in kind.columns if each.name == part.column)
    names = mapping.columns.get(column.name)
    if names is None and column.name not in mapping.fixed:
        return lambda block: [copy_text(part.stored(None))] * len(block)
    read = _text_reader(column, part, mapping)
    if names is None:
        return lambda block: [read("")] * len(block)
    known = _Known(read)

    def cells(block: RowBlock) -> list[str | None]:
        if names[0] not in block.header:
            return [None] * len(block)
        if len(known) > REMEMBERED:
            known.clear()
        given = block.columns[block.header.index(names[0])]
        return list(map(known.__getitem__, given))

    return cells


class _Known(dict[object, str | None]):
    """What the texts of a column were read as; another text is read when it is asked for."""

    def __init__(self, read: Callable[[object], str | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: object) -> str | None:
        """Read a text that was not seen before."""
        read = self[text] = self._read(text)
        return read


def _text_reader(
    column: Column, part: ContentPart, mapping: ColumnMapping
) -> Callable[[object], str | None]:
    read = cell_reader(column, Writing(mapping.decimal, mapping.dates))
    fixed = mapping.fixed.get(column.name, "")

    def text(given: object) -> str | None:
        if not isinstance(given, str):
            return None
        try:
            return copy_text(part.stored(read(given or fixed)))
        except (CellError, RowError):
            return None

    return text


class _Columns:
    """The taking in of one delivery, block after block."""

    def __init__(
        self,
        kind: FileKind,
        declared: Columnwise,
        received: Received,
        options: Options,
    ) -> None:
        self._kind, self._table = kind, declared.table
        self._received, self._options = received, options
        self._key = len(declared.table.key)
        self._first = holds_nothing(declared.table)

    def take(self, block: RowBlock, columns: list[list[str | None]]) -> BlockOutcome:
        """Take a block in."""
        odd = {place for column in columns if None in column for place in _without(column)}
        numbers: Sequence[int] = block.numbers
        refused, mended = self._one_by_one(block, sorted(odd.union(block.odd)))
        if odd or block.odd:
            fit = [place not in odd and place not in block.odd for place in range(len(block))]
            numbers = [*compress(numbers, fit), *(row.number for row in mended)]
            columns = [
                [*compress(column, fit), *(copy_text(row.content[n]) for row in mended)]
                for n, column in enumerate(columns)
            ]
        merged = self._merged(columns, numbers)
        agreeing = [each for each in merged.repeated if each.agrees]
        others = [each for each in merged.repeated if not each.agrees]
        refused += self._contradicting(block, others)
        return BlockOutcome(merged.counts, in_order(refused), len(agreeing))

    def _one_by_one(
        self, block: RowBlock, places: Iterable[int]
    ) -> tuple[list[tuple[RawRow, RowError]], list[ParsedRow]]:
        refused: list[tuple[RawRow, RowError]] = []
        good: list[ParsedRow] = []
        for place in places:
            row = block.row(place)
            try:
                good.append(parse_row(self._kind, row, self._options))
            except RowError as error:
                refused.append((row, error))
        return refused, good

    def _merged(self, columns: Sequence[Sequence[str]], numbers: Sequence[int]) -> Merged:
        if not numbers:
            return Merged(StoreCounts(accepted=0, unchanged=0, revised=0))
        keys = list(map("\t".join, zip(*columns[: self._key], strict=True)))
        columns = [keys, *columns[self._key :]]
        if len(set(keys)) == len(keys):
            return self._stored(columns, numbers)
        # The first row about something counts; the others are then held against what it said.
        firsts = set({key: place for place, key in reversed(list(enumerate(keys)))}.values())
        first = [place in firsts for place in range(len(keys))]
        merged = self._part(columns, numbers, first)
        rest = self._part(columns, numbers, [not each for each in first])
        return Merged(merged.counts, (*merged.repeated, *rest.repeated))

    def _part(
        self, columns: Sequence[Sequence[str]], numbers: Sequence[int], chosen: Sequence[bool]
    ) -> Merged:
        cut = [list(compress(column, chosen)) for column in columns]
        return self._stored(cut, list(compress(numbers, chosen)))

    def _stored(self, columns: Sequence[Sequence[str]], numbers: Sequence[int]) -> Merged:
        return merge_columns(self._table, self._received, columns, numbers, first=self._first)

    def _contradicting(
        self, block: RowBlock, repeated: Sequence[RepeatedRow]
    ) -> list[tuple[RawRow, RowError]]:
        places = {number: place for place, number in enumerate(block.numbers)} if repeated else {}
        found = []
        for each in repeated:
            row = block.row(places[each.number])
            said = str(parse_row(self._kind, row, self._options).content)
            found.append((row, contradiction(said, each.first)))
        return found


def _without(column: Sequence[str | None]) -> list[int]:
    return [place for place, text in enumerate(column) if text is None]
