"""The styles of a Word file: the same ink and measures as on paper, in a typeface that all have."""

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from baken.vocabulary.paper import Tone

INK, QUIET, ACCENT = RGBColor(0x00, 0x1A, 0x40), RGBColor(0x3D, 0x53, 0x74), RGBColor(0, 0x56, 0x8B)
TYPEFACE = "Arial"
GROUNDS = {Tone.NEUTRAL: "F4F6F8", Tone.FAVOURABLE: "E3F3FD", Tone.UNFAVOURABLE: "FFEEE1"}
EDGES = {Tone.NEUTRAL: "3D5374", Tone.FAVOURABLE: "00568B", Tone.UNFAVOURABLE: "863D15"}
_SIZES = {
    # name: size, bold, colour, space before, space after
    "Normal": (10.0, False, INK, 0, 6),
    "Title": (24.0, True, INK, 0, 6),
    "Subtitle": (12.5, False, QUIET, 0, 16),
    "Heading 1": (15.0, True, INK, 20, 6),
    "Heading 2": (11.5, True, INK, 14, 4),
    "Heading 3": (10.0, True, QUIET, 10, 4),
    "Caption": (9.0, True, INK, 12, 4),
    "Quote": (10.5, False, INK, 10, 4),
    "List Bullet": (10.0, False, INK, 0, 3),
    "List Number": (10.0, False, INK, 0, 3),
    "TOC Heading": (15.0, True, INK, 20, 6),
}
_OWN = {
    "Introduction": (12.0, False, INK, 0, 8),
    "Small": (8.5, False, QUIET, 2, 8),
    "Cell": (9.0, False, INK, 1, 1),
    "Footnote Text": (8.0, False, QUIET, 0, 2),
    **{f"Statement {tone}": (10.0, False, INK, 0, 0) for tone in Tone},
}


def set_styles(file: WordFile, language: str) -> None:
    """Give a file its page, its styles and its language."""
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin, page.bottom_margin = Mm(26), Mm(24)
    page.different_first_page_header_footer = True
    for name, look in _SIZES.items():
        _shape(file.styles[name], *look)
    for name, look in _OWN.items():
        _shape(file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), *look)
    for tone in Tone:
        _frame(file.styles[f"Statement {tone}"], tone)
    file.styles["Quote"].font.italic = True
    for spread in file.styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        file.styles["Subtitle"].element.rPr.remove(spread)
    defaults = file.styles.element.find(qn("w:docDefaults"))
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def _shape(
    style: ParagraphStyle, size: float, bold: object, colour: RGBColor, before: float, after: float
) -> None:
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = TYPEFACE, Pt(size), bool(bold), False
    font.color.rgb = colour
    # Word prefers the theme's typeface where one is named; ours is named in full.
    fonts = style.element.rPr.rFonts
    for name in [each for each in fonts.attrib if each.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), TYPEFACE)
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.15
    for edge in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(edge)


def _frame(style: ParagraphStyle, tone: Tone) -> None:
    """Give a statement its ground and the line on its left."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    looks = {"val": "single", "sz": "20", "space": "8", "color": EDGES[tone]}
    for name, value in looks.items():
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    ground = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": GROUNDS[tone]}.items():
        ground.set(qn(f"w:{name}"), value)
    spacing = style.element.pPr.find(qn("w:spacing"))
    spacing.addprevious(borders)
    spacing.addprevious(ground)
    style.paragraph_format.left_indent = Pt(10)
