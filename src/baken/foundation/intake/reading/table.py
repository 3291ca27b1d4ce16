"""What reading gives: the columns of a delivered file and its rows, one after another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
