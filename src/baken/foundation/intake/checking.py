"""Takes rows in one by one: each checked by its kind and compared with all before it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from baken.foundation.intake.identities import Repetition, RowIdentities
from baken.foundation.intake.kind import FileKind, Options, ParsedRow, Received, StoreCounts
from baken.foundation.intake.reading.table import RawRow, RowBlock, RowError


@dataclass(frozen=True, slots=True)
class BlockOutcome:
    """What became of consecutive rows: stored, waiting, or a repetition of an earlier row.

    ``repeated`` counts the rows that say to the letter what an earlier row said.
    """

    counts: StoreCounts
    refused: tuple[tuple[RawRow, RowError], ...]
    repeated: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taking:
    """How the blocks of one delivery are taken in, one after another.

    ``look`` needs no database: it may look at the next block in another thread while ``take``
    stores this one, in the caller's transaction. ``take`` gets what ``look`` saw of its block.
    """

    take: Callable[[RowBlock, Any], BlockOutcome]
    look: Callable[[RowBlock], Any] = lambda _block: None


def row_by_row(kind: FileKind, received: Received, options: Options) -> Taking:
    """Return what takes the rows of one delivery in, each by itself."""
    identities = RowIdentities(kind.identity)

    def take(block: RowBlock, _looked: None) -> BlockOutcome:
        passed: list[tuple[RawRow, ParsedRow]] = []
        refused: list[tuple[RawRow, RowError]] = []
        for row in block.rows():
            try:
                passed.append((row, parse_row(kind, row, options)))
            except RowError as error:
                refused.append((row, error))
        good, contradicting, repeated = _compared(identities, passed)
        return BlockOutcome(
            counts=kind.store(received, good),
            refused=in_order([*refused, *contradicting]),
            repeated=repeated,
            notes=tuple(row.note for row in good if row.note),
        )

    return Taking(take)


def _compared(
    identities: RowIdentities, passed: list[tuple[RawRow, ParsedRow]]
) -> tuple[list[ParsedRow], list[tuple[RawRow, RowError]], int]:
    good: list[ParsedRow] = []
    contradicting: list[tuple[RawRow, RowError]] = []
    found = identities.repetitions([parsed for _, parsed in passed])
    for (row, parsed), repetition in zip(passed, found, strict=True):
        if repetition is None:
            good.append(parsed)
        elif not repetition.agrees:
            contradicting.append((row, _contradiction(parsed, repetition)))
    return good, contradicting, len(passed) - len(good) - len(contradicting)


def in_order(
    refused: list[tuple[RawRow, RowError]],
) -> tuple[tuple[RawRow, RowError], ...]:
    """Return rows that wait as they stand in the file."""
    return tuple(sorted(refused, key=lambda each: each[0].number))


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
