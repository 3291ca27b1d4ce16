"""Person columns: refused by name and by content, no false refusals, nothing told of the cells."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from foundation.stewardship.person_column_corpus import (
    BY_CONTENT,
    BY_NAME,
    FILLED,
    MUST_PASS,
    bsns,
    ibans,
)
from hypothesis import given
from hypothesis import strategies as st

from baken.catalogue.person_columns import PERSON_COLUMNS
from baken.foundation.stewardship.person_cells import has_iban, is_bsn, is_licence_plate, is_phone
from baken.foundation.stewardship.person_columns import (
    PersonColumnGuard,
    PersonColumnsRefusedError,
)
from baken.foundation.stewardship.person_names import words_of

ROOT = Path(__file__).resolve().parents[3]
REFUSED_BY_NAME = [(name, kind) for kind, names in BY_NAME.items() for name in names]


def guard_over(
    name: str, cells: Iterable[str], allowed: tuple[tuple[str, str], ...] = ()
) -> PersonColumnGuard:
    guard = PersonColumnGuard(["nummer van de rij", name], allowed=allowed)
    for number, cell in enumerate(cells):
        guard.look({"nummer van de rij": f"r{number}", name: cell})
    return guard


def kinds_in(guard: PersonColumnGuard) -> set[str]:
    return {found.kind.id for found in guard.found()}


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED_BY_NAME) + len(BY_CONTENT) >= 60
    assert len(MUST_PASS) >= 60
    assert {kind for _, kind in REFUSED_BY_NAME} == {kind.id for kind in PERSON_COLUMNS}
    assert {kind for _, _, kind in BY_CONTENT} == {kind.id for kind in PERSON_COLUMNS}


@pytest.mark.parametrize(("name", "kind"), REFUSED_BY_NAME)
def test_a_name_that_promises_persons_is_refused(name: str, kind: str) -> None:
    guard = guard_over(name, FILLED)
    assert kinds_in(guard) == {kind}
    with pytest.raises(PersonColumnsRefusedError):
        guard.refuse_names()


@pytest.mark.parametrize(("name", "cells", "kind"), BY_CONTENT)
def test_cells_about_persons_are_refused(name: str, cells: list[str], kind: str) -> None:
    guard = guard_over(name, cells)
    guard.refuse_names()
    assert kind in kinds_in(guard)
    with pytest.raises(PersonColumnsRefusedError) as refused:
        guard.refuse()
    told = str(refused.value)
    assert not [cell for cell in cells if len(cell) > 3 and cell in told]


@pytest.mark.parametrize(("name", "cells"), MUST_PASS)
def test_what_is_about_places_passes(name: str, cells: list[str]) -> None:
    guard = guard_over(name, cells)
    assert kinds_in(guard) == set()
    guard.refuse()


def test_the_error_names_every_column_and_the_remedy() -> None:
    guard = PersonColumnGuard(["wijk", "bsn", "wie"])
    for name in ("Jan de Vries", "Anna Bakker", "P. Smit"):
        guard.look({"wijk": "West", "bsn": "x", "wie": name})
    with pytest.raises(PersonColumnsRefusedError) as refused:
        guard.refuse()
    assert refused.value.columns == (
        ('column "bsn"', "citizen-number"), ('column "wie"', "name-of-a-person"),
    )  # fmt: skip
    assert "Leave these columns out" in str(refused.value)
    assert "nothing of it was kept" in str(refused.value)


def test_a_file_without_a_header_tells_nobodys_number() -> None:
    first, *others = bsns(12)
    with pytest.raises(PersonColumnsRefusedError) as refused:
        guard_over(first, others).refuse()
    assert first not in str(refused.value)
    assert "column 2 (citizen service number" in str(refused.value)


def test_an_agreed_exception_lets_that_column_of_that_kind_pass() -> None:
    allowed = (("kenteken", "licence-plate"),)
    guard_over("kenteken", FILLED, allowed).refuse()
    with pytest.raises(PersonColumnsRefusedError):
        guard_over("bsn", FILLED, allowed).refuse()


def test_a_long_file_is_sampled_and_still_caught() -> None:
    cells = ["leeg veld"] * 2_000 + bsns(60) * 200
    assert kinds_in(guard_over("kenmerk", cells[2_000:])) == {"citizen-number"}
    assert kinds_in(guard_over("kenmerk", cells[:2_000])) == set()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("geboorteDatum", ("geboorte", "datum")),
        ("GEBOORTE_DATUM", ("geboorte", "datum")),
        ("BSNNummer", ("bsn", "nummer")),
        ("E-mail  adres", ("e", "mail", "adres")),
        ("Náam", ("naam",)),
    ],
)
def test_a_name_falls_apart_in_words(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


@given(st.integers(1, 99_999_999), st.integers(0, 9))
def test_one_check_digit_in_ten_or_none_is_right(body: int, digit: int) -> None:
    right = [d for d in range(10) if is_bsn(f"{body:08d}{d}")]
    assert len(right) <= 1
    assert is_bsn(f"{body:08d}{digit}") == (digit in right)


def test_numbers_from_the_literature() -> None:
    assert is_bsn("111222333")
    assert is_bsn("123456782")
    assert not is_bsn("123456789")
    assert not is_bsn("000000000")
    assert has_iban("NL91ABNA0417164300")
    assert has_iban("rekening NL91 ABNA 0417 1643 00 graag")
    assert has_iban("DE89370400440532013000")
    assert not has_iban("NL91ABNA0417164301")


@given(st.integers(0, 40), st.integers(4, 17), st.integers(1, 9))
def test_a_changed_digit_of_an_iban_is_noticed(n: int, place: int, step: int) -> None:
    code = ibans(n + 1)[n]
    if not code[place].isdigit():
        return
    changed = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    assert has_iban(code)
    assert not has_iban(changed)


@given(st.text(max_size=80))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    guard_over("tekst", [text, text * 40]).found()
    assert is_phone(text) in {True, False}
    assert is_licence_plate(text) in {True, False}


# --- real files ------------------------------------------------------------------------------


def tables_of(path: Path) -> Iterable[tuple[list[str], list[dict[str, str]]]]:
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if text.split("\n", 1)[0].count(";") > 2 else ","
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        yield list(reader.fieldnames or []), list(reader)
    elif path.suffix == ".geojson":
        rows = [
            {key: str(value) for key, value in feature["properties"].items()}
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        ]
        yield list(rows[0]), rows


REAL = sorted(p for p in (ROOT / "data/nl").rglob("*") if p.suffix in {".csv", ".geojson"})


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_bundled_file_passes(path: Path) -> None:
    for header, rows in tables_of(path):
        guard = PersonColumnGuard(header)
        for row in rows:
            guard.look(row)
        guard.refuse()
