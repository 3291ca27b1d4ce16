"""Which texts share words, and how far such sharing goes beyond chance; for too few for themes.

Themes need words that many texts have. In a handful of texts hardly a word comes back; what can
be shown honestly is which words do, in which texts, and whether that is more than chance gives.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class RelatedText:
    """Another text (its place in the list) and the words that both have, the rarest first.

    ``strength`` adds up, over the shared words, the logarithm of one over the share of texts
    that have the word.
    """

    place: int
    words: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class RelatedTexts:
    """Per text its telling words and nearest texts; and how often two words come back together.

    ``telling`` gives (word, number of texts that have it): shared ones first, then the others in
    the order of the text. ``close`` counts how often two words of a text stand together in another
    one too, ``by_chance`` is its mean when every word falls on texts by chance (longer texts get
    more of them), ``as_often`` the share of the draws with at least as many: large means that the
    shared words prove nothing. Both are None where no draw was made.
    """

    telling: tuple[tuple[tuple[str, int], ...], ...]
    nearest: tuple[tuple[RelatedText, ...], ...]
    close: int
    by_chance: float | None
    as_often: float | None


def related_texts(
    texts: Sequence[Sequence[str]],
    *,
    most: float = 0.5,
    telling: int = 8,
    nearest: int = 3,
    draws: int = 500,
    seed: int = 1,
) -> RelatedTexts:
    """Return which texts share words; the same texts give the same answer.

    A word that more than a share ``most`` of the texts have ties nothing together.
    """
    read = [tuple(dict.fromkeys(text)) for text in texts]
    having = Counter(word for text in read for word in text)
    highest = max(most * len(read), 2)
    shared = {word for word, number in having.items() if 2 <= number <= highest}
    kept = [[word for word in text if word in shared] for text in read]
    near = _nearest(kept, having, nearest)
    close, by_chance, as_often = _beside_chance(read, kept, draws=draws, seed=seed)
    return RelatedTexts(
        telling=tuple(
            tuple(
                (word, having[word])
                for word in sorted(
                    (w for w in text if having[w] <= highest), key=lambda w: -having[w]
                )[:telling]
            )
            for text in read
        ),
        nearest=near,
        close=close,
        by_chance=by_chance,
        as_often=as_often,
    )


def _nearest(
    kept: Sequence[Sequence[str]], having: Counter[str], number: int
) -> tuple[tuple[RelatedText, ...], ...]:
    size = len(kept)
    carriers: dict[str, list[int]] = {}
    for place, text in enumerate(kept):
        for word in text:
            carriers.setdefault(word, []).append(place)
    found = []
    for place, text in enumerate(kept):
        both: dict[int, list[str]] = {}
        for word in sorted(text, key=lambda w: (having[w], w)):
            for other in carriers[word]:
                if other != place:
                    both.setdefault(other, []).append(word)
        rows = [
            RelatedText(
                other,
                tuple(words),
                round(sum(math.log(size / having[word]) for word in words), 4),
            )
            for other, words in both.items()
        ]
        found.append(tuple(sorted(rows, key=lambda r: (-r.strength, r.place))[:number]))
    return tuple(found)


def _beside_chance(
    read: Sequence[Sequence[str]], kept: Sequence[Sequence[str]], *, draws: int, seed: int
) -> tuple[int, float | None, float | None]:
    """Return how often two words come back together, its mean by chance, and how often as many."""
    place = {word: row for row, word in enumerate(sorted({w for text in kept for w in text}))}
    table = np.zeros((len(place), len(read)))
    for column, text in enumerate(kept):
        table[[place[word] for word in text], column] = 1.0
    close = _pairs(table)
    length = np.array([len(text) for text in read], dtype=float)
    having = table.sum(axis=1).astype(int)
    if not place or draws < 1:
        return close, None, None
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(draws):
        # The largest keys of a weighted draw without replacement (Efraimidis & Spirakis 2006).
        keys = np.log(rng.random(table.shape)) / np.maximum(length, 1e-12)
        rank = (-keys).argsort(axis=1).argsort(axis=1)
        drawn.append(_pairs((rank < having[:, None]).astype(float)))
    return close, round(float(np.mean(drawn)), 3), float(np.mean(np.array(drawn) >= close))


def _pairs(table: np.ndarray) -> int:
    both = np.triu(table.T @ table, 1)
    return int((both * (both - 1) / 2).sum())
