"""Pictures lose what a camera wrote into them; what is no picture is refused; no database."""

import struct
import zlib

import pytest

from baken.foundation.stewardship.pictures import PictureError, clean_picture

FRAME = b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"pixels\xff\x00\xff\xd0more"
END = b"\xff\xd9"


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def exif(side: int, *, order: bytes = b"II") -> bytes:
    end = "<" if order == b"II" else ">"
    entries = [(0x010F, 2, 4, b"Sony"), (0x0112, 3, 1, struct.pack(end + "HH", side, 0))]
    packed = b"".join(struct.pack(end + "HHI", t, k, n) + v for t, k, n, v in entries)
    head = order + struct.pack(end + "HIH", 42, 8, len(entries))
    return segment(0xE1, b"Exif\0\0" + head + packed + b"\0\0\0\0" + b"GPS 52.0907 5.1214")


def jpeg(*notes: bytes, after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(notes) + FRAME + SCAN + END + after


def test_place_owner_comment_and_what_comes_after_the_end_are_gone() -> None:
    comment, second = segment(0xFE, b"Jan"), b"\xff\xd8 a second picture with its place"
    picture = clean_picture(jpeg(exif(1), comment, segment(0xE2, b"MPF"), after=second))
    assert picture.content == jpeg()
    assert (picture.kind, picture.width, picture.height) == ("jpeg", 32, 16)


@pytest.mark.parametrize("order", [b"II", b"MM"])
def test_which_side_is_up_stays_and_nothing_else(order: bytes) -> None:
    content = clean_picture(jpeg(exif(6, order=order))).content
    assert b"GPS" not in content
    assert b"Sony" not in content
    assert content.count(b"Exif\0\0") == 1
    # Cleaned once more it is the same: the block that was written back can be read.
    assert clean_picture(content).content == content


def test_a_picture_in_several_scans_is_kept_whole() -> None:
    tables = segment(0xC4, b"table")
    several = b"\xff\xd8" + FRAME + SCAN + tables + SCAN + END
    assert clean_picture(several).content == several


def test_a_png_loses_its_texts() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        whole = struct.pack(">I", len(body)) + name + body
        return whole + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0))
    rest = chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    start = b"\x89PNG\r\n\x1a\n" + head
    picture = clean_picture(start + chunk(b"eXIf", b"GPS") + chunk(b"tEXt", b"Jan") + rest)
    assert picture.content == start + rest
    assert (picture.width, picture.height) == (40, 30)


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8" + FRAME + SCAN, jpeg()[:20], b"\x89PNG\r\n\x1a\n\0"],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureError):
        clean_picture(content)
