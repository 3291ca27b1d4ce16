"""The parts of the scan that come once per pillar, and what residents said."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.area_scan.drawings import mapped, ranking_drawing, trend_drawing
from baken.desks.area_scan.sentences import (
    against_words,
    key_figure_cells,
    rank_sentence,
    years_sentence,
)
from baken.desks.area_scan.wording import (
    BEARINGS,
    FEW,
    MANY,
    hidden_words,
    language,
    role_title,
    sentence_of,
    short_name,
    writer,
)
from baken.flows.area_scan import (
    AreaScan,
    HeardQuote,
    HeardTheme,
    PillarScan,
    PlacedFigure,
    ScanFigure,
)
from baken.records.participation.facts import DoneFact, InputOutcome
from baken.records.statements.facts import AreaStatementFact
from baken.vocabulary.paper import (
    Alignment,
    Beside,
    Block,
    Bullets,
    Document,
    Heading,
    PaperTable,
    Paragraph,
    Quote,
    Run,
    RunStyle,
    Statement,
    Together,
)

MOST_QUOTES, MOST_THEMES, MOST_STATEMENTS, MOST_TYPES = 3, 5, 6, 8
_START, _END = Alignment.START, Alignment.END


def pillar_blocks(scan: AreaScan, pillar: PillarScan) -> Iterator[Block]:
    """Yield one pillar: its figures, what professionals know, and what is missing."""
    first = (
        Heading(2, pillar.entry.label(language())),
        Paragraph(pillar.entry.about(language())),
    )
    unknown = _gaps(pillar)
    drawn = [block for shown in pillar.figures[:1] for block in _leading(scan, shown, unknown)]
    # A heading alone at the foot of a page leads nowhere.
    tables = _tables(scan, pillar)
    together = [*drawn, *tables][:1]
    yield Together((*first, *together))
    yield from [*drawn, *tables][1:]
    yield from _statements(scan, pillar)
    if not drawn:
        yield from unknown


def _tables(scan: AreaScan, pillar: PillarScan) -> list[Block]:
    """Return the further figures of a pillar: types of crime, key figures."""
    found: list[Block] = []
    if len(pillar.figures) > 1:
        found.append(_types(pillar.figures[1:]))
    if pillar.key_figures:
        found.append(_key_figures(scan, pillar))
    return found


def _gaps(pillar: PillarScan) -> tuple[Block, ...]:
    """Return what is not known of a pillar, and what would tell."""
    if not pillar.gaps:
        return ()
    said = _("%(missing)s (would follow from: %(source)s)")
    parts = [
        said % {"missing": gap.missing(language()), "source": gap.source(language())}
        for gap in pillar.gaps
    ]
    listed = Run(f": {'; '.join(parts)}.")
    return (Paragraph((Run(_("Not known yet"), RunStyle.STRONG), listed)),)


def _leading(scan: AreaScan, shown: ScanFigure, unknown: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the years beside the order, with what they say and what nobody knows."""
    trend, ranking = trend_drawing(scan, shown), ranking_drawing(scan, shown)
    if trend and ranking:
        said = (years_sentence(shown), rank_sentence(scan, shown))
        told = tuple(Paragraph(words) for words in said if words)
        yield Beside((trend, *told, *unknown), (ranking,))
    else:
        yield from (drawn for drawn in (trend, ranking) if drawn)
        yield from unknown
    if shown.inside:
        yield _buurten(scan, shown)


def _buurten(scan: AreaScan, shown: ScanFigure) -> PaperTable:
    return PaperTable(
        caption=_("The buurten of %(place)s: registered crimes in %(year)d")
        % {"place": short_name(scan.area.name), "year": scan.year or 0},
        head=(
            _("Buurt"),
            _("Number"),
            _("Per 1,000 inhabitants"),
            _("Against %(place)s") % {"place": scan.municipality.name},
        ),
        rows=tuple(_buurt_row(n, each) for n, each in enumerate(mapped(shown), start=1)),
        alignments=(_START, _END, _END, _START),
        note=_(
            "Between brackets the margin: so far the figure varies by chance. Higher or lower: "
            "the whole margin lies above or below the figure of %(place)s."
        )
        % {"place": scan.municipality.name},
    )


def _buurt_row(number: int, placed: PlacedFigure) -> tuple[str, str, str, str]:
    figure, name = placed.figure, f"{number}. {placed.area.name}"
    if placed.hidden:
        return name, hidden_words(placed.hidden), "–", ""
    if figure is None:
        return name, _("no data"), "–", ""
    if figure.rate is None or FEW in figure.notes:
        return name, writer().whole(figure.n), "–", _("few residents")
    decimals = 1 if figure.rate >= 4.95 else 2
    span = writer().span(figure.lower, figure.upper, decimals)
    return (
        name,
        writer().whole(figure.n),
        f"{writer().rate(figure.rate)} ({span})",
        _("many visitors") if MANY in figure.notes else against_words(placed.against),
    )


def _types(figures: tuple[ScanFigure, ...]) -> PaperTable:
    known = [each for each in figures if each.figure]
    known.sort(key=lambda each: -(each.figure.n if each.figure else 0))
    return PaperTable(
        caption=_("Which types of crime: the most frequent"),
        head=(_("Type"), _("Number")),
        rows=tuple(
            (each.definition.label(language()), writer().whole(each.figure.n))
            for each in known[:MOST_TYPES]
            if each.figure
        ),
        alignments=(_START, _END),
        note=_types_not_shown(figures),
    )


