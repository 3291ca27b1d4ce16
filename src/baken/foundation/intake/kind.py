"""What a record declares about a kind of file: how to read it, check a row and store the rows."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from baken.foundation.intake.columns.cells import Writing
from baken.foundation.intake.columns.column import Column
from baken.foundation.intake.reading.table import RawRow, RowBlock
from baken.foundation.intake.versioned import VersionedTable


@dataclass(frozen=True, slots=True)
class Received:
    """The delivery that rows come from, as the storing function needs to know it."""

    delivery: UUID
    delivered_at: datetime
    tenant: str | None = None


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How many delivered values were new, the same as known, or a revision."""

    accepted: int
    unchanged: int
    revised: int


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row that passed its checks: its number, what it says and what was mended in it."""

    number: int
    content: Any
    note: str = ""


class FileShape(StrEnum):
    """What a file is before its columns mean anything."""

    TABLE = "table"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class ContentPart:
    """One part of what a row says: the column it comes from, and what is stored of its value."""

    column: str
    stored: Callable[[Any], object] = lambda value: value


Look = Callable[[RowBlock], list[list[str | None]]]
"""Returns the parts of what the rows of a block say, each a column of texts as COPY reads them;
None where the row must be looked at by itself."""


@dataclass(frozen=True, slots=True)
class Columnwise:
    """How the rows of a kind are taken in whole columns at a time.

    For kinds whose rows each give one version of ``table``. ``parts`` follow the order of its key
    and what it says, each from one column of the file. Where a part comes from several columns,
    ``look`` returns what gives the parts of a block under a mapping. A kind's ``parse`` says the
    same of one row.
    """

    table: VersionedTable
    parts: tuple[ContentPart, ...] = ()
    look: Callable[[Mapping[str, Sequence[str]], Writing], Look] | None = None

    def parse(self, row: RawRow, _options: "Options") -> ParsedRow:
        """Return what one row says."""
        said = tuple(part.stored(row.values[part.column]) for part in self.parts)
        return ParsedRow(row.number, said)

    def identity(self, content: tuple[object, ...]) -> Hashable:
        """Return what a row is about."""
        return content[: len(self.table.key)]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file.

    ``columns`` says what its columns mean and under which names publishers deliver them. ``shape``
    says what such a file is (reading/readers), ``parse`` gets a row by the kind's
    own columns, read by type (None: nothing said), checks it and raises RowError, ``identity`` says
    what a row is about (two rows of one file may not say different things of it), ``store`` writes
    good rows in the transaction of the delivery; it is called with one chunk of the file after
    another. ``table`` holds its values in versions, None where it keeps none: then a delivery can
    not be withdrawn. ``values`` says which values a row's content brings: tuples of the table's key
    and of what it says.
    ``unsaved_columns`` are left out of the stored copy of the row because they are kept elsewhere.
    ``of_municipality``: the rows belong to the municipality that delivers them; else all read them.
    ``activity``: the processing activity that rows below street level serve (place_rules).
    ``settle`` brings up to date what is drawn from the versions that a delivery speaks of: called
    when its rows are stored, and when it was withdrawn or put back.
    ``columnwise``: the kind may be taken in whole columns at a time, with the same outcome.
    ``prepare`` returns the kind as it reads one delivery, with what it looks up for that.
    ``keep`` returns rows of the file as their copies may be kept: without what is never stored.
    """

    name: str
    sentence: str
    columns: tuple[Column, ...]
    shape: FileShape
    parse: Callable[[RawRow, "Options"], ParsedRow]
    identity: Callable[[Any], Hashable]
    store: Callable[[Received, Sequence[ParsedRow]], StoreCounts]
    unsaved_columns: tuple[str, ...] = ()
    of_municipality: bool = False
    table: VersionedTable | None = None
    values: Callable[[Any], Sequence[tuple[Any, ...]]] = lambda content: (content,)
    activity: str = ""
    columnwise: Columnwise | None = None
    settle: Callable[[UUID], None] = lambda _delivery: None
    prepare: Callable[["FileKind", "Options"], "FileKind"] = lambda kind, _options: kind
    keep: Callable[[RowBlock, Mapping[str, Sequence[str]]], RowBlock] = lambda block, _columns: (
        block
    )


@dataclass(frozen=True, slots=True)
class Options:
    """What is said about a file beside its rows.

    The person who delivers says its ``year``, where the file does not; ``source`` and
    ``municipality`` are those of the delivery.
    """

    year: int | None = None
    source: str = ""
    municipality: str = ""

    def fixed_values(self, columns: Sequence[Column]) -> dict[str, str]:
        """Return what holds for every row of the file, by the columns that a kind has."""
        if self.year is None:
            return {}
        said = {"year": str(self.year), "period": str(self.year)}
        return {column.name: said[column.name] for column in columns if column.name in said}
