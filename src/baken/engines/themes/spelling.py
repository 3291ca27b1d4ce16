"""Rare words that are one letter off a frequent word are read as that word."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

SHORTEST = 5
RARE = 2
TIMES_MORE = 3
"""A word in at most two texts is read as one that at least three times as many texts have."""


def read_as(
    quotes: Iterable[Sequence[str]], *, known: Collection[str] = frozenset()
) -> Mapping[str, str]:
    """Return which rare word is read as which frequent one.

    One letter left out, added or changed, or two neighbours that changed places. Of several
    candidates the most frequent counts, and of those the first in the alphabet. A word of the
    dictionary (``known``) is no slip of the pen: "wijken" is not read as "kijken".
    """
    counts = Counter(word for quote in quotes for word in set(quote))
    frequent = {word for word, number in counts.items() if number > RARE}
    shortened: dict[str, list[str]] = {}
    for word in sorted(frequent):
        for form in _shortened(word):
            shortened.setdefault(form, []).append(word)
    found = {}
    for word, number in sorted(counts.items()):
        if number > RARE or len(word) < SHORTEST or word in known:
            continue
        near = {other for form in _shortened(word) for other in shortened.get(form, ())}
        fitting = [
            other for other in near if counts[other] >= TIMES_MORE * number and one_off(word, other)
        ]
        if fitting:
            found[word] = min(fitting, key=lambda other: (-counts[other], other))
    return found


def one_off(one: str, other: str) -> bool:
    """Return whether two words differ by one letter, or by two neighbours that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        apart = [place for place, letter in enumerate(one) if letter != other[place]]
        if len(apart) == 1:
            return True
        first, last = apart[0], apart[-1]
        swapped = len(apart) == 2 and last == first + 1
        return swapped and one[first] == other[last] and one[last] == other[first]
    short, long = sorted((one, other), key=len)
    same = next((p for p, letter in enumerate(short) if letter != long[p]), len(short))
    return short[same:] == long[same + 1 :]


def _shortened(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
