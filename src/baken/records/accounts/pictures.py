"""Pictures of stories: JPEG or PNG, without what a camera wrote into them."""

from baken.records.accounts.rules import AccountRefusedError

_JPEG_START, _PNG_START = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_JPEG_IMAGE = 0xDA
"""From this marker on a JPEG is picture only."""
_KEPT_OF_PNG = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB"})


def cleaned_picture(content: bytes | None) -> tuple[bytes | None, str]:
    """Return a picture without its notes, and its type: jpeg, png, or nothing where none is given.

    Raises:
        AccountRefusedError: when it is neither JPEG nor PNG, or ends too early.
    """
    if content is None:
        return None, ""
    try:
        if content.startswith(_JPEG_START):
            return _cleaned_jpeg(content), "jpeg"
        if content.startswith(_PNG_START):
            return _cleaned_png(content), "png"
    except IndexError as error:
        raise AccountRefusedError("unusable-picture") from error
    raise AccountRefusedError("unusable-picture")


def _cleaned_jpeg(content: bytes) -> bytes:
    kept, place = bytearray(_JPEG_START), 2
    while True:
        if content[place] != 0xFF:
            raise AccountRefusedError("unusable-picture")
        marker = content[place + 1]
        length = 256 * content[place + 2] + content[place + 3]
        if marker == _JPEG_IMAGE:
            return bytes(kept) + content[place:]
        # APP1 to APP13 and APP15 hold notes (Exif, place, owner), COM a comment; APP14 is colour.
        is_note = (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE
        if not is_note:
            kept += content[place : place + 2 + length]
        place += 2 + length


def _cleaned_png(content: bytes) -> bytes:
    kept, place = bytearray(_PNG_START), len(_PNG_START)
    while True:
        length = int.from_bytes(content[place : place + 4])
        name = content[place + 4 : place + 8]
        end = place + 12 + length
        if len(name) < 4 or end > len(content):
            raise AccountRefusedError("unusable-picture")
        if name in _KEPT_OF_PNG:
            kept += content[place:end]
        if name == b"IEND":
            return bytes(kept)
        place = end
