"""How a column writes its numbers: only what is written decides, doubt is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.foundation.intake.reading.numbers import NumberForm, number_form_of, plain_number


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["1", "22", ""], NumberForm(None, None, sure=True)),
        (["1,5", "2"], NumberForm(",", None, sure=True)),
        (["1.5", "2.25"], NumberForm(".", None, sure=True)),
        (["1.234,5"], NumberForm(",", ".", sure=True)),
        (["1,234.5", "9"], NumberForm(".", ",", sure=True)),
        (["1.234.567"], NumberForm(None, ".", sure=True)),
        (["1.234", "0,5"], NumberForm(",", ".", sure=True)),
        (["1 234", "12"], NumberForm(None, " ", sure=True)),
        (["1'234.5"], NumberForm(".", "'", sure=True)),
        (["1.234", "12"], NumberForm(None, None, sure=False)),
        (["1,5", "2.5"], NumberForm(None, None, sure=False)),
        (["0.123", "0.5"], NumberForm(".", None, sure=True)),
        (["Utrecht", ""], None),
    ],
)
def test_the_form_of_a_column(values, form):
    assert number_form_of(values) == form


@pytest.mark.parametrize(
    ("text", "form", "plain"),
    [
        (" 1.234,50 ", NumberForm(",", ".", sure=True), "1234.50"),
        ("12.34", NumberForm(",", ".", sure=True), None),
        ("-1,5", NumberForm(",", None, sure=True), "-1.5"),
        ("1_000", NumberForm(".", None, sure=True), None),
        ("inf", NumberForm(".", None, sure=True), None),
        ("٣", NumberForm(None, None, sure=True), None),
    ],
)
def test_a_number_is_read_in_its_form_or_not_at_all(text, form, plain):
    assert plain_number(text, form) == plain


@settings(deadline=None)
@given(
    numbers=st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1),
    signs=st.sampled_from([(",", "."), (".", ","), (",", " "), (".", "'"), (",", "")]),
)
def test_numbers_written_in_a_form_are_read_back(numbers, signs):
    decimal, thousands = signs
    written = [f"{n:,.2f}".translate({ord(","): thousands, ord("."): decimal}) for n in numbers]
    form = number_form_of(written)
    assert form.sure
    assert form.decimal == decimal
    assert [plain_number(text, form) for text in written] == [f"{n:.2f}" for n in numbers]
