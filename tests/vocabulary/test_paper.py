"""What a document refuses: what a reader with a screen reader would miss."""

from datetime import date

import pytest

from baken.vocabulary.paper import (
    Alignment,
    Beside,
    Document,
    Drawing,
    Heading,
    PaperError,
    PaperTable,
    Paragraph,
    Run,
    RunStyle,
    Statement,
    Tile,
    Together,
    plain_words,
)


def document(*blocks, **changes) -> Document:
    fields = {"title": "T", "language": "nl", "author": "A", "dated": date(2026, 1, 1)}
    return Document(**{**fields, "blocks": blocks, **changes})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Drawing("<svg />", " "), "an alternative text"),
        (lambda: Drawing("", "een balk"), "this is no SVG"),
        (lambda: Drawing("<svg />", "een balk", legend="<p>"), "this is no SVG"),
        (lambda: Drawing("<svg />", "een balk", share=0), "share 0"),
        (lambda: PaperTable("", ("a",), ()), "a caption is missing"),
        (lambda: PaperTable("c", ("a", "b"), (("1", "2"), ("1",))), "row 2 has another number"),
        (lambda: PaperTable("c", (), ()), "the head has 0 cells"),
        (lambda: PaperTable("c", ("a", "b"), (), (Alignment.END,)), "1 alignments for 2 columns"),
        (lambda: Run("hier", RunStyle.LINK, "/plan"), "starts with https://"),
        (lambda: Run("hier", RunStyle.LINK, "javascript:alert(1)"), "starts with https://"),
        (lambda: Run(""), "there are no words"),
        (lambda: Statement("", "iets"), "a label"),
        (lambda: Tile("3", ""), "a label is missing"),
        (lambda: document(Heading(3, "diep")), "level 3 after level 1"),
        (lambda: document(Heading(1, "titel")), "level 1 after level 1"),
        (lambda: document(Heading(2, "a"), Heading(4, "b")), "level 4 after level 2"),
        (lambda: document(Heading(2, "")), "heading: a text is missing"),
        (lambda: document(Together((Heading(3, "diep"),))), "level 3 after level 1"),
        (lambda: document(title=" "), "a title is missing"),
        (lambda: document(author=""), "an author is missing"),
        (lambda: document(language="de"), 'language "de"'),
    ],
)
def test_what_a_reader_would_miss_is_refused_with_a_sentence(make, words):
    with pytest.raises(PaperError) as refused:
        make()
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("http://127.0.0.1:8400/wijk/WK034403/", ""),
        ("http://localhost/wijk/WK034403/", ""),
        ("http://[::1]:8400/", ""),
        ("https://baken.example.org/wijk/WK034403/", "https://baken.example.org/wijk/WK034403/"),
        ("GS-1", "GS-1"),
    ],
)
def test_an_address_of_the_own_machine_is_not_printed(reference, printed):
    assert document(reference=reference).printed_reference == printed


def test_headings_may_go_up_by_any_number_and_are_counted_inside_columns():
    columns = Beside((Heading(2, "a"), Heading(3, "b")), (Heading(4, "c"), Heading(2, "d")))
    assert document(columns, Heading(3, "e")).blocks[0] is columns


def test_a_text_without_styles_keeps_its_note_between_brackets():
    words = (Run("Zeker"), Run("bijna", RunStyle.NOTE), Run("."))
    assert plain_words(words) == "Zeker (bijna)."
    assert plain_words("kaal") == "kaal"
    assert Paragraph("kaal").words == "kaal"
