"""Parts of a Word file that need its own elements: notes, links, fields, marks, fixed bytes."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FIRST_NOTE = 2
"""Ids 0 and 1 are the lines that Word draws between the text and its notes."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """Return an element of Word's own with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_note_mark(run: Run, number: int) -> None:
    """Make a run the number that leads to a note."""
    run.font.superscript = True
    run._r.append(element("footnoteReference", id=str(number)))


def add_notes(file: WordFile, notes: Sequence[str], style_id: str) -> None:
    """Write the notes themselves; without notes the file gets no such part."""
    if not notes:
        return
    written = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr><w:r>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=FIRST_NOTE)
    )
    body = f'<w:footnotes xmlns:w="{_WORD}">{_SEPARATORS}{written}</w:footnotes>'
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, blob, file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_link(paragraph: Paragraph, words: str, address: str, colour: RGBColor) -> None:
    """Add a link that can be followed, underlined so that it is seen without colour."""
    run = paragraph.add_run(words)
    run.font.underline, run.font.color.rgb = True, colour
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run._r.addprevious(link)
    link.append(run._r)


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field, such as the number of the page, with what is shown until it is counted."""
    field = element("fldSimple", instr=code)
    paragraph._p.append(field)
    run = paragraph.add_run(shown)
    field.append(run._r)


def add_bookmark(paragraph: Paragraph, number: int) -> None:
    """Make a heading a place that the contents lead to."""
    begin = element("bookmarkStart", id=str(number), name=f"_heading_{number}")
    paragraph._p.append(element("bookmarkEnd", id=str(number)))
    paragraph.runs[0]._r.addprevious(begin)


def add_line_of_contents(paragraph: Paragraph, words: str, number: int) -> None:
    """Write a heading in the contents: it leads there, with its page once fields are counted.

    Some programs count when they open a file; Word when its reader asks for it. It is not told to
    do so by itself: then it would ask every reader first whether it may.
    """
    link = element("hyperlink", anchor=f"_heading_{number}", history="1")
    paragraph._p.append(link)
    link.append(paragraph.add_run(f"{words}\t")._r)
    for kind in ("begin", "", "separate", "end"):
        run = paragraph.add_run()._r
        if kind:
            run.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = f" PAGEREF _heading_{number} \\h "
            run.append(code)
        link.append(run)


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Give the columns of a table their widths in points, wherever it is opened."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    # Cell by cell as well: not every program reads the columns. Through the rows as they are
    # written, since asking for the cells of a row costs more than all the rest of it.
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Pt(width)


def keep_with_note(table: Table) -> None:
    """Keep the last row of a table on one page with the note that follows it."""
    for cell in table.rows[-1]._tr.tc_lst:
        cell.p_lst[0].get_or_add_pPr().get_or_add_keepNext().val = True


def dress_table(table: Table, caption: str) -> None:
    """Give a table hairlines, a marked head that is repeated on every page, and its name."""
    properties = table._tbl.tblPr
    old = properties.find(qn("w:tblLook"))
    if old is not None:
        properties.remove(old)
    layout = properties.find(qn("w:tblLayout"))
    borders = element("tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color="C0C7D2"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)
    shown = {"firstRow": "1", "firstColumn": "1", "lastRow": "0", "lastColumn": "0"}
    properties.append(element("tblLook", val="00A0", noHBand="1", noVBand="1", **shown))
    properties.append(element("tblCaption", val=caption))
    for number, row in enumerate(table.rows):
        parts = row._tr.get_or_add_trPr()
        parts.append(element("cantSplit"))
        if number == 0:
            parts.append(element("tblHeader"))


def describe_picture(run: Run, alternative: str, number: int) -> None:
    """Give the picture in a run its alternative text."""
    for named in run._r.iter(qn("wp:docPr")):
        named.set("descr", alternative)
        named.set("name", f"Picture {number}")
        named.set("id", str(number))


def numbering_from_one(file: WordFile, style_id: str) -> str:
    """Return the id of a numbering that begins at 1, for one more list of a style."""
    numbering = file.part.numbering_part.element
    style = file.styles.element.xpath(f'w:style[@w:styleId="{style_id}"]//w:numId')[0]
    old = numbering.num_having_numId(int(style.get(qn("w:val"))))
    made = numbering.add_num(old.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(made.numId)


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """Give a paragraph a style by its id, without looking the style up."""
    paragraph._p.style = style_id


def number_paragraph(paragraph: Paragraph, numbering: str) -> None:
    """Let a paragraph be counted by a numbering."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(numbering)


def forget_times(file: WordFile) -> None:
    """Leave out when a file was made: a document knows its day, which stands in it in words."""
    about = file.core_properties._element
    for name in ("dcterms:created", "dcterms:modified"):
        for found in about.findall(qn(name)):
            about.remove(found)


def with_fixed_times(packed: bytes) -> bytes:
    """Return a packed file with the same bytes whenever it is made."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return target.getvalue()
