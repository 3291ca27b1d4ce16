"""Words that claim an effect: an account may use them only where a test stands."""

from baken.catalogue.effect_words.entries import EFFECT_WORDS, EffectWord

__all__ = ["EFFECT_WORDS", "EffectWord"]
