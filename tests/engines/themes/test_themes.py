"""Themes against a slow twin, by properties, by hand, and on planted topics."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from baken.engines.planted_talk import LEVELS, plant
from baken.engines.themes import NO_THEME, find_themes
from baken.engines.themes.association import association, word_table
from baken.engines.themes.factor import factors
from baken.engines.themes.find import adjusted_rand
from baken.engines.themes.spelling import one_off, read_as
from baken.flows.planted_conversations import example_sentences
from baken.records.participation.lemmas import read_words

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=5)
TALK = [["auto", "hard", "drempel"], ["afval", "container"], ["lamp", "donker"]] * 5 + [["plein"]]


def slow_association(quotes: list[list[str]], words: tuple[str, ...]) -> np.ndarray:
    """Word by word from the definition: discounted positive mutual information."""
    texts = [set(quote) for quote in quotes]
    out = np.zeros((len(words), len(words)))
    for (i, one), (j, other) in combinations(enumerate(words), 2):
        both = sum(one in text and other in text for text in texts)
        if both:
            alone = [sum(word in text for text in texts) / len(texts) for word in (one, other)]
            told = math.log((both / len(texts)) / (alone[0] * alone[1]))
            out[i, j] = out[j, i] = max(told, 0.0) * both / (both + 1)
    return out


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_the_association_is_that_of_the_slow_twin(quotes: list[list[str]]) -> None:
    table = word_table(quotes, fewest=1, most=1.0)
    expected = slow_association(quotes, table.words)
    assert np.allclose(association(table.present), expected)


def test_two_words_that_always_come_together_by_hand() -> None:
    """Four texts, a and b together in two: log(0.5 / (0.5 * 0.5)) = log 2, times 2/3."""
    table = word_table([["a", "b"], ["a", "b"], ["c"], ["c"]], fewest=1, most=1.0)
    assert association(table.present)[0, 1] == pytest.approx(math.log(2) * 2 / 3)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=30), st.randoms())
def test_the_agreement_is_that_of_the_peer(labels: list[int], chance: object) -> None:
    other = list(labels)
    chance.shuffle(other)
    assert adjusted_rand(np.array(labels), np.array(other)) == pytest.approx(
        adjusted_rand_score(labels, other)
    )


def test_more_steps_come_nearer() -> None:
    rng = np.random.default_rng(3)
    half = rng.random((30, 4))
    matrix = half @ half.T
    far = [
        float(np.linalg.norm(matrix - np.matmul(*factors(matrix, 4, rounds=rounds))))
        for rounds in (1, 5, 50)
    ]
    assert far[0] > far[1] > far[2]
    assert all((each >= 0).all() for each in factors(matrix, 4, rounds=5))


def test_plain_topics_are_told_apart_and_the_rest_has_none() -> None:
    found = find_themes(TALK, number=3)
    assert found.theme[0] == found.theme[3] != found.theme[1] == found.theme[4]
    assert found.theme[-1] == NO_THEME
    heaviest = [{word for word, _ in theme.words[:3]} for theme in found.themes]
    assert {"auto", "hard", "drempel"} in heaviest


def test_a_row_adds_up_from_its_reasons() -> None:
    found = find_themes(TALK, number=3)
    for theme, evidence, reasons in zip(found.theme, found.evidence, found.reasons, strict=True):
        if theme != NO_THEME:
            assert sum(r.weight for r in reasons) == pytest.approx(evidence[theme], abs=0.001)


@settings(max_examples=25)
@given(st.lists(WORDS, max_size=15))
def test_whatever_is_said_the_answer_is_whole_and_the_same(quotes: list[list[str]]) -> None:
    found = find_themes(quotes)
    assert found == find_themes(quotes)
    assert len(found.theme) == len(found.reasons) == len(quotes)
    assert all(NO_THEME <= theme < len(found.themes) for theme in found.theme)


def test_a_rare_word_one_letter_off_is_read_as_the_frequent_one() -> None:
    quotes = [["verlichting"]] * 6 + [["verlcihting"], ["verlichtin"], ["stichting"]]
    assert read_as(quotes) == {"verlcihting": "verlichting", "verlichtin": "verlichting"}


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("plein", "plain", True), ("plein", "plien", True), ("plein", "pleni", True),
     ("plein", "pleintjes", False), ("plein", "plein", False), ("abcd", "badc", False)],
)  # fmt: skip
def test_one_letter_off(one: str, other: str, near: bool) -> None:  # noqa: FBT001 - a table
    assert one_off(one, other) is near
    assert one_off(other, one) is near


@pytest.mark.parametrize("level", list(LEVELS))
def test_planted_topics_are_found_at_every_level_of_noise(level: str) -> None:
    """The bar of the issue; bench/themes.py has more seeds and the peer beside it."""
    rng = np.random.default_rng(7)
    talk = plant(*example_sentences(), number=1084, noise=LEVELS[level], rng=rng)
    quotes = [[word.counted for word in read_words(text)] for text in talk.texts]
    found = find_themes(quotes, number=len(example_sentences()[0]))
    assert adjusted_rand_score(talk.topics, found.theme) >= 0.8


def test_the_same_seed_plants_the_same_talk_and_another_another() -> None:
    def made(seed: int) -> object:
        rng = np.random.default_rng(seed)
        return plant(*example_sentences(), number=30, noise=LEVELS["middle"], rng=rng)

    assert made(1) == made(1) != made(2)
    assert not set("(|<>)") & set("".join(made(1).texts))
