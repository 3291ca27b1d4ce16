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
NEGATIONS: frozenset[str] = frozenset(
    word for each in STOP_WORDS if each.id == "negation" for word in each.words
)
"""Words that turn the next one round: it is read as a word of its own."""


def all_stop_words() -> frozenset[str]:
    """Return every stop word, the negations among them."""
    return frozenset(word for each in STOP_WORDS for word in each.words)
