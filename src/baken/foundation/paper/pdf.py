"""A document as a PDF that everybody can read, also with a screen reader (PDF/UA-1)."""

import json
from functools import cache
from pathlib import Path

import typst

from baken.foundation.paper.content import content_of
from baken.foundation.paper.letters import FONTS, drawable
from baken.foundation.paper.row_headers import with_row_headers
from baken.vocabulary.paper import Document, PaperError

_HERE = Path(__file__).parent
FORM = _HERE / "document.typ"
STANDARD = "ua-1"
_PICTURE_FORM = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""


def to_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1; the same document gives the same bytes.

    Raises:
        PaperError: when it breaks the standard in a way that its content did not show before.
    """
    return with_row_headers(_made(document, "pdf")[0])


def to_pictures(document: Document, *, dots_per_inch: int = 96) -> tuple[bytes, ...]:
    """Return every page as a PNG, to be looked at."""
    return tuple(_made(document, "png", dots_per_inch))


def picture_of(svg: str, *, width: float, dots_per_inch: int = 200) -> bytes:
    """Return a drawing as PNG, so many points wide: for what cannot show SVG."""
    compiler = typst.Compiler(_PICTURE_FORM, font_paths=fonts())
    inputs = {"svg": svg, "width": f"{width:g}"}
    return _one(compiler.compile(format="png", ppi=dots_per_inch, sys_inputs=inputs))


def _made(document: Document, form: str, dots_per_inch: int | None = None) -> list[bytes]:
    content = json.dumps(content_of(document), ensure_ascii=False, sort_keys=True)
    inputs = {"document": drawable(content)}
    compiler = typst.Compiler(FORM, root=_HERE, font_paths=fonts())
    standards = [STANDARD] if form == "pdf" else []
    try:
        made = compiler.compile(
            format=form,
            ppi=dots_per_inch,
            sys_inputs=inputs,
            pdf_standards=standards,
        )
    except typst.TypstError as error:
        raise PaperError(
            f'document "{document.title}" cannot be printed: {error.message}; mend its content'
        ) from error
    return made if isinstance(made, list) else [made]


def _one(made: bytes | list[bytes]) -> bytes:
    return made[0] if isinstance(made, list) else made


@cache
def fonts() -> typst.Fonts:
    """Return the bundled fonts only: paper looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
