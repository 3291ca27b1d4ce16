from hypothesis import given
from hypothesis import strategies as st

from baken.engines.drawing.lettering import shorten, text_width, wrap, wrap_whole
from baken.engines.drawing.placing import Box, Field
from baken.engines.drawing.scale import LinearScale, nice_ticks


def test_widths_follow_the_font() -> None:
    # Noto Sans Regular: a 561, digit 572, comma 268 thousandths of an em
    assert text_width("a", 1000) == 561
    assert text_width("68,9", 1000) == 3 * 572 + 268


@given(st.text(max_size=60), st.floats(20, 300))
def test_a_shortened_text_fits(words: str, room: float) -> None:
    assert text_width(shorten(words, room)) <= room
    assert all(text_width(line) <= room for line in wrap(words, room))


def test_a_name_is_broken_between_words() -> None:
    assert wrap("Haarzuilens en omgeving", 90) == ("Haarzuilens en", "omgeving")
    assert wrap_whole("Hoog-Catharijne NS en Jaarbeurs", 60, 12) is None


def test_ticks_are_round_and_as_fine_as_asked() -> None:
    assert nice_ticks(0, 7.9, 5).values == (0, 2, 4, 6, 8)
    assert nice_ticks(0, 2, 5, finest=1).values == (0, 1, 2)
    assert nice_ticks(0, 0.3, 3).decimals == 1


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(1, 10))
def test_ticks_enclose_the_data(low: float, span: float, most: int) -> None:
    ticks = nice_ticks(low, low + span, most)
    slack = 1e-6 * max(1.0, abs(low), low + span)
    assert ticks.low <= low + slack
    assert ticks.high >= low + span - slack
    assert 2 <= len(ticks.values) <= most + 3


@given(st.floats(-10, 20), st.floats(-10, 20))
def test_a_scale_keeps_order_and_stops_at_its_ends(a: float, b: float) -> None:
    scale = LinearScale(0, 10, 100, 0)
    assert (scale(a) - scale(b)) * (a - b) <= 0
    assert 0 <= scale(a) <= 100


def test_a_label_takes_the_place_that_crosses_least() -> None:
    field = Field(Box(0, 0, 100, 100), [Box(0, 0, 20, 20)], [(0, 50, 100, 50)])
    taken, crossed, free = Box(10, 10, 30, 30), Box(40, 40, 60, 60), Box(70, 10, 90, 20)
    assert field.place([taken, crossed, free]) == 2
    assert field.place([taken, free]) is None
    assert field.place([crossed], worst=0) is None
    assert field.place([crossed]) == 0
