"""The size of a picture in points of the picture itself, read from its own bytes."""

from baken.records.accounts.rules import AccountRefusedError

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG that give its size."""


def size_of(content: bytes, kind: str) -> tuple[int, int]:
    """Return width and height of a picture.

    Raises:
        AccountRefusedError: when the picture does not say how large it is.
    """
    if kind == "png":
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    place = 2
    while place + 9 < len(content):
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = content[place + 5 : place + 7], content[place + 7 : place + 9]
            return int.from_bytes(width), int.from_bytes(height)
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    raise AccountRefusedError("unusable-picture")
