"""Small marks that say a verdict by shape; colour comes from the text around them."""

from enum import StrEnum

from baken.engines.drawing.svg import element, escape, key_of, number
from baken.vocabulary.figure import ChangeVerdict


class VerdictMark(StrEnum):
    """The shapes, so that no verdict depends on colour alone."""

    UP = "up"
    DOWN = "down"
    EQUAL = "equal"
    DIAMOND = "diamond"
    QUESTION = "question"


_MARK_OF = {
    ChangeVerdict.HIGHER: VerdictMark.UP,
    ChangeVerdict.LOWER: VerdictMark.DOWN,
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: VerdictMark.EQUAL,
    ChangeVerdict.NOT_COMPARABLE: VerdictMark.QUESTION,
}

_SHAPES = {
    VerdictMark.UP: "M8 2.2L14.6 13.4H1.4Z",
    VerdictMark.DOWN: "M8 13.8L1.4 2.6H14.6Z",
    VerdictMark.EQUAL: "M2 4.4H14V6.8H2ZM2 9.2H14V11.6H2Z",
    VerdictMark.DIAMOND: "M8 1.6L14.4 8L8 14.4L1.6 8Z",
    VerdictMark.QUESTION: (
        "M4.4 5.6A3.6 3.6 0 1 1 9.9 8.6C9.3 9 9.1 9.3 9.1 10.2V10.6H6.9V9.9"
        "C6.9 8.3 7.4 7.6 8.5 6.9A1.4 1.4 0 1 0 6.6 5.6ZM6.8 12.1H9.2V14.5H6.8Z"
    ),
}


def mark_of(verdict: ChangeVerdict) -> VerdictMark:
    """Return the shape of a verdict on a change."""
    return _MARK_OF[verdict]


def draw_mark(mark: VerdictMark, words: str = "", *, size: float = 16) -> str:
    """Return the mark as an inline SVG in the current colour.

    With words it is an image of that name; without, it is hidden from screen readers and the
    verdict must stand beside it in words.
    """
    shape = element("path", fill="currentColor", d=_SHAPES[mark])
    return _inline(mark, words, size, shape)


def draw_verdict(verdict: ChangeVerdict, words: str = "", *, size: float = 16) -> str:
    """Return the mark of a verdict on a change; see ``draw_mark``."""
    return draw_mark(mark_of(verdict), words, size=size)


def draw_symbols(key: str = "verdict") -> str:
    """Return a hidden sheet with every mark as a symbol, for pages with many of them."""
    sheet = [
        element(
            "symbol",
            element("path", fill="currentColor", d=shape),
            id=f"{key_of(key)}-{mark.value}",
            viewBox="0 0 16 16",
        )
        for mark, shape in _SHAPES.items()
    ]
    return element(
        "svg",
        *sheet,
        xmlns="http://www.w3.org/2000/svg",
        class_="verdict-symbols",
        width="0",
        height="0",
        aria_hidden="true",
    )


def use_mark(mark: VerdictMark, words: str = "", *, size: float = 16, key: str = "verdict") -> str:
    """Return a mark that refers to the sheet of ``draw_symbols`` with the same key."""
    return _inline(mark, words, size, element("use", href=f"#{key_of(key)}-{mark.value}"))


def _inline(mark: VerdictMark, words: str, size: float, shape: str) -> str:
    named = f' role="img" aria-label="{escape(words)}"' if words else ' aria-hidden="true"'
    side = number(size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="verdict-mark verdict-mark--{mark.value}" '
        f'viewBox="0 0 16 16" width="{side}" height="{side}"{named} focusable="false">{shape}</svg>'
    )
