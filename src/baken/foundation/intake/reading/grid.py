"""From the records of a file to a table: its header, its footnotes, the rows that do not fit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.table import (
    RawRow,
    RowBlock,
    RowError,
    RowsInBlocks,
    Table,
    block_of,
)
from baken.foundation.intake.reading.text_form import UNREADABLE
from baken.vocabulary.errors import UnusableInputError

SAMPLE = 200
"""How many records are looked at to find the header row."""

RECORDS_AT_ONCE = 5_000

LINES_ABOVE = 30
"""At most so many lines of title or explanation above the header row, or below the rows."""

_FOOTNOTE_STARTS = (
    *("bron", "source", "©", "copyright", "toelichting", "noot", "note", "*", "legenda"),
)


class Record(NamedTuple):
    """One record of a file: its number from the top, its cells, and why it must be refused."""

    number: int
    cells: list[str]
    error: RowError | None = None


@dataclass(frozen=True, slots=True)
class RecordBlock:
    """Consecutive records of a file, all of one width as ``columns``, else as ``records``."""

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]] = ()
    several: Sequence[Record] = ()

    def records(self) -> Iterator[Record]:
        """Yield every record."""
        if not self.columns:
            yield from self.several
        for number, *cells in zip(self.numbers, *self.columns, strict=bool(self.columns)):
            yield Record(number, cells)

    def after(self, place: int) -> "RecordBlock":
        """Return the records behind a place."""
        columns = [column[place:] for column in self.columns]
        return RecordBlock(self.numbers[place:], columns, self.several[place:])


def record_block(records: Sequence[Record]) -> RecordBlock:
    """Return records as a block."""
    numbers, widths = [r.number for r in records], {len(r.cells) for r in records}
    if len(widths) == 1 and widths != {0} and not any(r.error for r in records):
        return RecordBlock(numbers, list(zip(*(r.cells for r in records), strict=True)))
    return RecordBlock(numbers, several=records)


def record_blocks(records: Iterable[Record]) -> Iterator[RecordBlock]:
    """Yield records together: first the sample, then many at a time."""
    remaining, number = iter(records), SAMPLE
    while taken := list(islice(remaining, number)):
        yield record_block(taken)
        number = RECORDS_AT_ONCE


def table_of(
    file_name: str, blocks: Iterable[RecordBlock], notes: list[str] | None = None
) -> Table:
    """Find the header among the first records and read the rest as rows.

    ``notes`` are the reader's own; what is recognised here is added to them.

    Raises:
        UnusableInputError: no header, a column twice, too many columns, or no rows at all.
    """
    remaining = iter(blocks)
    start = _start(remaining)
    sample = list(islice(start.records(), SAMPLE))
    place = _header_place([record.cells for record in sample])
    if place is None:
        raise UnusableInputError(f'"{file_name}" is empty; deliver a table with a header row')
    header = _header(file_name, sample[place])
    notes = [] if notes is None else notes
    above = _notes_above(sample[:place], sample[place].number)
    notes += above
    body = chain((start.after(place + 1),), remaining)
    rows = _blocks(file_name, header, body, notes, titled=bool(above))
    first = next(rows, None)
    if first is None:
        raise UnusableInputError(
            f'"{file_name}" has a header row (row {sample[place].number}) and no rows under it; '
            "export the table again and check that it is not filtered to nothing"
        )
    return Table(header, RowsInBlocks(chain((first,), rows)), notes)


def _start(blocks: Iterator[RecordBlock]) -> RecordBlock:
    """Return the beginning of a file: as many blocks as the sample needs."""
    records: list[Record] = []
    for block in blocks:
        if not records and len(block.numbers) >= SAMPLE:
            return block
        records += block.records()
        if len(records) >= SAMPLE:
            break
    return record_block(records)


def filled(cells: Sequence[str]) -> int:
    """Return how many cells there are up to and including the last that is not blank."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def _header_place(sample: Sequence[Sequence[str]]) -> int | None:
    """Return which record is the header: the first as wide as most records are."""
    widths = [filled(cells) for cells in sample]
    counted = Counter(width for width in widths if width)
    if not counted:
        return None
    usual = max(counted, key=lambda width: (width > 1, counted[width], width))
    for place, cells in enumerate(sample[: LINES_ABOVE + 1]):
        named = sum(1 for cell in cells if cell.strip())
        if named and (usual == 1 or (named >= 2 and widths[place] * 2 > usual)):
            return place
    return next(place for place, width in enumerate(widths) if width)


def _header(file_name: str, record: Record) -> tuple[str, ...]:
    where = f'"{file_name}", row {record.number}'
    if record.error is not None:
        raise UnusableInputError(f"{where}, the header: {record.error.remedy_en}")
    cells = record.cells[: filled(record.cells)]
    if len(cells) > READING_LIMITS.columns:
        raise UnusableInputError(
            f"{where}: {len(cells):,} columns; at most {READING_LIMITS.columns:,} are read. "
            "Is the table on its side? Deliver one row for each area and period"
        )
    names = tuple(cell.strip() or f"(column {n})" for n, cell in enumerate(cells, start=1))
    repeated = sorted(name for name, times in Counter(names).items() if times > 1)
    if repeated:
        raise UnusableInputError(
            f"{where}: the column {', '.join(repeated)} occurs more than once; "
            "give each column a name of its own"
        )
    return names


