"""What is usual in two weeks: a worked example, the textbook quantiles, and its properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from baken.engines.usual_weeks import TAIL, Standing, usual_range

YEARS = st.lists(st.integers(0, 60), min_size=52, max_size=52)


def test_worked_example() -> None:
    found = usual_range([1] * 52, weeks=2)
    assert (found.mean, found.lower, found.upper) == (2.0, 0, 6)
    assert [found.standing(n) for n in (0, 6, 7)] == [Standing.USUAL] * 2 + [Standing.MORE]


def test_where_nothing_happened_one_is_no_news_and_two_is() -> None:
    found = usual_range([0] * 52, weeks=2)
    assert (found.mean, found.standing(1), found.standing(2)) == (0, "usual", "more")


@given(YEARS)
def test_the_ends_are_those_of_the_textbook(past: list[int]) -> None:
    found = usual_range(past, weeks=2)
    sums = [a + b for a, b in zip(past[::2], past[1::2], strict=True)]
    centre = (sum(sums) + 0.5) / 26
    phi = max(stats.tvar(sums) / centre, 1)
    twin = stats.nbinom(centre / (phi - 1), 1 / phi) if phi > 1 + 1e-9 else stats.poisson(centre)
    assert found.upper == pytest.approx(twin.ppf(1 - TAIL), abs=1 if phi > 40 else 0)
    assert found.lower == twin.ppf(TAIL)


@given(YEARS, st.integers(0, 3))
def test_more_in_the_past_never_makes_the_present_more_unusual(past: list[int], more: int) -> None:
    assert usual_range([n + more for n in past], weeks=2).mean >= usual_range(past, weeks=2).mean


def test_a_short_past_is_refused() -> None:
    with pytest.raises(ValueError, match="no two stretches"):
        usual_range([1, 2, 3], weeks=2)
