"""Columns that hold persons: how they are called and what their cells look like."""

from baken.catalogue.person_columns.entries import (
    PERSON_COLUMNS,
    PERSON_WORDS,
    CellTest,
    PersonColumn,
    PersonWords,
    words_named,
)

__all__ = [
    "PERSON_COLUMNS",
    "PERSON_WORDS",
    "CellTest",
    "PersonColumn",
    "PersonWords",
    "words_named",
]
