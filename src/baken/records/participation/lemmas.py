"""The words of a text as themes read them: lemmas, without words that say nothing.

Loaded by the worker only: the word list of simplemma takes some seconds and memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from baken.catalogue.stop_words import NEGATIONS, TURNED_BY_NEGATION, all_stop_words

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
REMOVED = re.compile(r"\[[A-Z-]+\]")
SHORTEST = 3
# Endings and the negation that leave what a word is about; a stem keeps so many letters.
ENDINGS = (("heden", 4), ("heid", 4), ("ingen", 5), ("ing", 5), ("en", 5), ("e", 5), ("s", 5))
NOT_SO, NOT_SO_FROM = "on", 7
_STOP = all_stop_words()


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as it stands in the text and as it is counted."""

    written: str
    counted: str


def read_words(text: str) -> tuple[ReadWord, ...]:
    """Return the words of a text that count, in order.

    A negation turns some words into others ("niet veilig" is not "veilig"); what a text is about
    stays the same ("geen licht" is about light). Marks of what was taken out do not count.
    """
    return tuple(_words(text))


def _words(text: str) -> Iterator[ReadWord]:
    negated = False
    for found in WORD.finditer(REMOVED.sub(" ", text)):
        written = found[0]
        small = written.casefold()
        if small in NEGATIONS:
            negated = True
            continue
        lemma = lemma_of(small)
        if small in _STOP or lemma in _STOP or len(lemma) < SHORTEST:
            continue
        turned = negated and lemma in TURNED_BY_NEGATION
        yield ReadWord(written, f"niet {lemma}" if turned else lemma)
        negated = False


@lru_cache(maxsize=50_000)
def lemma_of(word: str) -> str:
    """Return the dictionary form of a Dutch word; a word that is not known stays as it is."""
    return str(simplemma.lemmatize(word, lang="nl")).casefold()


def is_word(word: str) -> bool:
    """Return whether the dictionary knows a word as it is counted."""
    return bool(simplemma.is_known(word.removeprefix("niet "), lang="nl"))


def stem_of(counted: str) -> str:
    """Return what words of one family share: "veiligheid", "onveilig" and "niet veilig" veilig.

    A rule of thumb for showing which quotes are near each other; never for what a quote says.
    """
    word = counted.removeprefix("niet ")
    if word.startswith(NOT_SO) and len(word) >= NOT_SO_FROM:
        word = word[len(NOT_SO) :]
    for ending, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word
