"""Numbers as a Dutch and an English reader write them: rounded, never cut off."""

import pytest
from django.template import Context, Template
from django.utils import translation

from baken.site.template_tags import change_percent, decimal, number, percent, rate


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ["25.124", "616,7", "5 %", "−23 %", "–"]),
        ("en", ["25,124", "616.7", "5 %", "−23 %", "–"]),
    ],
)
def test_numbers_per_language(language, expected):
    with translation.override(language):
        said = [number(25124.0), decimal(616.67), percent(0.0485), change_percent(0.7686)]
        said.append(number(None))
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said] == expected


def test_a_change_of_nothing_has_no_sign():
    assert change_percent(1.0).startswith("0")


def test_a_low_rate_has_two_decimals_and_a_small_change_one():
    with translation.override("nl"):
        assert [rate(66.91), rate(0.049), rate(None)] == ["66,9", "0,05", "–"]
        assert change_percent(0.998).startswith("−0,2")


COUNTED = Template(
    "{% load i18n %}{% blocktranslate trimmed count n=found %}"
    "{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"
)


@pytest.mark.parametrize(
    ("language", "found", "expected"),
    [("nl", 53508, "53.508 rijen"), ("en", 53508, "53,508 rows"), ("en", 1, "1 row")],
)
def test_a_counted_number_has_its_thousands_apart_and_its_plural(language, found, expected):
    with translation.override(language):
        assert COUNTED.render(Context({"found": found})) == expected
