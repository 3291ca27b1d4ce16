"""What the bytes of a CSV file say: encoding, delimiter, header, remarks, rows that do not fit."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.foundation.intake.reading.csv_files import read_csv
from baken.foundation.intake.reading.text_form import text_form_of
from baken.vocabulary.errors import UnusableInputError


def read(folder, content, name="levering.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    table = read_csv(path)
    return table, list(table.rows)


def refused(folder, content):
    with pytest.raises(UnusableInputError) as caught:
        read(folder, content)
    message = str(caught.value)
    assert "levering.csv" in message
    return message


PLACES = "code;naam\nGM1900;Súdwest-Fryslân\nGM0344;Utrecht\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_usual_encoding_gives_the_same_rows(tmp_path, encoding):
    table, rows = read(tmp_path, PLACES.encode(encoding))
    assert table.header == ("code", "naam")
    assert [row.values["naam"] for row in rows] == ["Súdwest-Fryslân", "Utrecht"]


@settings(deadline=None)
@given(
    delimiter=st.sampled_from(",;\t|"),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    rows=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["C"]), max_size=8), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_what_is_written_is_read_back(tmp_path_factory, delimiter, ending, encoding, rows):
    # Lines with a single filled cell are held to be remarks, and blank ones are passed over.
    rows = [["1", *cells, "x"] for cells in rows]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=ending)
    writer.writerows([["een", "twee", "drie", "vier", "vijf"], *rows])
    content = file.getvalue().encode(encoding)
    _, found = read(tmp_path_factory.mktemp("w"), content)
    assert [list(row.values.values()) for row in found] == rows
    assert not [row for row in found if row.error]


def test_quoted_delimiters_and_decimal_commas_do_not_mislead(tmp_path):
    text = '"naam, voluit";"aandeel"\n"De Meern, Vleuten";1,5\n"Hoograven, Lunetten";2,5\n'
    table, rows = read(tmp_path, text)
    assert table.header == ("naam, voluit", "aandeel")
    assert rows[1].values == {"naam, voluit": "Hoograven, Lunetten", "aandeel": "2,5"}


def test_title_lines_above_and_remarks_below(tmp_path):
    text = (
        '"Geregistreerde misdrijven; wijken, buurten"\n\n"Soort misdrijf";"Perioden";"aantal"\n'
        '"0.0.0 ";"2024JJ00";     145\n"1.1.1 ";"2024JJ00";      12\n"Bron: CBS."\n'
    )
    table, rows = read(tmp_path, text)
    assert table.header == ("Soort misdrijf", "Perioden", "aantal")
    assert [(row.number, row.values["Soort misdrijf"]) for row in rows] == [
        (4, "0.0.0 "),
        (5, "1.1.1 "),
    ]
    assert [note.split(":")[0] for note in table.notes] == [
        "row 3 is the header; above it stands",
        "row 6 was read as a remark under the table",
    ]


def test_a_single_cell_at_the_end_is_no_remark_unless_it_looks_so(tmp_path):
    _, rows = read(tmp_path, "code;naam\nGM0344;Utrecht\nGM03\n")
    assert [row.error and row.error.reason for row in rows] == [None, "too-few-cells"]


@pytest.mark.parametrize(
    ("line", "reason", "kept"),
    [
        ("GM0344;Utrecht\n", "too-few-cells", {"code": "GM0344", "naam": "Utrecht", "n": ""}),
        ("GM0344;Utrecht;1;2\n", "more-cells-than-columns", {"n": "1,2"}),
        ("GM0344;Utr\x00echt;1\n", "unreadable-text", {"naam": "Utr�echt"}),
        ('GM0344;"Ut"recht;1\n', "broken-quotation", {"code": 'GM0344;"Ut"recht;1'}),
        (f"GM0344;{'x' * 40_000};1\n", "cell-too-long", {"code": "GM0344"}),
    ],
)
def test_a_row_that_cannot_be_read_carries_its_error(tmp_path, line, reason, kept):
    _, rows = read(tmp_path, "code;naam;n\nGM0307;Amersfoort;3\n" + line + "GM0307;Soest;4\n")
    assert [row.error and row.error.reason for row in rows] == [None, reason, None]
    assert kept.items() <= rows[1].values.items()
    assert rows[1].number == 3
    assert rows[1].error.remedy_nl
    assert rows[1].error.remedy_en


def test_cells_beyond_the_header_that_are_blank_are_no_fault(tmp_path):
    table, rows = read(tmp_path, "code;naam;;\nGM0344;Utrecht;;\n")
    assert table.header == ("code", "naam")
    assert not rows[0].error


def test_a_utf_8_file_with_one_broken_byte_loses_one_row(tmp_path):
    content = PLACES.encode() + b"GM0345;Veenendaal\xff\n" + PLACES.encode()[10:]
    _, rows = read(tmp_path, content)
    assert [row.error and row.error.reason for row in rows].count("unreadable-text") == 1
    assert rows[0].values["naam"] == "Súdwest-Fryslân"


def test_an_unclosed_quotation_mark_is_refused_with_its_row(tmp_path):
    message = refused(tmp_path, 'code;naam\nGM0344;Utrecht\nGM0307;"Amersfoort\nGM0345;Soest\n')
    assert "row 3: a quotation mark" in message
    swallowing = refused(tmp_path, 'code;naam\nGM0307;"Amersfoort\nGM0345;"Soest"\nGM0344;U\n')
    assert "row 2: a quotation mark" in swallowing


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
        (b"code;naam\n", "no rows under it"),
        (b"code;code\n1;2\n", "row 1: the column code occurs more than once"),
        (b"<!DOCTYPE html><html><body>Inloggen</body></html>", "web page"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b'<?xml version="1.0"?><a/>', "is XML"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PAR1", "Parquet"),
        (bytes(range(1, 9)) * 500, "no text"),
        (b'{"value": []}', "is JSON"),
        ("code;naam\nGM0344;Utrecht".encode("utf-16")[:-1], "cut off"),
        (b";".join(b"k%d" % n for n in range(2100)) + b"\n1\n", "at most 2,000"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_it_is(tmp_path, content, says):
    assert says in refused(tmp_path, content)


def test_a_line_beyond_the_limit_is_refused_without_reading_on(tmp_path):
    assert "longer than 1,048,576 characters" in refused(tmp_path, b"a;b\n" + b"x" * 3_000_000)


def test_the_encoding_is_found_whatever_follows(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a;b\n" * 400_000 + "Súdwest\n".encode("cp1252"))
    assert text_form_of(path).encoding == "cp1252"
    path.write_bytes(b"a;b\n" * 400_000 + "Súdwest\n".encode())
    assert text_form_of(path).encoding == "utf-8"
