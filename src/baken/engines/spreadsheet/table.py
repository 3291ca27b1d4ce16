"""A table as it leaves: columns, rows, and what is to be known about it."""

from dataclasses import dataclass

Cell = str | int | float | None
"""A text, a number, or None for nothing known."""


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular table; ``about`` are (what, words): source, licence, method, day.

    Raises ValueError for a row of another width than the columns.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {place}: {len(row)} cells under {len(self.columns)} columns; give every "
                    "row a cell for each column, None where nothing is known"
                )
