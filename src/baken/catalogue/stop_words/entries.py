"""Reads ``stop_words/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class StopWords:
    """Words of one class: closed classes of Dutch, and words that every conversation has."""

    id: str
    label_nl: str
    source: str
    words: tuple[str, ...]


STOP_WORDS: tuple[StopWords, ...] = read_entries(Path(__file__).parent, "class", StopWords)
TURNED = "turned-by-negation"


def words_of_class(name: str) -> frozenset[str]:
    """Return the words of one class."""
    return frozenset(word for each in STOP_WORDS if each.id == name for word in each.words)


def all_stop_words() -> frozenset[str]:
    """Return every stop word, the negations among them."""
    return frozenset(word for each in STOP_WORDS if each.id != TURNED for word in each.words)


NEGATIONS: frozenset[str] = words_of_class("negation")
"""Words that turn some others round: "niet veilig" is read as a word of its own."""
TURNED_BY_NEGATION: frozenset[str] = words_of_class(TURNED)
