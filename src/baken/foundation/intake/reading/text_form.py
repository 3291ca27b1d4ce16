"""Finds how the text of a file is written: its encoding, and what in it cannot be read."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.limits import READING_LIMITS
from baken.vocabulary.errors import UnusableInputError

UNREADABLE = re.compile("[\x00\ud800-\udfff]")
"""What cannot be stored: a zero byte, or a byte that is no text in the encoding of the file."""

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text file is written.

    ``encoding`` is Python's name of it. ``unreadable`` counts the characters that match
    ``UNREADABLE`` when it is decoded with ``surrogateescape``: their rows must be refused.
    ``longest_line`` is in characters.
    """

    encoding: str
    unreadable: int
    longest_line: int


@dataclass(slots=True)
class _Survey:
    """What one walk through a text found."""

    unreadable: int = 0
    beyond_ascii: int = 0
    longest_line: int = 0
    lines: int = 0


def text_form_of(path: Path) -> TextForm:
    """Walk once through the file and find its encoding; memory stays flat.

    UTF-8 (with or without BOM), UTF-16 and UTF-32 with BOM, UTF-16 without BOM, else
    Windows-1252. A file that is mostly UTF-8 with a broken byte stays UTF-8.

    Raises:
        UnusableInputError: when a line is too long, or the text is in no encoding that is known.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), _utf_16(start))
    survey = _survey(path, encoding or "utf-8")
    if encoding is None and survey.unreadable:
        encoding, survey = _utf_8_or_windows(path, survey)
    _refuse_unreadable(path, encoding or "utf-8", survey)
    return TextForm(encoding or "utf-8", survey.unreadable, survey.longest_line)


def refuse_unreadable_names(file_name: str, header: Iterable[str]) -> None:
    """Refuse a file of which the name of a column cannot be stored.

    Raises:
        UnusableInputError: naming the column.
    """
    for name in header:
        if UNREADABLE.search(name):
            raise UnusableInputError(
                f'"{file_name}": the name of the column "{UNREADABLE.sub("?", name)[:80]}" holds a '
                "character that is no text; give the column another name"
            )


def _utf_16(start: bytes) -> str | None:
    """Return the encoding of UTF-16 without BOM: every other byte of Latin letters is zero."""
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > half * 0.4 and start[::2].count(0) < half * 0.05:
        return "utf-16-le"
    if start[::2].count(0) > half * 0.4 and start[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _utf_8_or_windows(path: Path, as_utf_8: _Survey) -> tuple[str, _Survey]:
    # Windows-1252 text decoded as UTF-8 is almost never right by chance: when most of what lies
    # beyond ASCII is valid UTF-8, the file is UTF-8 with broken bytes.
    whole = as_utf_8.beyond_ascii - as_utf_8.unreadable
    if whole >= as_utf_8.unreadable:
        return "utf-8", as_utf_8
    as_windows = _survey(path, "cp1252")
    return ("utf-8", as_utf_8) if as_windows.unreadable > whole + 1 else ("cp1252", as_windows)


def _refuse_unreadable(path: Path, encoding: str, survey: _Survey) -> None:
    if survey.unreadable > max(survey.lines, 10):
        raise UnusableInputError(
            f'"{path.name}" cannot be read as text: {survey.unreadable:,} characters are no '
            f"{encoding}. Save the table as CSV UTF-8 and deliver it again"
        )


def _survey(path: Path, encoding: str) -> _Survey:
    survey, open_line = _Survey(), 0
    for text in _decoded(path, encoding):
        if not text.isascii():
            survey.beyond_ascii += len(text) - len(text.encode("ascii", errors="ignore"))
        if _needs_counting(text):
            survey.unreadable += sum(1 for _ in UNREADABLE.finditer(text))
        lines = (text.replace("\r", "\n") if "\r" in text else text).split("\n")
        open_line += len(lines[0])
        survey.longest_line = max(survey.longest_line, open_line, *map(len, lines[1:]))
        survey.lines += len(lines) - 1
        open_line = len(lines[-1]) if len(lines) > 1 else open_line
        if survey.longest_line > READING_LIMITS.line_characters:
            raise UnusableInputError(
                f'"{path.name}", line {survey.lines + 1}: the line is longer than '
                f"{READING_LIMITS.line_characters:,} characters. Is this a table with one row a "
                "line? Save it as CSV and deliver it again"
            )
    return survey


def _needs_counting(text: str) -> bool:
    if "\0" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        try:
            while text := file.read(_CHUNK):
                yield text
        except UnicodeError as error:
            raise UnusableInputError(
                f'"{path.name}" says that it is {encoding} but cannot be read so ({error.reason}); '
                "it may be cut off. Save the table as CSV UTF-8 and deliver it again"
            ) from error
