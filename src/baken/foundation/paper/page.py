"""A document as one HTML file that stands alone: to keep, to send, to read without Baken."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from baken.foundation.paper.content import LANGUAGES, written_date
from baken.foundation.paper.screen import to_screen
from baken.vocabulary.paper import Document

STYLE = Path(__file__).with_name("page.css")


def to_page(document: Document) -> str:
    """Return the document as a whole page; the same document gives the same text."""
    with translation.override(document.language):
        shown = {
            "paper": to_screen(document),
            "document": document,
            "region": LANGUAGES[document.language],
            "dated": written_date(document.dated),
        }
        page = render_to_string("components/paper_alone.html", shown)
    # A file that stands alone carries its style; pages of the site never do.
    style = STYLE.read_text(encoding="utf-8")
    return page.replace("</head>", f"<style>\n{style}</style>\n</head>", 1)
