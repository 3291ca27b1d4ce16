"""Texts that share words: by hand, against a slow twin, and beside chance."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.themes import find_themes, related_texts
from baken.engines.themes.spelling import read_as
from baken.records.participation.lemmas import is_word, stem_of

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=5), min_size=1, max_size=9)


def test_two_quotes_about_the_neighbours_by_hand() -> None:
    """Four texts; "buren" in two of them: strength log(4 / 2)."""
    texts = [["buren", "kijken"], ["letten", "buren"], ["plein", "afval"], ["hard"]]
    found = related_texts(texts)
    assert found.telling[0] == (("buren", 2), ("kijken", 1))
    (near,) = found.nearest[0]
    assert (near.place, near.words) == (1, ("buren",))
    assert near.strength == pytest.approx(math.log(2), abs=1e-4)
    assert found.nearest[2] == found.nearest[3] == ()
    assert (found.close, found.as_often) == (0, 1.0)


@given(TEXTS)
def test_the_nearest_are_those_of_the_slow_twin(texts: list[list[str]]) -> None:
    size, sets = len(texts), [set(text) for text in texts]
    having = {word: sum(word in text for text in sets) for text in sets for word in text}
    tie = {word for word, n in having.items() if 2 <= n <= max(size / 2, 2)}
    found = related_texts(texts, nearest=size, draws=5)
    assert found == related_texts(texts, nearest=size, draws=5)
    for place, rows in enumerate(found.nearest):
        expected = {
            other: sum(math.log(size / having[w]) for w in sets[place] & sets[other] & tie)
            for other in range(size)
            if other != place and sets[place] & sets[other] & tie
        }
        assert {row.place: row.strength for row in rows} == pytest.approx(expected, abs=1e-3)
    pairs = combinations(sets, 2)
    assert found.close == sum(math.comb(len(one & other & tie), 2) for one, other in pairs)


def test_real_groups_are_more_than_chance_and_mixed_words_are_not() -> None:
    groups = [[f"{name}{n}" for n in range(4)] for name in "abcd" for _ in range(4)]
    rng = np.random.default_rng(5)
    mixed = [[str(word) for word in rng.choice(16, 4, replace=False)] for _ in range(16)]
    assert related_texts(groups).as_often < 0.01
    assert related_texts(mixed).as_often > 0.05


def test_a_word_of_the_dictionary_is_no_slip_of_the_pen() -> None:
    quotes = [["kijken"]] * 4 + [["wijken"]]
    assert read_as(quotes) == {"wijken": "kijken"}
    assert read_as(quotes, known={"wijken"}) == {}
    assert find_themes(quotes, number=1, known=frozenset({"wijken"})).respelt == {}
    assert is_word("wijken")
    assert is_word("niet veilig")
    assert not is_word("verlcihting")


@pytest.mark.parametrize(
    ("word", "stem"),
    [("veiligheid", "veilig"), ("onveilig", "veilig"), ("niet onveilig", "veilig"),
     ("onveiligheid", "veilig"), ("handhaving", "handhav"), ("handhaven", "handhav"),
     ("plein", "plein"), ("ons", "ons"), ("mening", "mening")],
)  # fmt: skip
def test_words_of_one_family(word: str, stem: str) -> None:
    assert stem_of(word) == stem
