"""A delivered formula is kept as it came, and is text in every CSV that Baken gives out."""

import re
from pathlib import Path

import pytest

from baken.vocabulary.spreadsheet import plain_text

SOURCE = Path(__file__).resolve().parents[3] / "src" / "baken"


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_text_that_would_be_calculated_gets_an_apostrophe(text):
    assert plain_text(text) == f"'{text}"


def test_other_text_stays():
    assert plain_text("Utrecht - West") == "Utrecht - West"


def test_every_csv_of_a_screen_or_the_api_keeps_formulas_text():
    writers = [
        path
        for path in (SOURCE / "desks").rglob("*.py")
        if re.search(r"csv\.(writer|Dict)", path.read_text())
    ]
    assert writers
    unguarded = [p.name for p in writers if not re.search(r"plain_text\(", p.read_text())]
    assert not unguarded
