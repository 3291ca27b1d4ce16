"""Does the name of a column say that it holds persons?"""

import re
from functools import cache

from baken.catalogue.person_columns import PERSON_COLUMNS, PersonColumn, words_named
from baken.foundation.stewardship.person_cells import plain

LONG = 9
"""From this length a name is also found inside a name that is written as one word."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a column's name: of snake_case, camelCase, kebab-case or a sentence."""
    split = _CAMEL.sub(" ", name)
    return tuple(re.findall(r"[a-z0-9]+", plain(split)))


def kind_by_name(name: str) -> PersonColumn | None:
    """Return the kind of personal datum that a column's name promises, or None.

    A name with a word such as aantal or percentage is a number about many, and passes.
    """
    words = words_of(name)
    if set(words) & words_named("aggregate"):
        return None
    return next((kind for kind in PERSON_COLUMNS if _promises(kind, words)), None)


def _promises(kind: PersonColumn, words: tuple[str, ...]) -> bool:
    somebody = words_named("somebody")
    bare = [word for word in words if word not in somebody and not _is_number(word)]
    whole = "".join(bare)
    beside = len(bare) < len([word for word in words if not _is_number(word)])
    return (
        _contains(words, _joined(kind.names))
        or (bool(whole) and whole in _joined(kind.whole))
        or (beside and whole in _joined(kind.of_somebody))
    )


def _is_number(word: str) -> bool:
    return word.isdigit() and word != "06"


def _contains(words: tuple[str, ...], names: frozenset[str]) -> bool:
    spans = range(1, len(words) + 1)
    runs = {
        "".join(words[i : i + n]).rstrip("0123456789") for n in spans for i in range(len(words))
    }
    everything = "".join(words)
    return bool(runs & names) or any(len(name) >= LONG and name in everything for name in names)


@cache
def _joined(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.replace(" ", "") for name in names)
