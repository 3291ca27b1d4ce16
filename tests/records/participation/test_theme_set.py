"""Themes are named, merged, split and corrected; every act leaves the arrangement before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.records.participation.facts import InputOutcome
from baken.records.participation.rules import (
    ConversationRefusedError,
    check_decision,
    rounded,
    rounded_counts,
    without,
)
from baken.records.participation.theme_set import (
    ThemeSet,
    as_document,
    found_set,
    from_document,
    merged,
    moved,
    named,
    split,
)

FOUND = found_set([["auto", "hard", "rijden"], ["afval", "container"], ["lamp", "donker"]])


def refused(reason: str) -> object:
    return pytest.raises(ConversationRefusedError, match=f"^{reason}$")


def test_a_new_search_calls_each_theme_by_its_first_words() -> None:
    assert [theme.name for theme in FOUND.themes] == [
        "auto, hard, rijden",
        "afval, container",
        "lamp, donker",
    ]
    assert FOUND.theme_of("q", 1) == "t1"
    assert FOUND.theme_of("q", -1) == ""


def test_merging_takes_the_quotes_along_also_those_a_person_moved() -> None:
    before = moved(FOUND, quote="q", to="t2")
    after = merged(before, key="t2", into="t0")
    assert after.theme_of("q", 1) == "t0"
    assert after.theme_of("other", 2) == "t0"
    assert [theme.key for theme in after.themes] == ["t0", "t1"]
    assert before.theme_of("q", 1) == "t2"


def test_splitting_takes_only_the_quotes_with_the_word() -> None:
    after = split(FOUND, key="t0", word="scooter", quotes=["a", "b"])
    assert after.theme_of("a", 0) == after.themes[1].key == "t3"
    assert after.theme_of("c", 0) == "t0"
    again = split(merged(after, key="t3", into="t0"), key="t0", word="x", quotes=["c"])
    assert again.themes[1].key == "t4"  # no key comes twice: decisions hang on it


def test_what_cannot_be_is_refused() -> None:
    with refused("same-theme"):
        merged(FOUND, key="t0", into="t0")
    with refused("unknown-theme"):
        moved(FOUND, quote="q", to="t9")
    with refused("empty-name"):
        named(FOUND, key="t0", name="  ")
    with refused("name-taken"):
        named(FOUND, key="t0", name="lamp, donker")
    with refused("no-quote-with-this-word"):
        split(FOUND, key="t0", word="x", quotes=[])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["t0", "t1", "t2", ""]))))
def test_what_is_kept_comes_back_the_same(moves: list[tuple[str, str]]) -> None:
    made: ThemeSet = FOUND
    for quote, to in moves:
        made = moved(made, quote=quote, to=to)
    assert from_document(as_document(made)) == made


@given(st.integers(0, 10_000))
def test_a_rounded_count_tells_no_small_number(count: int) -> None:
    shown = rounded(count)
    assert (shown is None) == (count < 5)
    assert shown is None or (shown % 5 == 0 and abs(shown - count) <= 2.5)


def test_counts_per_area_are_rounded_one_by_one() -> None:
    assert rounded_counts(["a"] * 8 + ["b"] * 4) == {"a": 10, "b": None}


def test_words_are_taken_out_everywhere_and_counted() -> None:
    text, number = without("Piet zag Piet.", " Piet ", kind="name")
    assert (text, number) == ("[NAAM] zag [NAAM].", 2)
    with refused("not-in-the-text"):
        without("Piet zag het.", "Jan", kind="name")
    with refused("unknown-kind-of-removal"):
        without("Piet", "Piet", kind="colour")


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (InputOutcome.TAKEN_OVER, "incomplete-taken-over"),
        (InputOutcome.PASSED_ON, "incomplete-passed-on"),
        (InputOutcome.NOT_DONE, "incomplete-not-done"),
    ],
)
def test_a_decision_says_what_it_has_to_say(outcome: InputOutcome, reason: str) -> None:
    with refused(reason):
        check_decision(outcome, measure="", passed_to="", reason="", plan="")