def _types_not_shown(figures: tuple[ScanFigure, ...]) -> str:
    """Name the types whose number is hidden: what is left out without a word reads as none."""
    words = [
        f"{each.definition.label(language())} ({hidden_words(each.hidden)})"
        for each in figures
        if each.hidden and not each.figure
    ]
    if not words:
        return ""
    return _("Too small to show, or needed to keep such a number hidden: %(types)s.") % {
        "types": "; ".join(words)
    }


def _key_figures(scan: AreaScan, pillar: PillarScan) -> PaperTable:
    place = short_name(scan.area.name)
    return PaperTable(
        caption=_("%(pillar)s: %(place)s beside the whole of %(city)s, %(year)d")
        % {
            "pillar": pillar.entry.label(language()),
            "place": place,
            "city": scan.municipality.name,
            "year": pillar.key_figures[0].year,
        },
        head=(_("What"), place, scan.municipality.name, _("Beside the municipality")),
        rows=tuple(key_figure_cells(each) for each in pillar.key_figures),
        alignments=(_START, _END, _END, _START),
    )


def _statements(scan: AreaScan, pillar: PillarScan) -> Iterator[Block]:
    for each in pillar.statements[:MOST_STATEMENTS]:
        yield _statement(each, _signed(scan, each))


def _statement(each: AreaStatementFact, signed: str) -> Statement:
    label, mark, tone = BEARINGS[each.bearing]
    return Statement(
        label=f"{label}: {each.subject}",
        words=each.text,
        mark=mark,
        tone=tone,
        signed=signed,
        dated=each.signed_at.date(),
    )


def as_residents_read(each: AreaStatementFact) -> Document:
    """Return a statement as it will stand in the scan for residents: with the role, no name."""
    role = sentence_of(role_title(each.author_role))
    return Document(
        title=each.subject,
        language=language(),
        author=role,
        dated=each.signed_at.date(),
        blocks=(_statement(each, role),),
    )


def _signed(scan: AreaScan, each: AreaStatementFact) -> str:
    about = scan.names.get(each.area_code, each.area_code)
    who = sentence_of(role_title(each.author_role))
    named = f"{each.author}, {role_title(each.author_role)}" if each.author else who
    if each.area_code == scan.area.code:
        return named
    return _("%(who)s, about %(place)s") % {"who": named, "place": short_name(about)}


def residents_blocks(scan: AreaScan) -> Iterator[Block]:
    """Yield what residents said, with consent, or that nothing was recorded."""
    about = {"place": short_name(scan.area.name)}
    # Of a quote printed before, nobody knows where the speaker lives, only what it is about.
    is_about = any(quote.is_published for quote in scan.quotes)
    said = _("What was said about %(place)s") % about if is_about else _("What residents said")
    yield Heading(2, said)
    themes = scan.themes
    if not themes and not scan.quotes:
        yield Paragraph(
            _("Nothing was recorded of conversations with residents of %(place)s.") % about
        )
        return
    if themes:
        yield Paragraph(_("What people talked about most:"))
        yield Bullets(tuple(_theme(theme) for theme in themes[:MOST_THEMES]))
    for quote in scan.quotes[:MOST_QUOTES]:
        yield Quote(f"“{quote.text}”", f"{_attribution(scan, quote)}{_done(quote.done)}")


def _theme(theme: HeardTheme) -> tuple[Run, ...]:
    if theme.quotes is None:
        said = _("fewer than 5 times")
    else:
        n = {"n": theme.quotes}
        said = ngettext("about %(n)d time", "about %(n)d times", theme.quotes) % n
    if theme.is_synthetic:
        said = _("%(said)s; made up (synthetic)") % {"said": said}
    return (
        Run(theme.name, RunStyle.STRONG),
        Run(f" ({said}).{_done(theme.done)}"),
    )


def _done(done: tuple[DoneFact, ...]) -> str:
    """Return what was done with what was said, as a sentence; nothing while nothing was."""
    if not done:
        return ""
    newest = max(done, key=lambda each: each.decided_on)
    words = {"to": newest.passed_to, "reason": newest.reason}
    said = {
        InputOutcome.TAKEN_OVER: _("It was taken over into a plan."),
        InputOutcome.PASSED_ON: _("It was passed on to %(to)s.") % words,
        InputOutcome.NOT_DONE: _("Nothing is done with it, because: %(reason)s.") % words,
        InputOutcome.PRINTED: _("It was printed in a plan."),
    }[newest.outcome]
    return f" {said}"


def _attribution(scan: AreaScan, quote: HeardQuote) -> str:
    place = short_name(scan.names.get(quote.area_code, quote.area_code))
    words = _("About %(place)s") if quote.is_published else _("Conversation in %(place)s")
    found = [words % {"place": place}]
    if quote.held_on:
        found.append(date_format(quote.held_on, "j F Y"))
    if quote.is_published and quote.source:
        found.append(_("printed in “%(source)s”") % {"source": quote.source})
    else:
        found.append(quote.source)
    if quote.is_synthetic:
        found.append(_("made up (synthetic)"))
    said = ", ".join(part for part in found if part)
    return said if said.endswith((".", "?", "!")) else f"{said}."
