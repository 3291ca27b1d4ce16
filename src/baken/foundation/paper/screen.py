"""A document for the screen: data that the template ``components/paper.html`` shows."""

from typing import Any

from django.utils import translation
from django.utils.safestring import mark_safe

from baken.engines.drawing.export import without_links
from baken.foundation.paper.content import alignments, signature
from baken.vocabulary.paper import (
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
    RunStyle,
    Statement,
    Together,
    Words,
    every_block,
    runs_of,
)


def to_screen(document: Document) -> dict[str, Any]:
    """Return what the template needs: the blocks, the notes, and the document itself."""
    with translation.override(document.language):
        return _Screen(document).shown()


class _Screen:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes: list[str] = []
        self.headings = [each for each in every_block(document.blocks) if isinstance(each, Heading)]
        self.heading_number = 0
        self.table_number = 0
        self.shows = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Bullets: self.bullets,
            PaperTable: self.table,
            Drawing: self.drawing,
            Quote: lambda block: {
                "words": self.words(block.words),
                "attribution": block.attribution,
            },
            Statement: self.statement,
            KeyFigures: lambda block: {"title": block.title, "tiles": block.tiles},
            Beside: lambda block: {
                "left": self.blocks(block.left),
                "right": self.blocks(block.right),
            },
            Together: lambda block: {"blocks": self.blocks(block.blocks)},
            PageBreak: lambda _block: {},
            Contents: self.contents,
        }

    def shown(self) -> dict[str, Any]:
        blocks = self.blocks(self.document.blocks)
        return {"document": self.document, "blocks": blocks, "notes": self.notes}

    def blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [
            {"block": type(block).__name__.lower(), **self.shows[type(block)](block)}
            for block in blocks
        ]

    def words(self, words: Words) -> list[dict[str, Any]]:
        return [
            {"text": run.text, "style": run.style, "address": run.address, "note": self.note(run)}
            for run in runs_of(words)
        ]

    def note(self, run: Any) -> int:
        if run.style is not RunStyle.NOTE:
            return 0
        self.notes.append(run.text)
        return len(self.notes)

    def heading(self, block: Heading) -> dict[str, Any]:
        self.heading_number += 1
        key = f"part-{self.heading_number}"
        return {"level": block.level, "text": block.text, "key": key}

    def contents(self, block: Contents) -> dict[str, Any]:
        listed = [
            {"text": each.text, "level": each.level, "key": f"part-{number}"}
            for number, each in enumerate(self.headings, start=1)
            if each.level <= block.depth + 1
        ]
        return {"title": block.title, "headings": listed}

    def paragraph(self, block: Paragraph) -> dict[str, Any]:
        kind = "bk-lead" if block.introduction else "bk-small" if block.small else ""
        return {"words": self.words(block.words), "class": kind}

    def bullets(self, block: Bullets) -> dict[str, Any]:
        items = [self.words(item) for item in block.items]
        return {"items": items, "numbered": block.numbered, "small": block.small}

    def table(self, block: PaperTable) -> dict[str, Any]:
        self.table_number += 1
        ends = alignments(block)
        cells = [
            [
                {"words": self.words(cell), "end": end == "end", "label": label}
                for cell, end, label in zip(row, ends, block.head, strict=True)
            ]
            for row in block.rows
        ]
        return {
            "key": f"paper-table-{self.table_number}",
            "caption": block.caption,
            "head": [
                {"text": text, "end": end == "end"}
                for text, end in zip(block.head, ends, strict=True)
            ],
            "rows": cells,
            "note": self.words(block.note),
        }

    def drawing(self, block: Drawing) -> dict[str, Any]:
        svg, legend = _as_drawn(block.svg), _as_drawn(block.legend)
        table = {"block": "papertable", **self.table(block.table)} if block.table else None
        return {
            "svg": svg,
            "legend": legend,
            "alternative": block.alternative,
            "caption": block.caption,
            "table": table,
        }

    def statement(self, block: Statement) -> dict[str, Any]:
        return {
            "label": block.label,
            "words": self.words(block.words),
            "mark": block.mark,
            "tone": block.tone,
            "signed": signature(block),
        }


def _as_drawn(svg: str) -> str:
    return mark_safe(without_links(svg))  # noqa: S308 - our engines escape every text they draw
