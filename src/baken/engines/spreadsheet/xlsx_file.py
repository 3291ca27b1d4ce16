"""XLSX (ECMA-376) written by hand: sheets of plain cells, no formulas, no macros, no links."""

import io
import math
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from baken.engines.spreadsheet.table import Cell, Table

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same table gives the same bytes
_ILLEGAL = {code: None for code in range(32) if code not in {9, 10, 13}}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx_bytes(table: Table, *, about_title: str, more: Sequence[Table] = ()) -> bytes:
    """Return the table as a workbook: its rows on the first sheet, what is to be known on the last.

    Each table of ``more`` has a sheet in between, called by its title. Texts are cells of text and
    stay that, whatever they start with.
    """
    tables = [table, *more]
    about: list[tuple[Cell, ...]] = [(table.title, None), *table.about]
    sheets = [[each.columns, *each.rows] for each in tables] + [about]
    titles = [*(each.title for each in tables), about_title]
    places = range(1, len(sheets) + 1)
    files = {
        "[Content_Types].xml": _content_types(places),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook([_sheet_name(t, str(n)) for n, t in enumerate(titles, 1)]),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{place}.xml") for place in places),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _styles(),
    }
    for place, rows in zip(places, sheets, strict=True):
        files[f"xl/worksheets/sheet{place}.xml"] = _sheet(rows, first_bold=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode())
    return packed.getvalue()


def _sheet(rows: list[tuple[Cell, ...]], *, first_bold: bool) -> str:
    drawn = "".join(
        f'<row r="{number}">{_cells(row, number, bold=first_bold and number == 1)}</row>'
        for number, row in enumerate(rows, start=1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    columns = '<cols><col min="1" max="40" width="22" customWidth="1"/></cols>'
    data = f"<sheetData>{drawn}</sheetData>"
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}{columns}{data}</worksheet>'


def _cells(row: tuple[Cell, ...], number: int, *, bold: bool) -> str:
    style = ' s="1"' if bold else ""
    return "".join(
        _cell(cell, f"{_letters(place)}{number}", style) for place, cell in enumerate(row)
    )


def _cell(cell: Cell, where: str, style: str) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, str):
        text = escape(cell.translate(_ILLEGAL))
        return (
            f'<c r="{where}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        )
    return f'<c r="{where}"{style}><v>{cell!r}</v></c>'


def _letters(place: int) -> str:
    """Return the letters of a column: A, B, ... Z, AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _sheet_name(title: str, otherwise: str) -> str:
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\'").strip()
    return kept[:31].strip() or otherwise


def _workbook(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types(sheets: Sequence[int]) -> str:
    parts = {
        "workbook.xml": "sheet.main",
        "styles.xml": "styles",
        **{f"worksheets/sheet{place}.xml": "worksheet" for place in sheets},
    }
    named = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    plain = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{plain}{named}</Types>'


def _styles() -> str:
    fonts = '<fonts count="2"><font/><font><b/></font></fonts>'
    fills = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    borders = '<borders count="1"><border/></borders>'
    based = '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    formats = '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    named = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    inside = fonts + fills + borders + based + formats + named
    return f'{_HEAD}<styleSheet xmlns="{_MAIN}">{inside}</styleSheet>'
