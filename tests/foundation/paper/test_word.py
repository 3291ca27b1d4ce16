"""The Word file of a document: styles, heads, alternative texts, notes; the same bytes."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from foundation.paper.sample import ALTERNATIVE, MARKUP, sample

from baken.foundation.paper.word import to_docx


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
    assert body.count("<w:hyperlink") == 1


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
