"""Workbooks and the JSON of CBS become the same rows as CSV; bombs are refused before unpacking."""

import json
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from baken.foundation.intake.reading.delivered import read_table
from baken.vocabulary.errors import UnusableInputError


def workbook(path, rows, *, before=()):
    book = openpyxl.Workbook()
    sheet = book.active
    for name in before:
        book.create_sheet(name, 0)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_gives_text_numbers_and_dates(tmp_path):
    path = workbook(
        tmp_path / "x.xlsx",
        [
            ["Titel"],
            [],
            ["code", "aantal", "aandeel", "dag", "moment"],
            ["GM0344", 12, 1.5, date(2024, 3, 31), datetime(2024, 3, 31, 7, 30)],  # noqa: DTZ001 - a cell knows no zone
            ["0344", 3.0, 1e-7, None, None],
        ],
        before=["Leeg"],
    )
    table = read_table(path)
    rows = list(table.rows)
    assert [row.number for row in rows] == [4, 5]
    assert list(rows[0].values.values()) == [
        *("GM0344", "12", "1.5", "2024-03-31", "2024-03-31T07:30:00"),
    ]
    assert list(rows[1].values.values())[:3] == ["0344", "3", "1e-07"]
    assert any('the sheet "Sheet" was read' in note for note in table.notes)


def test_a_formula_without_value_is_a_refused_row(tmp_path):
    path = workbook(tmp_path / "x.xlsx", [["code", "n"], ["GM0344", "=1+1"], ["GM0307", 2]])
    first, second = read_table(path).rows
    assert first.error.reason == "formula-without-value"
    assert first.error.value == "B2"
    assert second.error is None


def rewritten(path, changes):
    """Return the workbook with parts of it replaced."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"xl/media/bomb.bin": bytes(300_000_000)}, "would unpack to"),
        ({"xl/media/bomb.bin": bytes(30_000_000)}, "200 times"),
        ({SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'}, "document type or entities"),
        ({SHEET: b"<worksheet><sheetData><row>"}, "XML is broken"),
        ({SHEET: b'<worksheet><row r="1"><c r="ZZZ1"><v>1</v></c></row></worksheet>'}, "columns"),
        ({SHEET: b'<worksheet><row r="1"><c t="s"><v>9</v></c></row></worksheet>'}, "not there"),
        ({f"n{n}": b"" for n in range(1200)}, "at most 1,000"),
        ({"xl/workbook.xml": b"<workbook/>"}, "no visible sheet"),
    ],
)
def test_a_workbook_that_is_no_table_is_refused(tmp_path, changes, says):
    path = rewritten(workbook(tmp_path / "x.xlsx", [["a", "b"], [1, 2]]), changes)
    with pytest.raises(UnusableInputError, match=says):
        list(read_table(path).rows)


def test_a_workbook_that_was_cut_off_is_refused(tmp_path):
    path = workbook(tmp_path / "x.xlsx", [["a", "b"], [1, 2]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UnusableInputError, match="cannot be unpacked"):
        read_table(path)


V3 = {
    "odata.metadata": "https://x/$metadata#Cbs.OData.WebAPI.TypedDataSet",
    "value": [
        {"ID": 0, "SoortMisdrijf": "1.1.1 ", "Perioden": "2024JJ00", "Aantal_1": 12},
        {"ID": 1, "SoortMisdrijf": "1.1.1 ", "Perioden": "2024JJ00", "Aantal_1": None},
    ],
}


def delivered(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return read_table(path)


@pytest.mark.parametrize("indent", [None, 1])
def test_odata_gives_rows_with_their_padding(tmp_path, indent):
    table = delivered(tmp_path, json.dumps(V3, indent=indent))
    assert table.header == ("ID", "SoortMisdrijf", "Perioden", "Aantal_1")
    rows = list(table.rows)
    assert [row.values["Aantal_1"] for row in rows] == ["12", ""]
    assert rows[0].values["SoortMisdrijf"] == "1.1.1 "
    assert rows[1].number == 2


def test_a_value_named_as_the_list_does_not_mislead(tmp_path):
    content = {"a": "value", "b": {"value": [1]}, "c": 'een "value": [', **V3}
    assert len(list(delivered(tmp_path, content).rows)) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (json.dumps(V3)[:-30], "cut off"),
        (json.dumps(V3 | {"value": []}), "without rows"),
        ('{"a": 1}', 'without a list "value"'),
        ("[1, 2]", 'without a list "value"'),
        ("[" * 100_000, "nested more than 32"),
        ('{"value": [{"a": ' + "[" * 40 + "]" * 40 + "}]}", "nested more than 32"),
        ('{"value": [{"a": NaN}]}', "NaN is no number"),
        ('{"value": [{"a": "' + "x" * 5_000_000 + '"}]}', "one object of more than"),
        (json.dumps(V3 | {"odata.nextLink": "https://x"}), "one page of several"),
        ('{"value": [{"a": 1,}]}', "no valid JSON"),
        ('{"value": [{"\\ud800a": 1}]}', "no text"),
        ('{"value": [{"a": 1}, 5, {"a": 2}]}', "between the objects"),
        ('{"value": [{"a": 1}, 5]}', "between the objects"),
    ],
)
def test_json_that_is_no_table_is_refused(tmp_path, content, says):
    with pytest.raises(UnusableInputError, match=says):
        list(delivered(tmp_path, content).rows)


def test_an_object_of_another_shape_is_a_refused_row(tmp_path):
    good = {"a": 1, "b": "x"}
    content = {"value": [good, {"a": [1], "b": "x"}, {"a": 1, "b": "\0"}, {"a": 1, "c": 2}, good]}
    rows = list(delivered(tmp_path, content).rows)
    assert [row.error is None for row in rows] == [True, False, False, False, True]
