"""A document as content: the same blocks become a PDF, a Word file and a page on screen.

Content only: no markup, no colours. What a reader with a screen reader needs (alternative texts,
captions, an order of headings) is refused here when it is missing, before anything is made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST_LEVEL, LAST_LEVEL = 2, 4
_OWN_MACHINE = re.compile(r"https?://(?:127\.[\d.]+|\[::1\]|localhost)(?:[:/?#]|$)", re.IGNORECASE)
_ADDRESSES = ("https://", "http://", "mailto:")


class PaperError(ValueError):
    """A document cannot be made as it is; the message says what, where and what to do."""


class RunStyle(StrEnum):
    """How a few words inside a text stand out."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Run:
    """A few words in one style; a link has an address, a note stands at the foot of the page."""

    text: str
    style: RunStyle = RunStyle.PLAIN
    address: str = ""

    def __post_init__(self) -> None:
        if self.style is RunStyle.LINK and not self.address.startswith(_ADDRESSES):
            raise PaperError(
                f'link "{self.text}": the address "{self.address}" works on no paper; '
                "give a whole address that starts with https://"
            )
        if not self.text:
            raise PaperError("run: there are no words; leave it out or write them")


Words = str | tuple[Run, ...]
"""A text: plain, or in runs."""


def runs_of(words: Words) -> tuple[Run, ...]:
    """Return a text as runs; a plain text is one run, an empty one none."""
    if isinstance(words, str):
        return (Run(words),) if words else ()
    return words


def plain_words(words: Words) -> str:
    """Return a text without its styles; a note stands between brackets."""
    return "".join(
        f" ({run.text})" if run.style is RunStyle.NOTE else run.text for run in runs_of(words)
    )


class Mark(StrEnum):
    """The shape beside a verdict, the same on paper and on screen; a word always goes with it."""

    NONE = ""
    HELD = "held"
    LOST = "lost"
    UNTOLD = "untold"
    UNTESTABLE = "untestable"
    HIGHER = "higher"
    LOWER = "lower"
    UNCHANGED = "no-demonstrable-change"
    INFO = "info"
    WARNING = "warning"


class Tone(StrEnum):
    """Whether what is said is good or bad news, or neither."""

    NEUTRAL = "neutral"
    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"


class Alignment(StrEnum):
    """On which side the cells of a column stand."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the document is level 1, so that these begin at 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; an introduction is set larger, a small one smaller."""

    words: Words
    introduction: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers when the order matters; a small one is set smaller."""

    items: tuple[Words, ...]
    numbered: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with one row of headings; the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    alignments: tuple[Alignment, ...] = ()
    note: Words = ""

    def __post_init__(self) -> None:
        _written(self.caption, f"table of {len(self.rows)} rows", "a caption")
        wrong = [number for number, row in enumerate(self.rows, 1) if len(row) != len(self.head)]
        if wrong or not self.head:
            raise PaperError(
                f'table "{self.caption}": the head has {len(self.head)} cells, row '
                f"{wrong[0] if wrong else 0} has another number; give every row as many"
            )
        if self.alignments and len(self.alignments) != len(self.head):
            raise PaperError(
                f'table "{self.caption}": {len(self.alignments)} alignments for '
                f"{len(self.head)} columns; give one per column, or none"
            )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of the engines (SVG) with the words that say the same.

    ``share`` is the part of the width of the page it takes. ``legend`` is a drawing that
    explains the colours. ``table`` holds the figures that are drawn, for who wants to read them.
    """

    svg: str
    alternative: str
    caption: str = ""
    legend: str = ""
    table: PaperTable | None = None
    share: float = 1.0

    def __post_init__(self) -> None:
        what = f'drawing "{self.caption}"'
        _written(self.alternative, what, "an alternative text that says what is to be seen")
        for drawn in filter(None, (self.svg or " ", self.legend)):
            if not drawn.startswith("<svg "):
                raise PaperError(f"{what}: this is no SVG; give what an engine drew")
        if not 0.2 <= self.share <= 1:
            raise PaperError(f"{what}: share {self.share:g} is not from 0.2 to 1; choose one")


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and who that is in words that name nobody without consent."""

    words: Words
    attribution: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said with weight: a verdict, a signed statement, a thing to know.

    ``label`` says in words what the mark says in a shape.
    """

    label: str
    words: Words
    mark: Mark = Mark.NONE
    tone: Tone = Tone.NEUTRAL
    signed: str = ""
    dated: date | None = None

    def __post_init__(self) -> None:
        _written(self.label, "statement", "a label: a mark without a word is not read to everybody")


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure, large: its value as written, what it is, and a line beside it."""

    value: str
    label: str
    note: str = ""
    mark: Mark = Mark.NONE
    tone: Tone = Tone.NEUTRAL

    def __post_init__(self) -> None:
        _written(self.label, f'tile "{self.value}"', "a label")


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Two to four figures beside each other, with a title that names the row."""

    title: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks in two columns; read the left one first. ``share`` is the width of the left one."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page: a drawing with the sentence that says what it shows."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings with their pages; ``depth`` 1 lists the first level only."""

    title: str
    depth: int = 2


Block = (
    Heading
    | Paragraph
    | Bullets
    | PaperTable
    | Drawing
    | Quote
    | Statement
    | KeyFigures
    | Beside
    | Together
    | PageBreak
    | Contents
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; ``author`` is an organisation, ``reference`` the address or number.

    ``state`` is a word that has to stand at the head of every page, such as that it is a draft.
    """

    title: str
    language: str
    author: str
    dated: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    reference: str = ""
    state: str = ""

    @property
    def printed_reference(self) -> str:
        """Return the reference as it may be printed: an address of this machine leads nowhere."""
        return "" if _OWN_MACHINE.match(self.reference) else self.reference

    def __post_init__(self) -> None:
        _written(self.title, "document", "a title")
        _written(self.author, "document", "an author")
        if self.language not in ("nl", "en"):
            raise PaperError(f'document: language "{self.language}"; write it in nl or en')
        _check_headings(self.blocks)


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield all blocks in the order in which they are read, those inside others as well."""
    for block in blocks:
        yield block
        if isinstance(block, Beside):
            yield from every_block(block.left + block.right)
        elif isinstance(block, Together):
            yield from every_block(block.blocks)


def _check_headings(blocks: tuple[Block, ...]) -> None:
    before = FIRST_LEVEL - 1
    for block in every_block(blocks):
        if not isinstance(block, Heading):
            continue
        _written(block.text, "heading", "a text")
        if not FIRST_LEVEL <= block.level <= min(before + 1, LAST_LEVEL):
            raise PaperError(
                f'heading "{block.text}": level {block.level} after level {before}; no level may '
                f"be skipped, and they run from {FIRST_LEVEL} to {LAST_LEVEL}"
            )
        before = block.level


def _written(text: str, place: str, what: str) -> None:
    if not text.strip():
        raise PaperError(f"{place}: {what} is missing; write it")
