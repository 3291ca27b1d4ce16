"""How wide a text will be, without a browser: advance widths of Noto Sans (SIL OFL 1.1)."""

import functools

LINE = 12.0
"""Size of ordinary text, in user units."""

_WIDTHS = (
    "260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572 "
    "572 572 572 268 268 572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907 "
    "760 781 605 781 622 549 556 731 600 930 586 566 572 329 372 329 572 444 281 561 615 480 615 "
    "564 344 615 618 258 258 534 258 935 618 605 615 615 413 479 361 618 508 786 529 510 470 380 "
    "551 380 572"
)
_ADVANCE = {chr(32 + place): int(width) / 1000 for place, width in enumerate(_WIDTHS.split())}
_WIDE = 1.0  # scripts outside this table: a full em, so that labels never come out too narrow
_ACCENTED = 0.62
_BOLD = 1.06
_ELLIPSIS = "…"


def text_width(words: str, size: float = LINE) -> float:
    """Return the width in user units of one line of regular text of that size."""
    return size * _ems(words)


def bold_width(words: str, size: float = LINE) -> float:
    """Return the width in user units of one line of bold text of that size."""
    return _BOLD * text_width(words, size)


def shorten(words: str, room: float, size: float = LINE) -> str:
    """Return the text, cut with an ellipsis when it is wider than the room."""
    if text_width(words, size) <= room:
        return words
    kept = words
    while kept and text_width(kept + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,-") + _ELLIPSIS


def wrap(words: str, room: float, size: float = LINE, most: int = 2) -> tuple[str, ...]:
    """Return at most ``most`` lines, each no wider than the room; the last is shortened."""
    lines = _broken(words.split(), room / size)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(shorten(line, room, size) for line in kept if line)


def wrap_whole(words: str, room: float, size: float, most: int = 2) -> tuple[str, ...] | None:
    """Return the lines when the whole text fits in at most ``most`` of them, else None."""
    parts = words.split()
    if any(_ems(part) * size > room for part in parts):
        return None
    lines = _broken(parts, room / size)
    return tuple(lines) if 0 < len(lines) <= most else None


def _broken(words: list[str], room: float) -> list[str]:
    """Return as many lines as needed, broken between words; room in em."""
    lines: list[str] = []
    used = room
    for word in words:
        wide = _ems(word)
        if lines and used + _ADVANCE[" "] + wide <= room:
            lines[-1] += " " + word
            used += _ADVANCE[" "] + wide
        else:
            lines.append(word)
            used = wide
    return lines


@functools.lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    """Return the width in em."""
    return sum([_ADVANCE.get(letter) or _other(letter) for letter in words])


def _other(letter: str) -> float:
    return _ACCENTED if letter < "\u2030" else _WIDE
