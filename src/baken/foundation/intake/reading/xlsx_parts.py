"""The parts of a workbook (ECMA-376, part 1), read by an XML parser that knows no entities."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from baken.catalogue.limits import READING_LIMITS

_CHUNK = 65_536
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Unreadable(ValueError):  # noqa: N818 - becomes an UnusableInputError with the file's name
    """A part of a workbook that is not as the standard says."""


@dataclass(slots=True)
class Cell:
    """A cell: its place, its text, and whether a formula made it."""

    place: str
    text: str = ""
    formula: bool = False


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(
    source: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] = lambda _text: None,
) -> Iterator[None]:
    """Feed a parser piece by piece; the caller takes what the handlers gathered in between."""

    def refuse(*_: object) -> None:
        raise Unreadable("it holds a document type or entities, which no workbook needs")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    try:
        while piece := source.read(_CHUNK):
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes no names
            yield
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
        yield
    except expat.ExpatError as error:
        raise Unreadable(f"its XML is broken: {error}") from error


def _walk(archive: zipfile.ZipFile, member: str, start: Callable, **handlers: Callable) -> None:
    with archive.open(member) as source:
        for _ in _parse(source, start, **handlers):
            pass


def workbook_of(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str]], bool]:
    """Return the visible sheets (name, member), and whether dates count from 1904."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []
    from_1904 = False

    def relation(name: str, given: dict[str, str]) -> None:
        if name == "Relationship":
            targets[given.get("Id", "")] = given.get("Target", "")

    def part(name: str, given: dict[str, str]) -> None:
        nonlocal from_1904
        if name == "workbookPr":
            from_1904 = given.get("date1904", "0") in {"1", "true"}
        if name == "sheet" and given.get("state", "visible") == "visible":
            reference = next((v for k, v in given.items() if _local(k) == "id"), "")
            sheets.append((given.get("name", ""), reference))

    _walk(archive, "xl/_rels/workbook.xml.rels", relation)
    _walk(archive, "xl/workbook.xml", part)
    found = [(name, _member(targets[key])) for name, key in sheets if key in targets]
    held = set(archive.namelist())
    return [(name, member) for name, member in found if member in held], from_1904


def _member(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def shared_texts(archive: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells refer to by number."""
    member = "xl/sharedStrings.xml"
    if member not in archive.namelist():
        return []
    if archive.getinfo(member).file_size > READING_LIMITS.shared_text_bytes:
        raise Unreadable(
            f"its texts take more than {READING_LIMITS.shared_text_bytes:,} bytes; save it as CSV"
        )
    texts: list[str] = []
    gathering = _Gathering()

    def end(name: str) -> None:
        gathering.leave(name)
        if name == "si":
            texts.append(gathering.take())

    _walk(archive, member, gathering.enter, end=end, text=gathering.add)
    return texts


@dataclass(slots=True)
class _Gathering:
    """Gathers the text inside <t>, but not inside <rPh> (how to say it in Japanese)."""

    parts: list[str] = field(default_factory=list)
    inside: bool = False
    aside: bool = False

    def enter(self, name: str, _given: dict[str, str]) -> None:
        self.aside = self.aside or name == "rPh"
        self.inside = name == "t"

    def leave(self, name: str) -> None:
        self.aside = self.aside and name != "rPh"
        self.inside = False

    def add(self, text: str) -> None:
        if self.inside and not self.aside:
            self.parts.append(text)

    def take(self) -> str:
        joined = "".join(self.parts)
        self.parts.clear()
        return joined


def date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the cell styles that show a date or a time."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    formats: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    styles: list[str] = []
    within: list[str] = []

    def start(name: str, given: dict[str, str]) -> None:
        within.append(name)
        if name == "numFmt":
            formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        if name == "xf" and within[-2:-1] == ["cellXfs"]:
            styles.append(given.get("numFmtId", "0"))

    _walk(archive, "xl/styles.xml", start, end=lambda _name: within.pop())
    dates = {n for n, style in enumerate(styles) if is_date_format(formats.get(style, ""))}
    return frozenset(dates)


def rows_of_sheet(
    source: IO[bytes], texts: list[str], dates: frozenset[int], *, from_1904: bool
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield (number of the row, its cells in order of the columns); memory holds one row."""
    sheet = _Sheet(texts, dates, from_1904=from_1904)
    for _ in _parse(source, sheet.start, sheet.end, sheet.text):
        yield from sheet.done
        sheet.done.clear()


class _Sheet:
    """Turns the events of a sheet's XML into rows."""

    def __init__(self, texts: list[str], dates: frozenset[int], *, from_1904: bool) -> None:
        self.texts, self.dates, self.from_1904 = texts, dates, from_1904
        self.done: list[tuple[int, list[Cell]]] = []
        self.number, self.cells = 0, []
        self.cell, self.kind, self.style = Cell(""), "n", 0
        self.parts, self.size, self.taking = [], 0, False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self.number, self.cells = _row_number(given.get("r"), self.number), []
        elif name == "c":
            self._begin(given)
        elif name == "f":
            self.cell.formula = True
        self.taking = name in {"v", "t"}

    def _begin(self, given: dict[str, str]) -> None:
        column = _column(given.get("r"), len(self.cells))
        if column >= READING_LIMITS.columns:
            raise Unreadable(f"a row has more than {READING_LIMITS.columns:,} columns")
        while len(self.cells) < column:
            self.cells.append(Cell(""))
        self.cell = Cell(given.get("r", f"row {self.number}"))
        self.kind, style = given.get("t", "n"), given.get("s", "0")
        self.style = int(style) if style.isdecimal() and len(style) < 9 else 0
        self.parts.clear()
        self.size = 0

    def text(self, text: str) -> None:
        if self.taking:
            self.size += len(text)
            if self.size > READING_LIMITS.line_characters:
                raise Unreadable(f"{self.cell.place} holds a text that is far too long")
            self.parts.append(text)

    def end(self, name: str) -> None:
        self.taking = False
        if name == "c":
            self.cell.text = self._value("".join(self.parts))
            self.cells.append(self.cell)
        elif name == "row":
            if sum(len(cell.text) for cell in self.cells) > READING_LIMITS.line_characters:
                raise Unreadable(f"row {self.number} is far too long")
            self.done.append((self.number, self.cells))

    def _value(self, text: str) -> str:
        if self.kind == "s":
            number = int(text) if text.isdecimal() and len(text) < 9 else -1
            if not 0 <= number < len(self.texts):
                raise Unreadable(f"{self.cell.place} refers to a text that is not there")
            return self.texts[number]
        if self.kind != "n" or not text:
            return text
        return _number(text, as_date=self.style in self.dates, from_1904=self.from_1904)


def _row_number(given: str | None, previous: int) -> int:
    number = int(given) if given and given.isdecimal() and len(given) < 9 else previous + 1
    if number <= previous:
        raise Unreadable(f"row {given} stands after row {previous}")
    return number


def _column(reference: str | None, following: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return following
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    if column - 1 < following:
        raise Unreadable(f"the cell {reference} stands twice or out of order")
    return column - 1


def _number(text: str, *, as_date: bool, from_1904: bool) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    if as_date and 0 <= value < 2_958_466:
        return _date(value, from_1904=from_1904)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _date(days: float, *, from_1904: bool) -> str:
    # Excel counts from 1900 and believes that 29 February 1900 existed.
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - local day
    moment = first + timedelta(seconds=round(days * 86_400))
    if days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()
