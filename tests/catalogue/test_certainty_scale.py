"""One scale of certainty: its order, its bounds, and what holds among many."""

import pytest

from baken.catalogue.certainty import CERTAINTIES, certainty_of


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.0, "zeer zeker"),
        (0.000999, "zeer zeker"),
        (0.001, "zeker"),
        (0.049, "zeker"),
        (0.05, "waarschijnlijk"),
        (1.0, "waarschijnlijk"),
        (None, "waarschijnlijk"),
    ],
)
def test_the_word_of_a_p_value(p: float | None, word: str) -> None:
    assert certainty_of(p).label("nl") == word


def test_the_scale_runs_from_sure_to_less_sure() -> None:
    bounds = [step.below for step in CERTAINTIES]
    assert bounds == sorted(bounds)
    assert [step.among_many for step in CERTAINTIES] == [True, True, False]


@pytest.mark.parametrize(("language", "words"), [("nl", "gemiddeld"), ("en", "on average")])
def test_what_is_promised_is_a_share_of_false_discoveries(language: str, words: str) -> None:
    # Benjamini & Hochberg bound that share, not the chance of one difference by itself.
    for step in CERTAINTIES:
        if step.among_many:
            assert words in step.explanation(language)
            assert "samen" in step.explanation("nl")
    assert "Benjamini" in CERTAINTIES[0].explanation(language)
