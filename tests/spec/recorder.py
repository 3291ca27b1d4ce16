"""Catches what a spec test gives, asks and gets, so that the test itself is the manual's page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """A table that was drawn in the test."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the full name of the function that was really called."""

    sentence: str
    asked_of: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The table that came out, as it was formatted and compared."""

    rows: tuple[Row, ...]


@dataclass(slots=True)
class Recorder:
    """Keeps the steps of one spec test in order."""

    steps: list[Given | Question | Answer] = field(default_factory=list)

    def table(self, drawn: str) -> tuple[Row, ...]:
        """Read a drawn table and return its rows by column name."""
        rows = read_table(drawn)
        self.steps.append(Given(rows))
        return rows

    def ask(self, sentence: str, function: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Call the function, keep the question, and return what came out."""
        asked_of = f"{function.__module__}.{function.__qualname__}"
        self.steps.append(Question(sentence, asked_of))
        return function(*values, **named)

    def answer(self, drawn: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Compare what came out with the drawn table; what came out goes into the manual."""
        found, expected = tuple(dict(row) for row in rows), read_table(drawn)
        assert found == expected, f"expected\n{draw(expected)}\nfound\n{draw(found)}"
        self.steps.append(Answer(found))


def read_table(drawn: str) -> tuple[Row, ...]:
    """Return the rows of a table drawn with ``|``, the first line being the header."""
    lines = [line.strip() for line in drawn.strip().splitlines()]
    if not all(line.startswith("|") and line.endswith("|") for line in lines):
        raise ValueError(f"not a drawn table, every line begins and ends with |:\n{drawn}")
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    header, *body = [row for row in cells if not all(re.fullmatch(r":?-+:?", c) for c in row)]
    return tuple(dict(zip(header, row, strict=True)) for row in body)


def draw(rows: Iterable[Row]) -> str:
    """Draw rows as a table with ``|``; numbers to the right, words to the left."""
    rows = tuple(rows)
    header = list(rows[0])
    lines = [header, [_side(row[name] for row in rows) for name in header]]
    lines += [[row[name] for name in header] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def read_number(dutch: str) -> float:
    """Return the number that a Dutch text such as ``371.092`` or ``0,77`` writes."""
    return float(dutch.replace(".", "").replace(",", "."))


def write_number(value: float, decimals: int = 0) -> str:
    """Write a number the Dutch way: points between thousands, a comma before decimals."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _side(cells: Iterable[str]) -> str:
    numeric = all(re.fullmatch(r"-?[\d.]*,?\d+( %)?", cell) for cell in cells)
    return "---:" if numeric else "---"
