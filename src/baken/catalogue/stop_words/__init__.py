"""Words that say nothing about what a text is about, by class."""

from baken.catalogue.stop_words.entries import (
    NEGATIONS,
    STOP_WORDS,
    TURNED_BY_NEGATION,
    StopWords,
    all_stop_words,
)

__all__ = ["NEGATIONS", "STOP_WORDS", "TURNED_BY_NEGATION", "StopWords", "all_stop_words"]
