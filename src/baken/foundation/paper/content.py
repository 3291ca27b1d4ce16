"""A document as plain data for the form on paper: texts stay texts, drawings stand alone."""

import re
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from baken.engines.drawing.export import LIGHT_STYLE, standalone
from baken.foundation.paper.marks import MARKS
from baken.vocabulary.paper import (
    Alignment,
    Beside,
    Block,
    Bullets,
    Contents,
    Document,
    Drawing,
    Heading,
    KeyFigures,
    PageBreak,
    PaperTable,
    Paragraph,
    Quote,
    Statement,
    Together,
    Words,
    plain_words,
    runs_of,
)

# A filter would turn a drawing into dots; on paper it stays lines.
PAPER_STYLE = "\n".join(line for line in LIGHT_STYLE.splitlines() if "filter:" not in line)
TEXT_WIDTH, MOST_HEIGHT, MOST_SCALE = 459.0, 600.0, 0.75
"""Width between the margins of the page and the most that a drawing is high, in points; and the
most points to a unit of a drawing: letters in it are never larger than on screen."""
_SIZE = re.compile(r'viewBox="\S+ \S+ (\S+) ([^"]+)"')
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_LONG_CELL, _SHORT_CELL = 60, 24


def content_of(document: Document) -> dict[str, Any]:
    """Return a document as data; its few words of our own are in its language."""
    with translation.override(document.language):
        return {
            "title": document.title,
            "subtitle": document.subtitle,
            "description": document.subtitle or document.title,
            "language": document.language,
            "region": LANGUAGES[document.language][3:],
            "author": document.author,
            "reference": document.printed_reference,
            "state": document.state,
            "kicker": f"{document.author}  ·  {written_date(document.dated)}",
            "words": words_of_our_own(),
            "marks": MARKS,
            "blocks": [block_content(block) for block in document.blocks],
        }


def words_of_our_own() -> dict[str, str]:
    """Return the words on a page that are not the document's own."""
    return {"page": _("Page"), "of": pgettext("page 1 of 2", "of")}


def written_date(dated: date) -> str:
    """Return a date in words, in the language that is active."""
    return date_format(dated, "j F Y")


def signature(block: Statement) -> str:
    """Return who signed a statement and when, or nothing."""
    parts = (block.signed, written_date(block.dated) if block.dated else "")
    return ", ".join(part for part in parts if part)


def drawn(block: Drawing) -> str:
    """Return the drawing as a file that stands alone, its legend under it."""
    return standalone(block.svg, PAPER_STYLE, legend=block.legend)


def widest(svg: str) -> float:
    """Return the most points that a drawing is wide: by its height, and by its letters."""
    found = _SIZE.search(svg)
    if not found:
        return TEXT_WIDTH
    width, height = float(found[1]), float(found[2])
    return width * min(MOST_HEIGHT / height, MOST_SCALE)


def alignments(table: PaperTable) -> tuple[Alignment, ...]:
    """Return on which side every column stands; at the start when nothing was said."""
    # Some documents were frozen, or written, with the bare codes.
    return tuple(map(Alignment, table.alignments)) or (Alignment.START,) * len(table.head)


def block_content(block: Block) -> dict[str, Any]:
    """Return one block as data, with the name by which the form knows it."""
    return _CONTENT[type(block)](block)


def _runs(words: Words) -> list[dict[str, str]]:
    return [asdict(run) for run in runs_of(words)]


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [block_content(block) for block in blocks]


def column_shares(table: PaperTable) -> list[int]:
    """Return how the columns share the width: 0 is as wide as it needs, others by the number."""
    cells = list(zip(table.head, *table.rows, strict=True))
    longest = [max(len(plain_words(cell)) for cell in column) for column in cells]
    ends = alignments(table)
    # Columns of numbers are as wide as they need; the texts share what is left.
    widths = [
        0 if end is Alignment.END or size < _SHORT_CELL else min(size, _LONG_CELL)
        for end, size in zip(ends, longest, strict=True)
    ]
    if not any(widths):
        widths[0] = 1
    return widths


def _table(block: PaperTable) -> dict[str, Any]:
    return {
        "block": "table",
        "caption": block.caption,
        "head": block.head,
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
        "alignments": alignments(block),
        "widths": column_shares(block),
        "note": _runs(block.note),
    }


def _drawing(block: Drawing) -> dict[str, Any]:
    svg = drawn(block)
    return {
        "block": "drawing",
        "svg": svg,
        "alternative": block.alternative,
        "caption": block.caption,
        "share": block.share,
        "widest": widest(svg),
        "table": _table(block.table) if block.table else None,
    }


def _statement(block: Statement) -> dict[str, Any]:
    return {
        "block": "statement",
        "label": block.label,
        "words": _runs(block.words),
        "mark": block.mark,
        "tone": block.tone,
        "signed": signature(block),
    }


def _bullets(block: Bullets) -> dict[str, Any]:
    items = [_runs(item) for item in block.items]
    looks = {"numbered": block.numbered, "small": block.small}
    return {"block": "bullets", "items": items, **looks}


def _beside(block: Beside) -> dict[str, Any]:
    columns = {"left": _blocks(block.left), "right": _blocks(block.right)}
    return {"block": "beside", "share": block.share, **columns}


def _quote(block: Quote) -> dict[str, Any]:
    return {"block": "quote", "words": _runs(block.words), "attribution": block.attribution}


def _tiles(block: KeyFigures) -> dict[str, Any]:
    return {"block": "tiles", "title": block.title, "tiles": [asdict(each) for each in block.tiles]}


_CONTENT: dict[type, Any] = {
    Heading: lambda block: {"block": "heading", **asdict(block)},
    Paragraph: lambda block: {"block": "paragraph", **asdict(block), "words": _runs(block.words)},
    Bullets: _bullets,
    PaperTable: _table,
    Drawing: _drawing,
    Quote: _quote,
    Statement: _statement,
    KeyFigures: _tiles,
    Beside: _beside,
    Together: lambda block: {"block": "together", "blocks": _blocks(block.blocks)},
    PageBreak: lambda _block: {"block": "break"},
    Contents: lambda block: {"block": "contents", **asdict(block)},
}
