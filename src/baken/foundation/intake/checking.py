"""Checks the rows of a file as a stream: a chunk at a time, never the whole file in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from baken.foundation.intake.identities import Repetition, RowIdentities
from baken.foundation.intake.kind import FileKind, Options, ParsedRow
from baken.foundation.intake.reading.table import RawRow, RowError

ROWS_AT_ONCE = 10_000


@dataclass(slots=True)
class CheckedChunk:
    """Consecutive rows of a file and what the check made of them.

    ``good`` rows are to be stored, ``refused`` ones wait; ``repeated`` counts the rows that say
    to the letter what an earlier row said.
    """

    rows: list[RawRow]
    good: list[ParsedRow] = field(default_factory=list)
    refused: list[tuple[RawRow, RowError]] = field(default_factory=list)
    repeated: int = 0


def check_rows(
    kind: FileKind, rows: Iterable[RawRow], options: Options, *, at_once: int = ROWS_AT_ONCE
) -> Iterator[CheckedChunk]:
    """Yield the rows in chunks of ``at_once``, each row checked and compared with all before it."""
    identities, remaining = RowIdentities(kind.identity), iter(rows)
    while taken := list(islice(remaining, at_once)):
        yield _check(kind, taken, options, identities)


def _check(
    kind: FileKind, rows: list[RawRow], options: Options, identities: RowIdentities
) -> CheckedChunk:
    chunk = CheckedChunk(rows)
    passed: list[tuple[RawRow, ParsedRow]] = []
    for row in rows:
        try:
            passed.append((row, parse_row(kind, row, options)))
        except RowError as error:
            chunk.refused.append((row, error))
    found = identities.repetitions([parsed for _, parsed in passed])
    for (row, parsed), repetition in zip(passed, found, strict=True):
        if repetition is None:
            chunk.good.append(parsed)
        elif repetition.agrees:
            chunk.repeated += 1
        else:
            chunk.refused.append((row, _contradiction(parsed, repetition)))
    return chunk


def parse_row(kind: FileKind, row: RawRow, options: Options) -> ParsedRow:
    """Return what a row says.

    Raises:
        RowError: when it cannot be used, or could not even be read.
    """
    if row.error:
        raise row.error
    return kind.parse(row, options)


def _contradiction(row: ParsedRow, repetition: Repetition) -> RowError:
    return contradiction(str(row.content), repetition.first)


def contradiction(said: str, first: int) -> RowError:
    """Return why a row waits that says something else than row ``first`` of the same."""
    return RowError(
        column="",
        value=said,
        reason="contradicts-an-earlier-row",
        remedy_nl=f"Rij {first} zegt iets anders over hetzelfde; laat er een staan.",
        remedy_en=f"Row {first} says something else of the same; keep one of them.",
    )
