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


@pytest.mark.parametrize(
    ("code", "of_buurten"), [("BU99990101", True), (" WK999901", True), ("GM9999", False)]
)
def test_rows_of_wijken_and_buurten_have_another_usual_source(
    tmp_path: Path, code: str, *, of_buurten: bool
) -> None:
    path = tmp_path / "misdrijven.csv"
    head = "WijkenEnBuurten;SoortMisdrijf;Perioden;GeregistreerdeMisdrijven_1\n"
    path.write_text(f"{head}GM9999;0.0.0;2024JJ00;5\n{code};0.0.0;2024JJ00;5\n")
    look = look_at(path, KINDS)
    assert (look["kind"], look["of_buurten"]) == ("crime-statistics", of_buurten)
