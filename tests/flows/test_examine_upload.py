"""A look at a file recognises every bundled one, and never guesses between two that fit alike."""

from pathlib import Path

import pytest

from baken.flows.examine_upload import SHOWN_ROWS, look_at
from baken.site import bundled
from baken.site.kinds import KINDS


@pytest.mark.parametrize("entry", bundled.deliveries(), ids=lambda entry: entry.id)
def test_a_bundled_file_is_recognised(entry: bundled.BundledDelivery) -> None:
    look = look_at(bundled.path_of(entry), KINDS)
    assert look["kind"] == entry.kind
    assert not look["problem"]
    assert 0 < len(look["rows"]) <= SHOWN_ROWS
    assert "(outline)" not in look["header"]


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "gemeentecode,jaar\nGM0344,2024\n"])
def test_what_could_be_two_things_or_none_is_left_to_the_person(tmp_path: Path, text: str) -> None:
    path = tmp_path / "iets.csv"
    path.write_text(text)
    assert look_at(path, KINDS)["kind"] == ""


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "leeg.csv"
    path.write_text("")
    problem = look_at(path, KINDS)["problem"]
    assert "leeg.csv" in problem
    assert "Shapefile" not in problem
