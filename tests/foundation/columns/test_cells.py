"""Cells as publishers write them: read or refused, never guessed."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.intake.columns import cells
from baken.foundation.intake.columns.cells import CellError, Writing

COMMA = Writing(decimal=",")
POINT = Writing(decimal=".")


@pytest.mark.parametrize("mark", ["", " ", ".", "       .", "-", "x", "-99997", "-99999999", "NaN"])
def test_marks_of_cbs_say_nothing(mark):
    assert cells.says_nothing(mark)


@pytest.mark.parametrize("value", ["0", "-1", "-99", "1.", "n", "99997"])
def test_values_say_something(value):
    assert not cells.says_nothing(value)


@pytest.mark.parametrize(
    ("text", "writing", "number"),
    [
        *[("1250", POINT, 1250), ("1.250", COMMA, 1250), ("1,250", POINT, 1250)],
        *[("1 250", POINT, 1250), ("1\u00a0250", COMMA, 1250), ("12.345.678", COMMA, 12345678)],
        *[("925.0", POINT, 925), ("925,00", COMMA, 925), ("007", POINT, 7)],
    ],
)
def test_counts_with_thousands(text, writing, number):
    assert cells.count(text, writing) == number


@pytest.mark.parametrize(
    "text", ["1.250", "12.5", "-3", "1,25", "vijf", "=1+1", "1e3", "١٢", "12.34.567", "1,2,3"]
)
def test_what_is_no_count_under_a_decimal_point_is_refused(text):
    with pytest.raises(CellError) as refusal:
        cells.count(text, POINT)
    assert refusal.value.reason == "not-a-count"
    assert refusal.value.remedy_nl
    assert refusal.value.remedy_en


@pytest.mark.parametrize(
    ("text", "writing", "number"),
    [
        *[("38,5", COMMA, 38.5), ("1.234,5", COMMA, 1234.5), ("1,234.5", POINT, 1234.5)],
        *[("-0,7", COMMA, -0.7), ("12 %", POINT, 12.0), ("1.9E2", POINT, 190.0)],
    ],
)
def test_decimals(text, writing, number):
    assert cells.decimal(text, writing) == number


@pytest.mark.parametrize(("text", "writing"), [("38,5", POINT), ("38.5", COMMA), ("1e999", POINT)])
def test_the_other_decimal_sign_is_refused_not_guessed(text, writing):
    with pytest.raises(CellError):
        cells.decimal(text, writing)


@given(st.integers(0, 10**9), st.sampled_from([POINT, COMMA]))
def test_a_count_survives_its_thousands(number, writing):
    other = "." if writing.decimal == "," else ","
    assert cells.count(f"{number:,}".replace(",", other), writing) == number


@given(st.text(max_size=30), st.sampled_from([POINT, COMMA]))
def test_any_text_is_read_or_refused_without_a_fault(text, writing):
    readers = (cells.count, cells.decimal, cells.offence, cells.day, cells.year, cells.period)
    for reader in (*readers, cells.area_code, cells.yes_or_no, cells.words):
        with suppress(CellError):
            assert reader(text.strip(), writing) is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("GM0344    ", "GM0344"), ("gm0344", "GM0344"), ("0344", "GM0344"), ("344", "GM0344")],
        *[("034401", "WK034401"), ("34401", "WK034401"), ("3440111", "BU03440111")],
    ],
)
def test_area_codes_with_padding_and_lost_zeros(text, code):
    assert cells.area_code(text.strip(), POINT) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *[("PV26", "an-area-above-the-municipality"), ("NL01", "an-area-above-the-municipality")],
        *[
            ("14", "not-an-area-code"),
            ("GM344", "not-an-area-code"),
            ("Utrecht", "not-an-area-code"),
        ],
    ],
)
def test_what_is_no_area_of_ours_says_why(text, reason):
    with pytest.raises(CellError, match=reason):
        cells.area_code(text, POINT)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *[("2024JJ00", "2024"), ("2024KW03", "2024-Q3"), ("2024MM02", "2024-02"), ("2024", "2024")],
        *[("2024*", "2024"), ("2014-2018", "2014-01-01/2018-12-31"), ("2024-W05", "2024-W05")],
        *[("2024 januari", "2024-01"), ("2024 maart*", "2024-03"), ("2024 3e kwartaal", "2024-Q3")],
    ],
)
def test_periods_of_cbs_and_statline(text, period):
    assert cells.period(text, POINT) == period


@pytest.mark.parametrize("text", ["2024MM13", "2024KW05", "202", "1024", "2018-2014", "morgen"])
def test_no_periods(text):
    with pytest.raises(CellError):
        cells.period(text, POINT)


@pytest.mark.parametrize(
    ("text", "year"), [("2024GM0344", 2024), ("2019JJ00", 2019), ("2024.0", 2024)]
)
def test_years_inside_codes(text, year):
    assert cells.year(text, POINT) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.1.1", "1.1.1"),
        ("1.1.1 Diefstal/inbraak woning", "1.1.1"),
        ("Totaal misdrijven", "0.0.0"),
    ],
)
def test_offences_with_their_title(text, code):
    assert cells.offence(text, POINT) == code


def test_dates_as_the_file_writes_them():
    assert cells.day("31-3-2024", Writing(dates="day-first")) == date(2024, 3, 31)
    assert cells.day("2024-03-31T00:00:00", POINT) == date(2024, 3, 31)
    with pytest.raises(CellError, match="not-a-date"):
        cells.day("2024-02-30", POINT)
