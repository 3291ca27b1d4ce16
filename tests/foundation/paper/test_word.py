"""The Word file of a document: styles, heads, alternative texts, notes; the same bytes."""

import io
import os
import re
import shutil
import subprocess
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from foundation.paper.sample import ALTERNATIVE, MARKUP, sample

from baken.foundation.paper.content import TEXT_WIDTH
from baken.foundation.paper.word import column_widths, to_docx
from baken.vocabulary.paper import PaperTable


@pytest.fixture(scope="module")
def packed() -> bytes:
    return to_docx(sample())


@pytest.fixture(scope="module")
def opened(packed):
    return docx.Document(io.BytesIO(packed))


def test_headings_are_headings_and_the_title_is_a_title(opened):
    named = [(each.style.name, each.text) for each in opened.paragraphs]
    assert [text for style, text in named if style == "Title"] == ["Gebiedsscan Overvecht"]
    assert [pair for pair in named if pair[0].startswith("Heading")] == [
        ("Heading 1", "Veilig"),
        ("Heading 2", "Cijfers"),
        ("Heading 1", "Ervaringen"),
    ]


def test_the_head_of_a_table_is_marked_and_repeated_and_the_table_has_a_name(opened):
    tables = opened.tables
    assert len(tables) == 2  # the key figures, and the table
    for table in tables:
        heads = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert [cell.text for cell in tables[1].rows[60].cells] == ["soort 59", "12", "59"]


def test_columns_of_numbers_are_as_wide_as_they_need_and_no_word_breaks(opened):
    widths = [column.width.pt for column in opened.tables[1].columns]
    assert sum(widths) == pytest.approx(TEXT_WIDTH, abs=1)
    assert widths[0] > widths[1] == widths[2] > 30
    assert [cell.width.pt for cell in opened.tables[1].rows[7].cells] == widths


def test_every_word_of_a_narrow_column_fits_where_columns_ask_too_much():
    head = ("Indicator", *(str(year) for year in range(2019, 2025)))
    row = ("Diefstal van motorvoertuigen", *("niet te zeggen", "behouden") * 3)
    widths = column_widths(PaperTable("Oordelen", head, (row,)))
    assert sum(widths) == pytest.approx(TEXT_WIDTH)
    assert all(width >= 8 * 5.4 for width in widths)
    assert widths[0] == max(widths)


def test_the_contents_lead_to_the_headings_and_to_their_pages(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        body = parts.read("word/document.xml").decode()
    for number in (1, 2, 3):
        assert body.count(f'w:name="_heading_{number}"') == 1
        assert body.count(f'w:anchor="_heading_{number}"') == 1
        assert body.count(f"PAGEREF _heading_{number} ") == 1


@pytest.mark.skipif(not shutil.which("soffice"), reason="no office program on this machine")
def test_an_office_program_opens_it_and_lays_it_out(packed, tmp_path):
    file = tmp_path / "sample.docx"
    file.write_bytes(packed)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    # A home of its own: a second program beside it would be refused.
    subprocess.run(
        command, check=True, capture_output=True, env=os.environ | {"HOME": str(tmp_path)}
    )
    read = pypdf.PdfReader(tmp_path / "sample.pdf")
    text = " ".join(page.extract_text() for page in read.pages)
    assert "Gebiedsscan Overvecht" in text
    assert "soort 59" in text
    # The contents got their pages.
    assert re.search(r"Ervaringen\W*\d", text)
    assert f"Pagina {len(read.pages)} van {len(read.pages)}" in text


def test_a_picture_has_its_alternative_text(opened):
    described = [each.get("descr") for each in opened.element.iter(qn("wp:docPr"))]
    assert described == [ALTERNATIVE]
    assert opened.inline_shapes[0].width.pt == pytest.approx(229.5, abs=0.1)


def test_language_and_title_are_those_of_the_document(opened):
    about = opened.core_properties
    assert (about.title, about.author, about.language) == (
        *("Gebiedsscan Overvecht", "Gemeente Utrecht", "nl-NL"),
    )
    # No time of making: the document knows its day only, and says it in words.
    assert (about.created, about.modified) == (None, None)
    language = opened.styles.element.find(".//" + qn("w:lang"))
    assert language.get(qn("w:val")) == "nl-NL"


def test_notes_and_links_are_real(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        body = parts.read("word/document.xml").decode()
        assert "Een noot &amp; meer." in parts.read("word/footnotes.xml").decode()
        assert "https://example.org/x" in parts.read("word/_rels/document.xml.rels").decode()
    assert body.count("w:footnoteReference") == 1
    assert body.count("<w:hyperlink r:id=") == 1


def test_a_second_numbered_list_begins_at_one(opened):
    lists = {
        each.text: each._p.pPr.numPr.numId.val
        for each in opened.paragraphs
        if each.style.name == "List Number"
    }
    assert lists["eerst"] == lists["daarna"] != lists["opnieuw eerst"]


def test_texts_stay_texts(opened):
    assert [each.text for each in opened.paragraphs].count(MARKUP) == 2


def test_the_same_document_gives_the_same_bytes(packed):
    assert to_docx(sample()) == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
