"""Which letters the bundled typefaces have: PDF/UA refuses a letter that cannot be drawn."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "\N{REPLACEMENT CHARACTER}"
"""What stands where a letter cannot be drawn, such as an emoji."""

_TYPEFACES = ("NotoSans-Regular.ttf", "NotoSansMath-Regular.ttf")
_UNICODE_TABLE = (3, 1)
_END = 0xFFFF
_DRAWN_BY_NOBODY = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def drawable(text: str) -> str:
    """Return a text in which what the typefaces on paper do not have is replaced."""
    if text.isascii():
        return text
    known = _letters()
    return "".join(letter if _is_kept(letter, known) else MISSING for letter in text)


def _is_kept(letter: str, known: frozenset[int]) -> bool:
    return ord(letter) in known or unicodedata.category(letter) in _DRAWN_BY_NOBODY - {"Co", "Cs"}


@cache
def _letters() -> frozenset[int]:
    """Return the code points that the typefaces for text and for signs draw."""
    return frozenset(code for name in _TYPEFACES for code in _codes((FONTS / name).read_bytes()))


def _codes(font: bytes) -> list[int]:
    (tables,) = struct.unpack_from(">H", font, 4)
    places = dict(struct.unpack_from(">4s4xL", font, 12 + 16 * number) for number in range(tables))
    start = places[b"cmap"]
    (number_of_maps,) = struct.unpack_from(">2xH", font, start)
    maps = {
        (platform, encoding): start + offset
        for platform, encoding, offset in struct.iter_unpack(
            ">HHL", font[start + 4 : start + 4 + 8 * number_of_maps]
        )
    }
    return _segments(font, maps[_UNICODE_TABLE])


def _segments(font: bytes, place: int) -> list[int]:
    """Return the code points of a table of segments (format 4 of OpenType's cmap)."""
    (double,) = struct.unpack_from(">6xH", font, place)
    numbers = f">{double // 2}H"
    lasts = struct.unpack_from(numbers, font, place + 14)
    firsts = struct.unpack_from(numbers, font, place + 16 + double)
    pairs = zip(firsts, lasts, strict=True)
    return [code for first, last in pairs if first != _END for code in range(first, last + 1)]
