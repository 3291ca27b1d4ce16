"""A document as a Word file: real styles, marked table heads, alternative texts, fixed bytes."""

import io

import docx
from django.utils import translation
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from baken.foundation.paper import word_parts, word_styles
from baken.foundation.paper.content import (
    LANGUAGES,
    TEXT_WIDTH,
    alignments,
    column_shares,
    drawn,
    signature,
    widest,
    words_of_our_own,
    written_date,
)
from baken.foundation.paper.pdf import picture_of
from baken.vocabulary.paper import (
    FIRST_LEVEL,
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
    Run,
    RunStyle,
    Statement,
    Together,
    Words,
    every_block,
    plain_words,
    runs_of,
)

_LETTER, _BOLD_LETTER, _ROOM, _WIDEST = 4.9, 5.4, 13.0, 150.0
"""Points that a letter takes, that a cell leaves free, and that a column of numbers is at most."""
_MOST_NEEDED = 0.72
"""The share of the width that columns of numbers take at most."""


def to_docx(document: Document) -> bytes:
    """Return the document as a Word file; the same document gives the same bytes."""
    with translation.override(document.language):
        return _Writer(document).packed()


def column_widths(table: PaperTable) -> list[float]:
    """Return how wide the columns of a table are in points, together as wide as the text.

    As on paper: columns of numbers as wide as they need, the texts share what is left. Word
    counts no letters before a file is opened, so what is needed is reckoned by their number.
    """
    shares = column_shares(table)
    columns = list(zip(table.head, *table.rows, strict=True))
    needed = [_needed(cells) if not share else (0.0, 0.0) for cells, share in zip(
        columns, shares, strict=True
    )]  # fmt: skip
    least, most = (sum(widths) for widths in zip(*needed, strict=True))
    room = max(0.0, _MOST_NEEDED * TEXT_WIDTH - least)
    given = min(1.0, room / (most - least)) if most > least else 1.0
    widths = [small + given * (large - small) for small, large in needed]
    left, parts = TEXT_WIDTH - sum(widths), sum(shares)
    return [width or left * share / parts for width, share in zip(widths, shares, strict=True)]


