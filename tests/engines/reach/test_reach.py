"""The reach of conversations by hand, and its interval against the definition."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.reach import Heard, Z, reach, wilson


def test_wilson_by_hand() -> None:
    """Ten of a hundred: 0.0552 to 0.1744, as in Newcombe (1998), Statistics in Medicine 17."""
    assert wilson(10, 100) == pytest.approx((0.0552, 0.1744), abs=0.0001)


@given(st.integers(1, 2000), st.data())
def test_both_ends_solve_the_score_equation(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    for end in wilson(part, whole):
        if 1e-9 < end < 1 - 1e-9:
            score = abs(part / whole - end) / math.sqrt(end * (1 - end) / whole)
            assert score == pytest.approx(Z, rel=1e-6)


@pytest.mark.parametrize(
    ("part", "whole", "lives", "heard"),
    [
        (0, 100, 2000.0, Heard.NOBODY),
        (2, 100, 2000.0, Heard.LESS),
        (20, 100, 2000.0, Heard.NOT_TO_BE_TOLD),
        (60, 100, 2000.0, Heard.MORE),
        (5, 0, 2000.0, Heard.NOT_KNOWN),
        (5, 100, None, Heard.NOT_KNOWN),
    ],
)
def test_what_can_be_said(part: int, whole: int, lives: float | None, heard: Heard) -> None:
    assert reach(part, whole, lives, 10_000.0).heard is heard


@given(st.integers(1, 500), st.integers(1, 500))
def test_who_comes_as_they_live_is_never_said_to_be_missed(part: int, rest: int) -> None:
    whole = part + rest
    assert reach(part, whole, float(part), float(whole)).heard is Heard.NOT_TO_BE_TOLD
