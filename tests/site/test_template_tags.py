"""Numbers as a Dutch and an English reader write them: rounded, never cut off."""

import pytest
from django.utils import translation

from baken.site.template_tags import change_percent, decimal, number, percent


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
