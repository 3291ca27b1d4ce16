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
