"""Recognises what a file is by its first bytes, whatever its name says."""

import re
from enum import StrEnum
from pathlib import Path

from baken.catalogue.limits import READING_LIMITS
from baken.vocabulary.errors import UnusableInputError

FIRST_BYTES = 65_536


class FileFormat(StrEnum):
    """The formats that Baken reads."""

    CSV = "CSV"
    XLSX = "XLSX"
    JSON = "JSON"
    GEOPACKAGE = "GeoPackage"
    SHAPEFILE = "Shapefile"
    ZIP = "zip"


_MAGIC = (
    (b"SQLite format 3\0", FileFormat.GEOPACKAGE),
    (b"\x00\x00\x27\x0a", FileFormat.SHAPEFILE),
)
# What people deliver by mistake: how it starts, what it is, what to do.
_NOT_READ = (
    (b"%PDF", "a PDF", "ask the sender for the table itself, as CSV or XLSX"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel file (.xls) or a workbook with a password",
        "save it in Excel as .xlsx without a password, or as CSV UTF-8",
    ),
    (b"\x1f\x8b", "a gzip archive", "unpack it and deliver the file inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and deliver the file inside"),
    (b"Rar!", "a RAR archive", "unpack it and deliver the file inside"),
    (b"PAR1", "a Parquet file", "deliver the table as CSV or XLSX"),
    (b"\x89PNG", "a picture", "ask the sender for the table itself, as CSV or XLSX"),
    (b"\xff\xd8\xff", "a picture", "ask the sender for the table itself, as CSV or XLSX"),
    (b"GIF8", "a picture", "ask the sender for the table itself, as CSV or XLSX"),
    (b"{\\rtf", "a text document (RTF)", "deliver the table as CSV or XLSX"),
)
_HTML = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(\?xml|[A-Za-z][\w.-]*:?[\w.-]*[\s/>])")
_JSON = re.compile(rb"\s*[\[{]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def recognise(path: Path) -> FileFormat:
    """Return what the file is, by its content.

    Raises:
        UnusableInputError: when it is empty, too large, or something that Baken does not read;
            the message says what it is and what to do.
    """
    start = _first_bytes(path)
    for magic, found in _MAGIC:
        if start.startswith(magic):
            return found
    if start.startswith(b"PK"):
        return FileFormat.XLSX if _holds_a_workbook(path, start) else FileFormat.ZIP
    for magic, name, remedy in _NOT_READ:
        if start.startswith(magic):
            raise UnusableInputError(f'"{path.name}" is {name}; {remedy}')
    return _text_format(path, start)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnusableInputError(f'"{path.name}" is a folder; deliver one file')
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(FIRST_BYTES)
    except OSError as error:
        raise UnusableInputError(
            f'cannot read "{path}" ({error.strerror}); check the name and the rights of the file'
        ) from error
    if not start.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise UnusableInputError(f'"{path.name}" is empty; deliver a table with a header row')
    if size > READING_LIMITS.file_bytes:
        raise UnusableInputError(
            f'"{path.name}" is {size:,} bytes; at most {READING_LIMITS.file_bytes:,} are read. '
            "Deliver it in parts, each with the header row"
        )
    return start


def _holds_a_workbook(path: Path, start: bytes) -> bool:
    # Some programs write the workbook late in the archive: its table of contents is at the end.
    if b"xl/" in start or b"[Content_Types].xml" in start:
        return True
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - FIRST_BYTES))
        return b"xl/workbook" in file.read()


def _text_format(path: Path, start: bytes) -> FileFormat:
    text = start.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text):
        raise UnusableInputError(
            f'"{path.name}" is a web page (HTML), no table: often a log-in page or an error page '
            "that was saved instead of the file. Download it again and look at it first"
        )
    if _JSON.match(text):
        return FileFormat.JSON
    if _XML.match(text):
        raise UnusableInputError(
            f'"{path.name}" is XML; deliver the table as CSV or XLSX, a map as GeoJSON, GeoPackage '
            "or Shapefile"
        )
    # UTF-16 is full of zero bytes; other text has no control characters to speak of.
    if not start.startswith(_BOMS) and len(_CONTROL.findall(start)) > len(start) / 50:
        raise UnusableInputError(
            f'"{path.name}" is no text that can be read as a table; deliver CSV, XLSX, '
            "JSON of CBS, GeoJSON, GeoPackage or Shapefile"
        )
    return FileFormat.CSV
