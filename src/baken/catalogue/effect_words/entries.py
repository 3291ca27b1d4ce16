"""Reads ``effect_words/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class EffectWord:
    """Words that say that something came of what was done; ``stems`` also match longer words."""

    id: str
    reason_nl: str
    reason_en: str
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


EFFECT_WORDS: tuple[EffectWord, ...] = read_entries(Path(__file__).parent, "effect", EffectWord)
