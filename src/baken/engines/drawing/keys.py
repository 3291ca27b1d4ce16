"""The key under a chart: a small mark and its text per kind of mark that is drawn."""

from dataclasses import dataclass

from baken.engines.drawing.lettering import LINE, shorten, text_width
from baken.engines.drawing.svg import element, group, text

ROW = 19.0
"""Height of a row of keys, in user units."""

_MARK = 22.0
_SPACE = 20.0


@dataclass(frozen=True, slots=True)
class Key:
    """A mark, drawn in a cell of 16 by 12 user units around (8, 0), and its text."""

    mark: str
    words: str


def key_rows(keys: list[Key], width: float) -> list[list[Key]]:
    """Return the keys in rows that fit the width."""
    rows: list[list[Key]] = []
    used = width + 1
    for key in keys:
        needed = _MARK + text_width(shorten(key.words, width - _MARK)) + _SPACE
        if used + needed - _SPACE > width:
            rows.append([])
            used = 0.0
        rows[-1].append(key)
        used += needed
    return rows


def keys_height(keys: list[Key], width: float) -> float:
    """Return the height that the keys need, 0 without keys."""
    rows = len(key_rows(keys, width))
    return rows * ROW + 6 if rows else 0.0


def draw_keys(keys: list[Key], width: float, top: float) -> str:
    """Return the rows of keys from that height downwards."""
    rows = key_rows(keys, width)
    return group(
        "chart-keys",
        *(_row(row, width, top + 6 + ROW * place) for place, row in enumerate(rows)),
    )


def _row(row: list[Key], width: float, top: float) -> str:
    drawn, x = "", 0.0
    for key in row:
        words = shorten(key.words, width - _MARK)
        mark = element("g", key.mark, transform=f"translate({x:.1f} {top + ROW / 2:.1f})")
        drawn += mark + text(x + _MARK, top + ROW / 2 + LINE * 0.35, words, "chart-key")
        x += _MARK + text_width(words) + _SPACE
    return drawn
