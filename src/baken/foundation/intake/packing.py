"""Packs the rows of a file as they stood in it: small, and read back to the letter.

A pack is JSON, column by column, compressed with zlib: ``{"numbers": [...], "columns": {name:
[...]}}``. Columns repeat themselves, so this takes a twentieth of the file. What a row does not
have stands as null. A column whose cells are all text stands as one text with a sign between the
cells, ``{"joined": {name: "..."}}``, which is written in a fraction of the time.
"""

import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from baken.foundation.intake.reading.table import RowBlock

BETWEEN = "\x1f"
"""The sign between the cells of a joined column: ASCII's own for it."""
ROWS_A_PACK = 500
"""So many rows are unpacked to read one."""


class Pack(NamedTuple):
    """Packed rows, and the numbers of the first and the last."""

    first: int
    last: int
    content: bytes


def packs(block: RowBlock, unsaved: Collection[str] = ()) -> Iterator[Pack]:
    """Yield the rows of a block in packs, without the columns that are kept elsewhere."""
    columns = {
        name: column
        for name, column in zip(block.header, block.columns, strict=True)
        if name not in unsaved
    }
    for name in dict.fromkeys(name for row in block.odd.values() for name in row.values):
        if name not in block.header and name not in unsaved:
            odd = {place: row.values.get(name) for place, row in block.odd.items()}
            columns[name] = [odd.get(place) for place in range(len(block))]
    for start in range(0, len(block), ROWS_A_PACK):
        end = start + ROWS_A_PACK
        numbers = block.numbers[start:end]
        cut = {name: column[start:end] for name, column in columns.items()}
        yield pack(list(numbers), cut)


def pack(numbers: list[int], columns: Mapping[str, Any]) -> Pack:
    """Return rows with these numbers as a pack."""
    joined = {name: text for name, cells in columns.items() if (text := _joined(cells)) is not None}
    others = {name: cells for name, cells in columns.items() if name not in joined}
    content = {"numbers": numbers, "names": list(columns), "joined": joined, "columns": others}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Pack(numbers[0], numbers[-1], zlib.compress(text.encode(), level=1))


def _joined(cells: Sequence[Any]) -> str | None:
    """Return cells as one text, or None when they could not be told apart in it."""
    try:
        text = BETWEEN.join(cells)
    except TypeError:
        return None
    return text if text.count(BETWEEN) == len(cells) - 1 else None


def unpacked(
    content: bytes, *, only: Collection[int] | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of a pack, or only those with some numbers: number and values by column."""
    read = json.loads(zlib.decompress(content))
    columns = read["columns"]
    columns |= {name: text.split(BETWEEN) for name, text in read.get("joined", {}).items()}
    ordered = [(name, columns[name]) for name in read.get("names", columns)]
    for place, number in enumerate(read["numbers"]):
        if only is None or number in only:
            cells = ((name, column[place]) for name, column in ordered)
            yield number, {name: cell for name, cell in cells if cell is not None}
