"""How much more often two words stand in one text than chance would have it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from baken.engines.themes.factor import Floats


@dataclass(frozen=True, slots=True)
class WordTable:
    """Which of the words each text has: a row per text, a column per word."""

    words: tuple[str, ...]
    present: sparse.csr_matrix

    @property
    def rarity(self) -> Floats:
        """Return per word the logarithm of one over the share of texts that have it."""
        having = np.asarray(self.present.sum(axis=0)).ravel()
        rarity: Floats = np.log(self.present.shape[0] / np.maximum(having, 1.0))
        return rarity


def word_table(quotes: Sequence[Sequence[str]], *, fewest: int, most: float) -> WordTable:
    """Return the words that stand in at least ``fewest`` texts and at most a share ``most``."""
    counts = Counter(word for quote in quotes for word in set(quote))
    highest = max(most * len(quotes), fewest)
    words = tuple(sorted(w for w, number in counts.items() if fewest <= number <= highest))
    place = {word: number for number, word in enumerate(words)}
    cells = [
        (row, place[word])
        for row, quote in enumerate(quotes)
        for word in sorted(set(quote))
        if word in place
    ]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    shape = (len(quotes), len(words))
    return WordTable(words, sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape))


def association(present: sparse.csr_matrix) -> Floats:
    """Return the positive pointwise mutual information of every two words, discounted.

    Church & Hanks (1990), Computational Linguistics 16, 22-29; the factor n/(n+1) on a pair seen
    n times, after Pantel & Lin (2002, KDD), keeps what was seen once from weighing heaviest.
    """
    together = np.asarray((present.T @ present).todense(), dtype=float)
    alone = np.diag(together).copy()
    np.fill_diagonal(together, 0.0)
    expected = np.outer(alone, alone) / max(present.shape[0], 1)
    seen = together > 0
    ratio = np.divide(together, expected, out=np.ones_like(together), where=seen & (expected > 0))
    found: Floats = np.maximum(np.log(ratio), 0.0) * together / (together + 1.0)
    return found
