"""A workbook of several sheets (XLSX, ECMA-376), written by hand: to fill in and bring back.

No formulas, no macros, no links. A column of text is marked as text, so that a spreadsheet keeps
``2027-03`` and ``0344`` as they were typed, and never takes a text for something to calculate.
"""

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from baken.engines.spreadsheet.table import Cell

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same workbook gives the same bytes
_ILLEGAL = {code: None for code in range(32) if code not in {9, 10, 13}}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN, _BOLD, _TEXT, _WRAPPED, _MARKED = range(5)
_LAST_ROW = 5_000
"""Down to which row an empty template helps who fills it in."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its name, its width in letters, and what helps who fills it in.

    ``choices`` names where the words of a drop-down list stand (another sheet, column, how many);
    ``prompt`` is shown beside a chosen cell. ``text`` keeps what is typed as it was typed.
    """

    name: str
    width: float = 22
    text: bool = True
    wrapped: bool = False
    choices: tuple[str, int, int] | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns and rows; ``marked`` are rows (from 0) that ask for attention."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    marked: frozenset[int] = frozenset()


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with these sheets, in order; each begins with the names of its columns."""
    names = [sheet_name(sheet.title, str(n)) for n, sheet in enumerate(sheets, start=1)]
    parts = [f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)]
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", part) for part in parts), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        **{f"xl/{part}": _sheet(each) for part, each in zip(parts, sheets, strict=True)},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def sheet_name(title: str, otherwise: str) -> str:
    """Return a name that a workbook may give to a sheet."""
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\'").strip()
    return kept[:31].strip() or otherwise


def _sheet(sheet: Sheet) -> str:
    names = tuple(column.name or None for column in sheet.columns)
    drawn = [f'<row r="1">{_cells(names, 1, [_BOLD] * len(names))}</row>']
    styles = [_WRAPPED if c.wrapped else _TEXT if c.text else _PLAIN for c in sheet.columns]
    for place, row in enumerate(sheet.rows):
        number = place + 2
        look = [_MARKED] * len(row) if place in sheet.marked else styles
        drawn.append(f'<row r="{number}">{_cells(row, number, look)}</row>')
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    data = f"<sheetData>{''.join(drawn)}</sheetData>"
    inside = f"{view}{_widths(sheet.columns, styles)}{data}{_helps(sheet.columns)}"
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{inside}</worksheet>'


def _widths(columns: Sequence[SheetColumn], styles: Sequence[int]) -> str:
    inside = "".join(
        f'<col min="{n}" max="{n}" width="{column.width}" style="{style}" customWidth="1"/>'
        for n, (column, style) in enumerate(zip(columns, styles, strict=True), start=1)
    )
    return f"<cols>{inside}</cols>"


def _helps(columns: Iterable[SheetColumn]) -> str:
    found = [
        _help(column, letters_of(place))
        for place, column in enumerate(columns)
        if column.choices or column.prompt
    ]
    inside = "".join(found)
    return f'<dataValidations count="{len(found)}">{inside}</dataValidations>' if found else ""


def _help(column: SheetColumn, letters: str) -> str:
    given = {"sqref": f"{letters}2:{letters}{_LAST_ROW}", "allowBlank": "1"}
    if column.prompt:
        # The standard allows 32 letters of title and 255 of text.
        given |= {"showInputMessage": "1", "prompt": column.prompt[:255]}
    inside = ""
    if column.choices:
        name, place, number = column.choices
        where = letters_of(place)
        inside = f"<formula1>'{escape(name)}'!${where}$2:${where}${number + 1}</formula1>"
        given |= {"type": "list", "showErrorMessage": "1", "errorStyle": "warning"}
    attributes = " ".join(f"{name}={quoteattr(text)}" for name, text in given.items())
    return f"<dataValidation {attributes}>{inside}</dataValidation>"


def _cells(row: Sequence[Cell], number: int, styles: Sequence[int]) -> str:
    return "".join(
        _cell(cell, f"{letters_of(place)}{number}", style)
        for place, (cell, style) in enumerate(zip(row, styles, strict=True))
    )


def _cell(cell: Cell, where: str, style: int) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, str):
        text = escape(cell.translate(_ILLEGAL))
        inside = f'<is><t xml:space="preserve">{text}</t></is>'
        return f'<c r="{where}" s="{style}" t="inlineStr">{inside}</c>'
    return f'<c r="{where}" s="{style}"><v>{cell!r}</v></c>'


def letters_of(place: int) -> str:
    """Return the letters of a column, counted from 0: A, B, ... Z, AA."""
    return (letters_of(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _book(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    opened = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    return f"{_HEAD}{opened}<sheets>{sheets}</sheets></workbook>"


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types(sheets: Iterable[str]) -> str:
    parts = {"workbook.xml": "sheet.main", "styles.xml": "styles"}
    named = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (parts | dict.fromkeys(sheets, "worksheet")).items()
    )
    plain = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{plain}{named}</Types>'


def _styles() -> str:
    """Return the looks of a cell: plain, bold, text, text over more lines, and marked."""
    fonts = '<fonts count="2"><font/><font><b/></font></fonts>'
    yellow = '<patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill>'
    fills = (
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill><fill>{yellow}</fill></fills>'
    )
    borders = '<borders count="1"><border/></borders>'
    based = '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    top = '<alignment vertical="top" wrapText="1"/>'
    text = 'numFmtId="49" applyNumberFormat="1"'  # 49 is the standard's own number for text
    formats = (
        '<cellXfs count="5"><xf/>'
        '<xf fontId="1" applyFont="1"/>'
        f"<xf {text}/>"
        f'<xf {text} applyAlignment="1">{top}</xf>'
        f'<xf {text} fillId="2" applyFill="1" applyAlignment="1">{top}</xf></cellXfs>'
    )
    named = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    inside = fonts + fills + borders + based + formats + named
    return f'{_HEAD}<styleSheet xmlns="{_MAIN}">{inside}</styleSheet>'