def _needed(cells: tuple[Words, ...]) -> tuple[float, float]:
    """Return how wide a column is at least, so that no word breaks, and at most, in points."""
    texts = [plain_words(cell) for cell in cells]
    word = max(len(word) for text in texts for word in (text.split() or [""]))
    whole = max(len(text) for text in texts)
    least = word * _BOLD_LETTER + _ROOM
    return least, max(least, min(whole * _LETTER + _ROOM, _WIDEST))


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = docx.Document()
        self.notes: list[str] = []
        self.pictures = self.headings = 0
        self.width = TEXT_WIDTH
        self.cell_style = ""
        self.writes = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Bullets: self.bullets,
            PaperTable: self.table,
            Drawing: self.drawing,
            Quote: self.quote,
            Statement: self.statement,
            KeyFigures: self.key_figures,
            Beside: self.beside,
            Together: lambda block: self.blocks(block.blocks),
            PageBreak: lambda _block: self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE),
            Contents: self.contents,
        }

    def packed(self) -> bytes:
        word_styles.set_styles(self.file, LANGUAGES[self.document.language])
        self.cell_style = self.file.styles["Cell"].style_id
        self.properties()
        self.running_lines()
        self.opening()
        self.blocks(self.document.blocks)
        style = self.file.styles["Footnote Text"].style_id
        word_parts.add_notes(self.file, self.notes, style)
        target = io.BytesIO()
        self.file.save(target)
        return word_parts.with_fixed_times(target.getvalue())

    def properties(self) -> None:
        about = self.file.core_properties
        about.title, about.author = self.document.title, self.document.author
        about.last_modified_by, about.comments = self.document.author, ""
        about.subject, about.language = self.document.subtitle, LANGUAGES[self.document.language]
        about.identifier, about.keywords = self.document.printed_reference, ""
        about.revision = 1
        word_parts.forget_times(self.file)

    def running_lines(self) -> None:
        section, words = self.file.sections[0], words_of_our_own()
        heads = [section.header.paragraphs[0]]
        if self.document.state:
            heads.append(section.first_page_header.paragraphs[0])
        for head in heads:
            head.style = self.file.styles["Small"]
            told = (self.document.state, self.document.title, self.document.author)
            head.add_run("  ·  ".join(part for part in told if part))
        for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
            foot.style = self.file.styles["Small"]
            reference = self.document.printed_reference
            foot.add_run(f"{reference}  ·  {words['page']} " if reference else f"{words['page']} ")
            word_parts.add_field(foot, "PAGE", "1")
            foot.add_run(f" {words['of']} ")
            word_parts.add_field(foot, "NUMPAGES", "1")

    def opening(self) -> None:
        dated = written_date(self.document.dated)
        self.file.add_paragraph(f"{self.document.author}  ·  {dated}", "Small")
        self.file.add_paragraph(self.document.title, "Title")
        if self.document.subtitle:
            self.file.add_paragraph(self.document.subtitle, "Subtitle")

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self.writes[type(block)](block)

    def heading(self, block: Heading) -> None:
        made = self.file.add_heading(block.text, level=block.level - FIRST_LEVEL + 1)
        self.headings += 1
        word_parts.add_bookmark(made, self.headings)

    def beside(self, block: Beside) -> None:
        """Write the columns after each other, in the order of reading, as wide as on paper."""
        whole = self.width
        for share, blocks in ((block.share, block.left), (1 - block.share, block.right)):
            self.width = whole * share
            self.blocks(blocks)
        self.width = whole

    def paragraph(self, block: Paragraph) -> None:
        style = "Introduction" if block.introduction else "Small" if block.small else "Normal"
        self.runs(self.file.add_paragraph(style=style), block.words)

    def bullets(self, block: Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        numbering = word_parts.numbering_from_one(self.file, self.file.styles[style].style_id)
        for item in block.items:
            paragraph = self.file.add_paragraph(style=style)
            self.runs(paragraph, item)
            if block.small:
                for run in paragraph.runs:
                    run.font.size = Pt(8.5)
            word_parts.number_paragraph(paragraph, numbering)

    def table(self, block: PaperTable) -> None:
        caption = self.file.add_paragraph(block.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
        made = self.file.add_table(rows=1 + len(block.rows), cols=len(block.head))
        word_parts.set_widths(made, column_widths(block))
        for row, texts in zip(made.rows, (block.head, *block.rows), strict=True):
            for cell, words, end in zip(row.cells, texts, alignments(block), strict=True):
                self.cell(cell.paragraphs[0], words, end)
        for cell in made.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        word_parts.dress_table(made, block.caption)
        if block.note:
            word_parts.keep_with_note(made)
        after = self.file.add_paragraph(style="Small")
        self.runs(after, block.note)
        if not block.note:
            # Without a paragraph two tables would become one; this one is seen by nobody.
            after.paragraph_format.line_spacing = Pt(3)

    def cell(self, paragraph: WordParagraph, words: Words, end: Alignment) -> None:
        # By its id: looking a style up costs more than all the rest of a cell.
        word_parts.set_style(paragraph, self.cell_style)
        if end is Alignment.END:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.runs(paragraph, words)

    def drawing(self, block: Drawing) -> None:
        if block.caption:
            caption = self.file.add_paragraph(block.caption, "Caption")
            caption.paragraph_format.keep_with_next = True
        svg = drawn(block)
        width = min(self.width * block.share, widest(svg))
        picture = io.BytesIO(picture_of(svg, width=width))
        run = self.file.add_paragraph().add_run()
        run.add_picture(picture, width=Pt(width))
        self.pictures += 1
        word_parts.describe_picture(run, block.alternative, self.pictures)
        if block.table:
            self.table(block.table)

    def quote(self, block: Quote) -> None:
        self.runs(self.file.add_paragraph(style="Quote"), block.words)
        self.file.add_paragraph(block.attribution, "Small")

    def statement(self, block: Statement) -> None:
        style = f"Statement {block.tone}"
        label = self.file.add_paragraph(style=style)
        label.paragraph_format.keep_with_next = True
        label.paragraph_format.space_before = Pt(8)
        run = label.add_run(block.label)
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(word_styles.EDGES[block.tone])
        last = self.file.add_paragraph(style=style)
        self.runs(last, block.words)
        if signed := signature(block):
            last = self.file.add_paragraph(signed, style)
            last.runs[0].font.size = Pt(8.5)
        last.paragraph_format.space_after = Pt(10)

    def key_figures(self, block: KeyFigures) -> None:
        explained = any(tile.note for tile in block.tiles)
        columns = 3 if explained else 2
        rows = tuple((tile.label, tile.value, tile.note)[:columns] for tile in block.tiles)
        head = (_("What"), _("Figure"), _("Explanation"))[:columns]
        ends = (Alignment.START, Alignment.END, Alignment.START)[:columns]
        self.table(PaperTable(block.title or _("Key figures"), head, rows, ends))

    def contents(self, block: Contents) -> None:
        self.file.add_paragraph(block.title, "TOC Heading")
        headings = [each for each in every_block(self.document.blocks) if isinstance(each, Heading)]
        for number, heading in enumerate(headings, start=1):
            if heading.level < FIRST_LEVEL + block.depth:
                line = self.file.add_paragraph()
                line.paragraph_format.left_indent = Pt(14 * (heading.level - FIRST_LEVEL))
                line.paragraph_format.space_after = Pt(2)
                line.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
                word_parts.add_line_of_contents(line, heading.text, number)

    def runs(self, paragraph: WordParagraph, words: Words) -> None:
        for run in runs_of(words):
            self.run(paragraph, run)

    def run(self, paragraph: WordParagraph, run: Run) -> None:
        if run.style is RunStyle.LINK:
            word_parts.add_link(paragraph, run.text, run.address, word_styles.ACCENT)
        elif run.style is RunStyle.NOTE:
            self.notes.append(run.text)
            number = word_parts.FIRST_NOTE + len(self.notes) - 1
            word_parts.add_note_mark(paragraph.add_run(), number)
        else:
            made = paragraph.add_run(run.text)
            made.bold = run.style is RunStyle.STRONG or None
            made.italic = run.style is RunStyle.EMPHASIS or None