def _notes_above(above: Sequence[Record], header_row: int) -> list[str]:
    said = [_remark(record) for record in above if filled(record.cells)]
    if not said:
        return []
    return [f"row {header_row} is the header; above it stands: {' / '.join(said)}"[:400]]


def _remark(record: Record) -> str:
    return " ".join(cell.strip() for cell in record.cells if cell.strip())


def _blocks(
    file_name: str,
    header: tuple[str, ...],
    blocks: Iterable[RecordBlock],
    notes: list[str],
    *,
    titled: bool,
) -> Iterator[RowBlock]:
    # Lines with one cell may be footnotes, but only when no row comes after them.
    held: list[Record] = []
    count = 0
    for block in blocks:
        if not held and _fits(header, block):
            found = RowBlock(header, block.numbers, block.columns)
        else:
            found = block_of(header, list(_rows(header, block.records(), held)))
        count += len(found)
        if len(found):
            yield found
        if count > READING_LIMITS.rows:
            raise UnusableInputError(
                f'"{file_name}" has more than {READING_LIMITS.rows:,} rows; deliver it in parts'
            )
    if last := list(_without_footnotes(header, held, notes, titled=titled)):
        yield block_of(header, last)


def _fits(header: tuple[str, ...], block: RecordBlock) -> bool:
    """Return whether every record is a whole row: none is blank, a remark, or faulty."""
    if len(block.columns) != len(header):
        return False
    # A remark under the table has its text in the first cell and nothing behind it.
    told = block.columns[1 if len(header) > 1 else 0]
    silent = {cell for cell in set(told) if not cell.strip()}
    places = [place for place, cell in enumerate(told) if cell in silent] if silent else []
    behind = block.columns[1:] or block.columns
    return all(any(column[place].strip() for column in behind) for place in places)


def _rows(
    header: tuple[str, ...], records: Iterable[Record], held: list[Record]
) -> Iterator[RawRow]:
    """Yield the rows among records; what may be a footnote stays in ``held``."""
    for record in records:
        width = filled(record.cells)
        if width == 0 and record.error is None:
            continue
        if len(header) > 1 and width == 1 and record.error is None and len(held) < LINES_ABOVE:
            held.append(record)
            continue
        for fitting in chain(held, (record,)):
            yield _row(header, fitting)
        held.clear()


def _without_footnotes(
    header: tuple[str, ...], held: Sequence[Record], notes: list[str], *, titled: bool
) -> Iterator[RawRow]:
    for record in held:
        text = _remark(record)
        alone = titled and len(record.cells) == 1
        if alone or text.lower().startswith(_FOOTNOTE_STARTS):
            notes.append(f"row {record.number} was read as a remark under the table: {text}"[:400])
        else:
            yield _row(header, record)


def _row(header: tuple[str, ...], record: Record) -> RawRow:
    number, cells, error = record
    width = len(header)
    if error is None and len(cells) == width:
        return RawRow(number, dict(zip(header, cells, strict=True)))
    error = error or _misfit(header, cells)
    if len(cells) > width:
        # Nothing of a refused row is lost: what has no column joins the last one.
        last = ",".join(cells[width - 1 :]) if error else cells[width - 1]
        cells = [*cells[: width - 1], last]
    elif len(cells) < width:
        cells = [*cells, *[""] * (width - len(cells))]
    if error is not None:
        cells = [UNREADABLE.sub("�", cell) for cell in cells]
    return RawRow(number, dict(zip(header, cells, strict=True)), error)


def _misfit(header: tuple[str, ...], cells: Sequence[str]) -> RowError | None:
    if len(cells) < len(header):
        return RowError(
            column=header[len(cells)],
            value="",
            reason="too-few-cells",
            remedy_nl=f"Deze rij heeft {len(cells)} cellen en de kop {len(header)} kolommen; "
            "vul de rij aan. Is het de laatste rij, dan is het bestand misschien afgebroken.",
            remedy_en=f"This row has {len(cells)} cells and the header {len(header)} columns; "
            "fill in the row. If it is the last one, the file may have been cut off.",
        )
    if len(cells) > len(header) and filled(cells) > len(header):
        return RowError(
            column=header[-1],
            value=cells[len(header)][:200],
            reason="more-cells-than-columns",
            remedy_nl=f"Deze rij heeft {filled(cells)} cellen en de kop {len(header)} kolommen; "
            "zet een waarde met een scheidingsteken erin tussen aanhalingstekens.",
            remedy_en=f"This row has {filled(cells)} cells and the header {len(header)} columns; "
            "put a value with a separator in it between quotation marks.",
        )
    return None
