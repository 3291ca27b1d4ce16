"""The PDF of a document: readable by everybody (PDF/UA-1), the same bytes each time."""

import hashlib
import io
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from foundation.paper.sample import ALTERNATIVE, MARKUP, SVG, sample

from baken.engines.drawing.svg import drawing, element
from baken.foundation.paper.content import MOST_HEIGHT, MOST_SCALE, widest
from baken.foundation.paper.letters import FONTS, MISSING, drawable
from baken.foundation.paper.pdf import to_pdf, to_pictures
from baken.foundation.paper.row_headers import with_row_headers
from baken.vocabulary.paper import Drawing, Heading, PaperError, Paragraph

VENDORED = (FONTS, Path(__file__).resolve().parents[3] / "src/baken/site/static/vendor")


@pytest.fixture(scope="module")
def read() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(to_pdf(sample())))


def tags_of(reader: pypdf.PdfReader) -> list[dict]:
    found: list[dict] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def text_of(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_says_that_it_is_pdf_ua_and_shows_title_and_language(read):
    root = read.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == "Gebiedsscan Overvecht"
    assert read.metadata.author == "Gemeente Utrecht"


def test_the_tag_tree_has_headings_lists_tables_notes_links_and_the_figure(read):
    tags = tags_of(read)
    counts = Counter(tag["/S"] for tag in tags)
    assert [tag["/T"] for tag in tags if tag["/S"] in ("/H1", "/H2", "/H3")] == [
        *("Gebiedsscan Overvecht", "Inhoud", "Veilig", "Cijfers", "Ervaringen"),
    ]
    assert counts["/L"] == 3
    assert counts["/Table"] == counts["/THead"] == 1
    assert (counts["/TH"], counts["/TD"], counts["/TR"]) == (3 + 60, 120, 61)
    assert counts["/Note"] == 1
    assert counts["/Link"] >= 1
    assert [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"] == [ALTERNATIVE]


def test_every_cell_finds_its_headers_by_scope_the_first_of_a_row_names_it(read):
    rows = [tag for tag in tags_of(read) if tag["/S"] == "/TR"]
    scopes = [[scope_of(cell) for cell in row["/K"]] for row in rows]
    assert scopes == [["/Column"] * 3] + [["/Row", None, None]] * 60
    # A list of identifiers would lead to the head alone, and hide the header of the row.
    cells = [tag for tag in tags_of(read) if tag["/S"] == "/TD"]
    assert not any("/Headers" in each for cell in cells for each in attributes(cell))


def attributes(tag):
    found = tag.get_object().get("/A", [])
    return found if isinstance(found, list) else [found]


def scope_of(tag):
    return next((each["/Scope"] for each in attributes(tag) if "/Scope" in each), None)


def test_tags_changed_once_more_stay_as_they_are_and_another_file_is_refused():
    made = to_pdf(sample())
    assert with_row_headers(made) == made
    with pytest.raises(PaperError):
        with_row_headers(b"%PDF-1.7\nno list at all")


def test_only_bundled_fonts_are_inside(read):
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith(("NotoSans", "NotoSerif-Bold")) for name in names)


def test_a_text_is_never_read_as_markup(read):
    text = text_of(read)
    assert text.count(" ".join(MARKUP.split())) == 2


def test_pages_are_numbered_in_the_language_of_the_document(read):
    assert f"Pagina 1 van {len(read.pages)}" in text_of(read)
    english = pypdf.PdfReader(io.BytesIO(to_pdf(sample(language="en"))))
    assert f"Page 1 of {len(english.pages)}" in text_of(english)
    assert english.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_same_document_gives_the_same_bytes_and_another_date_others():
    first = to_pdf(sample())
    assert first == to_pdf(sample())
    # No time of making: the document knows its day only, and says it in words.
    read = pypdf.PdfReader(io.BytesIO(first))
    assert not {"/CreationDate", "/ModDate"} & set(read.metadata)
    assert b"Date>" not in read.trailer["/Root"]["/Metadata"].get_data()
    assert to_pdf(sample(dated=sample().dated.replace(year=2025))) != first


def test_a_draft_says_so_at_the_head_of_every_page():
    read = pypdf.PdfReader(io.BytesIO(to_pdf(replace(sample(), state="Concept"))))
    assert len(read.pages) > 1
    assert all("Concept" in page.extract_text() for page in read.pages)


def test_a_small_drawing_is_not_blown_up():
    small = draw_small(340, 320)
    assert widest(small) == 340 * MOST_SCALE
    assert widest(draw_small(340, 3200)) == MOST_HEIGHT * 340 / 3200


def draw_small(width, height):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"></svg>'


def test_every_page_can_be_looked_at(read):
    pictures = to_pictures(sample(), dots_per_inch=40)
    assert len(pictures) == len(read.pages)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_hard_texts_and_drawings_do_not_break_the_standard():
    blocks = (
        Heading(2, "Ţ ő − ≥ → ж λ 漢 \u202e \N{SNOWMAN}"),
        Paragraph("\n\n  regel\nnog een \t regel  "),
        Drawing(SVG.replace("Balk", "漢"), "a" * 3000),
    )
    assert to_pdf(sample(title='A "b" <c> \\ #d', blocks=blocks)).startswith(b"%PDF-1.7")


def test_a_letter_that_cannot_be_drawn_is_replaced_and_all_others_stay():
    assert drawable("Ţ ő ж λ € – − ≥ → ’ \u00a0 a\n") == "Ţ ő ж λ € – − ≥ → ’ \u00a0 a\n"
    assert drawable("漢 \N{PILE OF POO} a") == f"{MISSING} {MISSING} a"
    assert drawable(MISSING) == MISSING


def test_a_drawing_that_would_leave_the_page_is_drawn_smaller():
    tall = drawing("tall", "chart", (100, 1000), ("Hoog", ""), element("rect", width=9.0))
    block = Drawing(tall, "Een hoge tekening")
    assert widest(tall) == pytest.approx(60)
    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(sample(blocks=(block,))))).pages) <= 2


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.name)
def test_vendored_files_are_what_their_list_says(folder):
    packages = tomllib.loads((folder / "VENDOR.toml").read_text(encoding="utf-8"))["package"]
    files = [file for package in packages for file in package["file"]]
    assert len(files) >= 4
    for file in files:
        content = (folder / file["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["path"]
        assert len(content) == file["bytes"], file["path"]
