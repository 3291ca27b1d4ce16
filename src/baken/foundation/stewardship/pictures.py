"""Pictures that people send: JPEG or PNG, without what a camera wrote into them; pure."""

from dataclasses import dataclass
from typing import NamedTuple

_JPEG_START, _PNG_START = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN, _END_OF_IMAGE, _EXIF = 0xDA, 0xD9, 0xE1
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG that give its size."""
_KEPT_OF_PNG = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB"})
_ORIENTATION = 0x0112
_TURNED = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"
"""The whole Exif block that is written back: which side is up, and nothing else."""


class PictureError(ValueError):
    """The file is no picture that can be kept: neither JPEG nor PNG, or it ends too early."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it may be kept; ``kind`` is jpeg or png.

    Sizes are in points of the picture, 0 when it does not say them.
    """

    content: bytes
    kind: str
    width: int
    height: int


class _Segment(NamedTuple):
    marker: int
    body: bytes
    end: int


def clean_picture(content: bytes) -> CleanPicture:
    """Return a picture without its notes: place, time, owner, camera, small copies, comments.

    Which side of a JPEG is up is kept: a photo of a telephone lies down without it.

    Raises:
        PictureError: when it is neither JPEG nor PNG, or ends too early.
    """
    try:
        if content.startswith(_JPEG_START):
            return _clean_jpeg(content)
        if content.startswith(_PNG_START):
            return _clean_png(content)
    except IndexError as error:
        raise PictureError("the picture ends too early") from error
    raise PictureError("neither JPEG nor PNG")


def _clean_jpeg(content: bytes) -> CleanPicture:
    kept, notes, size, place = bytearray(), b"", (0, 0), 2
    while True:
        segment = _segment(content, place)
        if segment.marker == _END_OF_IMAGE:
            break
        if segment.marker == _EXIF and segment.body.startswith(b"Exif\0\0"):
            notes = _upright(segment.body[6:])
        if segment.marker in _FRAMES:
            size = int.from_bytes(segment.body[3:5]), int.from_bytes(segment.body[1:3])
        if not _is_note(segment.marker):
            kept += content[place : segment.end]
        place = segment.end
        if segment.marker == _START_OF_SCAN:
            end = _end_of_scan(content, place)
            kept += content[place:end]
            place = end
    # What comes after the end (a second, larger copy on some telephones) is not kept.
    whole = _JPEG_START + notes + bytes(kept) + b"\xff\xd9"
    return CleanPicture(whole, "jpeg", *size)


def _segment(content: bytes, place: int) -> _Segment:
    if content[place] != 0xFF:
        raise PictureError("a part of the picture is missing")
    marker = content[place + 1]
    if marker == _END_OF_IMAGE:
        return _Segment(marker, b"", place + 2)
    length = 256 * content[place + 2] + content[place + 3]
    end = place + 2 + length
    if length < 2 or end > len(content):
        raise PictureError("a part of the picture is missing")
    return _Segment(marker, content[place + 4 : end], end)


def _is_note(marker: int) -> bool:
    # APP1 to APP13 and APP15 hold notes (Exif, place, owner), COM a comment; APP14 is colour.
    return (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE


def _end_of_scan(content: bytes, place: int) -> int:
    """Return where the lines of a scan end: at a marker that is no filling and no restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0:
            raise PictureError("the picture ends too early")
        follows = content[place + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7 and follows != 0xFF:
            return place
        place += 1 if follows == 0xFF else 2


def _upright(tiff: bytes) -> bytes:
    """Return an Exif segment that only says which side is up; nothing when it says nothing."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return b""

    def number(place: int, size: int) -> int:
        return int.from_bytes(tiff[place : place + size], order)

    first = number(4, 4)
    for entry in range(min(number(first, 2), 64)):
        place = first + 2 + 12 * entry
        side = number(place + 8, 2)
        if number(place, 2) == _ORIENTATION and 2 <= side <= 8:
            block = _TURNED.replace(b"%c", bytes([side]))
            return b"\xff\xe1" + (len(block) + 2).to_bytes(2) + block
    return b""


def _clean_png(content: bytes) -> CleanPicture:
    kept, place = bytearray(_PNG_START), len(_PNG_START)
    while True:
        length = int.from_bytes(content[place : place + 4])
        name = content[place + 4 : place + 8]
        end = place + 12 + length
        if len(name) < 4 or end > len(content):
            raise PictureError("a part of the picture is missing")
        if name in _KEPT_OF_PNG:
            kept += content[place:end]
        if name == b"IEND":
            break
        place = end
    width, height = int.from_bytes(kept[16:20]), int.from_bytes(kept[20:24])
    return CleanPicture(bytes(kept), "png", width, height)
