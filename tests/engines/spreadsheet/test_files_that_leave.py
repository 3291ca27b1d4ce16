"""CSV and XLSX: what goes in comes out, and nothing calculates."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.spreadsheet import Table, csv_text, xlsx_bytes

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
cells = texts | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.none()
ABOUT = (("Bron", "CBS / Politie"), ("Licentie", "CC BY 4.0"))
TABLE = Table(
    "Inbraak: a/b?",
    ("Naam", "=Aantal", "Cijfer"),
    (("'s-Gravenhage", 12, 1.25), ("=HYPERLINK(1)", None, None), ("@a <b> & é", -3, 0.1)),
    ABOUT,
)


def test_dutch_csv_has_semicolons_and_commas_and_its_origin_in_every_row() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(TABLE, decimal_comma=True)[1:]), delimiter=";"))
    assert rows[0] == ["Naam", "'=Aantal", "Cijfer", "Bron", "Licentie"]
    assert rows[1] == ["'s-Gravenhage", "12", "1,25", "CBS / Politie", "CC BY 4.0"]
    assert rows[2][:3] == ["'=HYPERLINK(1)", "", ""]
    assert rows[3][1:3] == ["-3", "0,1"]
    assert len({len(row) for row in rows}) == 1


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_a_workbook_is_read_back_as_it_was(rows: list[tuple]) -> None:
    packed = xlsx_bytes(Table("t", ("a", "b"), tuple(rows), ABOUT), about_title="Over")
    book = openpyxl.load_workbook(io.BytesIO(packed))
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            assert (sheet.cell(number, column).value or None) == (cell or None)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_a_workbook_says_where_it_comes_from_and_is_the_same_twice() -> None:
    packed = xlsx_bytes(TABLE, about_title="Over deze tabel")
    book = openpyxl.load_workbook(io.BytesIO(packed))
    assert book.sheetnames == ["Inbraak ab", "Over deze tabel"]
    assert [c.value for c in book.worksheets[1]["B"]] == [None, "CBS / Politie", "CC BY 4.0"]
    assert packed == xlsx_bytes(TABLE, about_title="Over deze tabel")


def test_more_tables_stand_between_the_first_and_what_is_to_be_known() -> None:
    more = [Table("Verschillen", ("a",), ((1,), (2,)))]
    packed = xlsx_bytes(TABLE, about_title="Over deze tabel", more=more)
    book = openpyxl.load_workbook(io.BytesIO(packed))
    assert book.sheetnames == ["Inbraak ab", "Verschillen", "Over deze tabel"]
    assert [cell.value for cell in book.worksheets[1]["A"]] == ["a", 1, 2]
    assert book.worksheets[2]["B2"].value == "CBS / Politie"


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1: 1 cells under 2 columns"):
        Table("t", ("a", "b"), (("x", 1), ("y",)))
