"""The scan as a document: one content for the page, the PDF and Word."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.catalogue.area_scan import sentence
from baken.catalogue.sources import source
from baken.desks.area_scan import parts
from baken.desks.area_scan.drawings import map_drawing, mapped
from baken.desks.area_scan.sentences import (
    change_tile,
    city_sentence,
    figure_sentence,
    margin_sentence,
)
from baken.desks.area_scan.wording import FEW, language, short_name, writer
from baken.flows.area_scan import AreaScan, ScanFigure
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.paper import (
    Beside,
    Block,
    Bullets,
    Document,
    Heading,
    KeyFigures,
    Mark,
    Paragraph,
    Run,
    RunStyle,
    Statement,
    Tile,
    Together,
)

GAP = "question-gap"


def document_of(scan: AreaScan, address: str, contact: str) -> Document:
    """Return the scan as a document; ``address`` is that of its page, ``contact`` for mail."""
    place = short_name(scan.area.name)
    return Document(
        title=_("Area scan %(place)s") % {"place": place},
        subtitle=_("How safe is it here? What the figures say, and what people say who know it"),
        language=language(),
        author=_("Municipality of %(place)s") % {"place": scan.municipality.name},
        dated=scan.today,
        reference=address,
        blocks=(*_blocks(scan), *([_answer(contact)] if contact else [])),
    )


def _blocks(scan: AreaScan) -> Iterator[Block]:
    if scan.full:
        yield Statement(
            _("For who works here"),
            _(
                "With names, and with statements that are not public. There is a public version "
                "for residents."
            ),
            Mark.INFO,
        )
    yield from _first(scan)
    yield from _priorities(scan)
    for pillar in scan.pillars:
        yield from parts.pillar_blocks(scan, pillar)
    yield from parts.residents_blocks(scan)
    yield from _differences(scan)
    yield from _questions(scan)
    yield from _made(scan)


def _first(scan: AreaScan) -> Iterator[Block]:
    """Yield what everybody must know: the figure in a sentence, large figures, and the map."""
    shown = scan.main
    if shown is None:
        yield Paragraph(
            _("No figures of %(place)s are known.") % {"place": short_name(scan.area.name)},
            introduction=True,
        )
        return
    said = (figure_sentence(scan, shown), city_sentence(scan, shown))
    yield Paragraph(" ".join(part for part in said if part), introduction=True)
    if shown.figure:
        yield KeyFigures("", _tiles(scan, shown))
        yield Paragraph(
            f"{margin_sentence(shown.figure)} "
            + _("Not everything that happens is reported to the police, and so counted."),
            small=True,
        )
    drawn = map_drawing(scan, shown)
    if drawn:
        drawing, legend = drawn
        names = tuple(short_name(each.area.name) for each in mapped(shown))
        numbers = Bullets(names, numbered=True, small=True)
        yield Beside((drawing,), (legend, numbers), share=0.68)


def _tiles(scan: AreaScan, shown: ScanFigure) -> tuple[Tile, ...]:
    figure = shown.figure
    if figure is None:
        return ()
    value, words, mark, tone = change_tile(shown.change)
    before = shown.change.previous_year if shown.change else ""
    tiles = [
        Tile(
            writer().whole(figure.n),
            _("Crimes in %(year)d") % {"year": figure.year},
            _("registered by the police"),
        ),
        Tile(value, _("Since %(year)s") % {"year": before}, words, mark, tone),
    ]
    if figure.rate is not None and FEW not in figure.notes:
        tiles.append(
            Tile(
                writer().rate(figure.rate),
                _("Per 1,000 inhabitants"),
                _city_note(scan, shown),
            )
        )
    if scan.inhabitants:
        number, year = scan.inhabitants
        tiles.append(
            Tile(
                writer().whole(number),
                _("Inhabitants"),
                _("on 1 January %(year)d") % {"year": year},
            )
        )
    return tuple(tiles)


def _city_note(scan: AreaScan, shown: ScanFigure) -> str:
    if shown.city is None:
        return ""
    words = {"place": scan.municipality.name, "rate": writer().rate(shown.city.rate)}
    return _("whole of %(place)s: %(rate)s") % words


def _differences(scan: AreaScan) -> Iterator[Block]:
    if not scan.disagreements:
        return
    yield Heading(2, _("Where figures and experience differ"))
    for each in scan.disagreements:
        yield Statement(_("They do not say the same"), each.said.say(language()), Mark.WARNING)
    yield Paragraph(sentence("both-may-be-true").say(language()))


def _priorities(scan: AreaScan) -> Iterator[Block]:
    if not scan.priorities:
        return
    yield Heading(2, _("What a plan could take over"))
    yield Paragraph(
        _(
            "Proposals that follow from this scan. Residents, municipality and police decide "
            "together what goes into the plan."
        )
    )
    yield Bullets(
        tuple(
            (
                Run(each.title.say(language()), RunStyle.STRONG),
                Run(". " + " ".join(reason.said.say(language()) for reason in each.reasons)),
            )
            for each in scan.priorities
        ),
        numbered=True,
    )


def _questions(scan: AreaScan) -> Iterator[Block]:
    # What no source tells stands at its pillar, with what would tell it.
    asked = [each.said.say(language()) for each in scan.questions if each.said.id != GAP]
    if asked:
        yield Heading(2, _("What we want to find out"))
        yield Bullets(tuple(asked))


def _answer(contact: str) -> Block:
    """Return how a reader can answer."""
    return Paragraph(
        (
            Run(_("Is something not right, or do you want to add something? Write to ")),
            Run(contact, RunStyle.LINK, f"mailto:{contact}"),
            Run("."),
        )
    )


def _made(scan: AreaScan) -> Iterator[Block]:
    """Yield how the scan was made: sources, day, and what the words mean."""
    sources = dict.fromkeys(source(each.source) for each in scan.deliveries)
    lines = [f"{each.title(language())} ({each.attribution}, {each.licence})" for each in sources]
    whole = scan.area.level == AreaLevel.WIJK
    known = _("As known on %(day)s.") % {"day": date_format(scan.today, "j F Y")}
    yield Together(
        (
            Heading(2, _("How this scan was made")),
            Paragraph(
                " ".join(
                    (
                        known,
                        _(
                            "“Probably” and “no chance” follow from a test that allows for how "
                            "much such numbers vary from year to year."
                        ),
                        _("A figure of a wijk is the sum of its buurten.") if whole else "",
                        _(
                            "Statements are about places, never about persons; small numbers are "
                            "not shown."
                        ),
                    )
                ),
                small=True,
            ),
            Paragraph(_("Sources: %(sources)s.") % {"sources": "; ".join(lines)}, small=True),
        )
    )
