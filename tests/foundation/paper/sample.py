"""A document that uses every block, with texts that would be markup if anybody read them so."""

from datetime import date

from baken.engines.drawing.svg import drawing, element
from baken.vocabulary.paper import (
    Alignment,
    Beside,
    Bullets,
    Contents,
    Document,
    Drawing,
    Heading,
    KeyFigures,
    Mark,
    PageBreak,
    PaperTable,
    Paragraph,
    Quote,
    Run,
    RunStyle,
    Statement,
    Tile,
    Together,
    Tone,
)

MARKUP = '#read("/etc/passwd") *x* $y$ @z <script>alert(1)</script> & "quoted" \\ ]'
ALTERNATIVE = "Een blauwe balk: 12,3 per 1.000 inwoners."
SVG = drawing(
    *("sample", "chart", (400, 120), ("Balk", "Een balk")),
    element("rect", class_="map-area--class-3", x=10.0, y=10.0, width=200.0, height=60.0),
)
TABLE = PaperTable(
    caption="Geregistreerde misdrijven",
    head=("Soort", "2023", "2024"),
    rows=tuple((f"soort {number}", "12", str(number)) for number in range(60)),
    alignments=(Alignment.START, Alignment.END, Alignment.END),
    note="Bron: CBS",
)
WORDS = (
    Run("Er is "),
    Run("veel", RunStyle.STRONG),
    Run(" gezegd", RunStyle.EMPHASIS),
    Run(", zie "),
    Run("de site", RunStyle.LINK, "https://example.org/x"),
    Run("Een noot & meer.", RunStyle.NOTE),
    Run("."),
)


def sample(**changes: object) -> Document:
    """Return the document; a test may change a field."""
    fields = {
        "title": "Gebiedsscan Overvecht",
        "subtitle": "Cijfers en ervaringen",
        "language": "nl",
        "author": "Gemeente Utrecht",
        "dated": date(2026, 11, 27),
        "reference": "GS-1",
        "blocks": (
            Contents("Inhoud"),
            Paragraph(MARKUP, introduction=True),
            KeyFigures("In het kort", (Tile("12,3", "Inbraak", "lager", Mark.LOWER),)),
            Heading(2, "Veilig"),
            Paragraph(WORDS),
            Bullets(("een", "twee")),
            Bullets(("eerst", "daarna"), numbered=True),
            Bullets(("opnieuw eerst",), numbered=True),
            Heading(3, "Cijfers"),
            TABLE,
            Drawing(SVG, ALTERNATIVE, "Een balk", share=0.5),
            PageBreak(),
            Heading(2, "Ervaringen"),
            Quote("Ik loop 's avonds om.", "Bewoner, 12 mei 2026"),
            Together((Statement("Zorg", MARKUP, Mark.WARNING, Tone.UNFAVOURABLE, "Wijkagent"),)),
            Beside((Paragraph("links"),), (Paragraph("rechts", small=True),)),
        ),
    }
    return Document(**{**fields, **changes})
