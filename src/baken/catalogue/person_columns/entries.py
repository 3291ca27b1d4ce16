"""Reads ``person_columns/*.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class CellTest(StrEnum):
    """How a cell is recognised; the tests themselves stand in foundation/stewardship."""

    BSN = "bsn"
    DATE_OF_A_LIFE = "date-of-a-life"
    EMAIL = "email"
    IBAN = "iban"
    LICENCE_PLATE = "licence-plate"
    ONE_OF = "one-of"
    PERSON_NAME = "person-name"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A kind of personal datum: names that refuse a column, and a test on its cells.

    ``names`` are found anywhere in a column's name, ``whole`` only as the whole name, and
    ``of_somebody`` only beside a word for a person (victim, reporter). ``unless`` are words of a
    column's name with which the test on cells is not done. A column is refused by its cells when
    at least ``at_least`` different cells match, and at least this ``share`` of the filled ones.
    """

    id: str
    label_nl: str
    label_en: str
    names: tuple[str, ...]
    cells: CellTest
    share: float
    at_least: int
    whole: tuple[str, ...] = ()
    of_somebody: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A list of words that the tests need, all in lower case and without accents."""

    id: str
    words: tuple[str, ...]


PERSON_COLUMNS: tuple[PersonColumn, ...] = read_entries(
    Path(__file__).parent, "column", PersonColumn
)
PERSON_WORDS: tuple[PersonWords, ...] = read_entries(
    Path(__file__).parent / "words", "words", PersonWords
)


def words_named(identifier: str) -> frozenset[str]:
    """Return the words of a list.

    Raises:
        LookupError: when there is no such list.
    """
    found = [words.words for words in PERSON_WORDS if words.id == identifier]
    if not found:
        raise LookupError(f'there is no list of words "{identifier}" in person_columns/words')
    return frozenset(found[0])
