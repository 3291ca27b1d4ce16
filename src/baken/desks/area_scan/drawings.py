"""The map, the years and the order of the scan, each with words that say the same."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.years import note_of_year
from baken.desks.area_scan.wording import FEW, language, short_name, writer
from baken.engines.drawing.classes import RangeWords
from baken.engines.drawing.legend import Legend, draw_legend
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.ranking_rows import RankingReference, RankingTexts
from baken.engines.drawing.trend_series import TrendTexts
from baken.flows.area_scan import AreaScan, PlacedFigure, ScanFigure
from baken.flows.draw_map import AreaMap, MapCell, MapWords, draw
from baken.flows.draw_ranking import RankedArea, draw_area_ranking
from baken.flows.draw_trend import TrendWords, draw_area_trend
from baken.records.indicators.facts import FigureFact
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.paper import Drawing

WIDTH, MOST_HEIGHT, ROOM = 470.0, 430.0, 0.1
LEGEND_WIDTH = 250.0
MOST_RANKED, AT_AN_END, AROUND = 14, 3, 3
"""Areas that an order shows; of more, so many at each end and around the own one."""
TOLD = 3
"""How many areas the words of a map name at each end."""


def mapped(shown: ScanFigure) -> list[PlacedFigure]:
    """Return the buurten of the map in the order of their numbers: from most to least."""
    return sorted(shown.inside or shown.peers, key=lambda each: -_rate_to_order(each))


def _rate_to_order(placed: PlacedFigure) -> float:
    """Return the rate, or less than any where it tells nothing."""
    figure = placed.figure
    return figure.rate if figure and figure.rate and FEW not in figure.notes else -1.0


def map_drawing(scan: AreaScan, shown: ScanFigure) -> tuple[Drawing, Drawing] | None:
    """Return the map of the buurten of the wijk (or around the buurt), and its legend."""
    placed = mapped(shown)
    if not any(each.figure for each in placed):
        return None
    own = scan.area.code if scan.area.level == AreaLevel.WIJK else scan.area.wijk_code
    drawn = draw(
        AreaMap(
            key="scan-map",
            cells=[_cell(each, number) for number, each in enumerate(placed, start=1)],
            words=_map_words(scan),
            write=writer().number,
            scale_values=[_cell(each).value for each in shown.buurten],
            surroundings=[
                area for area in scan.family if area.level == AreaLevel.WIJK and area.code != own
            ],
            ground=[scan.municipality],
            boundaries=[area for area in scan.family if area.code == own],
            selected=frozenset({scan.area.code} if scan.area.level == AreaLevel.BUURT else ()),
            margin=ROOM,
            width=WIDTH,
            most_height=MOST_HEIGHT,
        )
    )
    heading = str(_map_words(scan).heading)
    legend = draw_legend(Legend(drawn.key, heading, drawn.legend), width=LEGEND_WIDTH)
    colours = "; ".join(item.words for item in drawn.legend)
    explained = Drawing(
        legend, _("What the colours of the map mean: %(colours)s.") % {"colours": colours}
    )
    drawing = Drawing(
        svg=drawn.svg,
        alternative=_map_alternative(scan, placed),
        caption=_("Registered crimes per 1,000 inhabitants, per buurt, %(year)d")
        % {"year": scan.year or 0},
    )
    return drawing, explained


def _cell(placed: PlacedFigure, number: int = 0) -> MapCell:
    figure = placed.figure
    rated = figure is not None and figure.rate is not None and FEW not in figure.notes
    kind = AreaKind.FIGURE if rated else AreaKind.FEW_RESIDENTS
    without = AreaKind.HIDDEN if placed.hidden else AreaKind.NO_DATA
    return MapCell(
        area=placed.area,
        value=figure.shrunken if figure and rated else None,
        kind=kind if figure else without,
        href=reverse("buurt-scan", args=[placed.area.code])
        if placed.area.level == AreaLevel.BUURT
        else "",
        title=placed.area.name,
        label=str(number),
    )


def _map_words(scan: AreaScan) -> MapWords:
    return MapWords(
        title=_("Map of %(place)s") % {"place": short_name(scan.area.name)},
        description=_("The darker, the more."),
        empty=_("No outlines were delivered"),
        heading=_("Per 1,000 inhabitants"),
        kinds=(
            (AreaKind.FEW_RESIDENTS, _("few residents")),
            (AreaKind.HIDDEN, _("not shown: small counts")),
            (AreaKind.NO_DATA, _("no data")),
        ),
        ranges=RangeWords(
            below=_("less than {high}"), between=_("{low} to {high}"), above=_("{low} or more")
        ),
    )


def _map_alternative(scan: AreaScan, placed: Sequence[PlacedFigure]) -> str:
    rated = sorted(
        (
            each
            for each in placed
            if each.figure and each.figure.rate is not None and FEW not in each.figure.notes
        ),
        key=lambda each: -(each.figure.rate or 0),
    )
    said = ngettext(
        "Map of %(n)d buurt of %(place)s, coloured by registered crimes per 1,000 inhabitants.",
        "Map of the %(n)d buurten of %(place)s, coloured by registered crimes per 1,000 "
        "inhabitants.",
        len(placed),
    ) % {"n": len(placed), "place": _place_of(scan)}
    if not rated:
        return said
    most, least = _named(rated[:TOLD]), _named(rated[: -TOLD - 1 : -1])
    ends = _("Most: %(most)s. Least: %(least)s.") % {"most": most, "least": least}
    return f"{said} {ends}"


def _place_of(scan: AreaScan) -> str:
    whole = scan.wijk if scan.area.level == AreaLevel.BUURT and scan.wijk else scan.area
    return short_name(whole.name)


def _named(placed: Sequence[PlacedFigure]) -> str:
    return ", ".join(
        f"{short_name(each.area.name)} ({writer().rate(each.figure.rate)})"
        for each in placed
        if each.figure
    )


def trend_drawing(scan: AreaScan, shown: ScanFigure) -> Drawing | None:
    """Return the years of the leading figure."""
    if len(shown.series) < 2:
        return None
    drawn = draw_area_trend("scan-trend", shown.series, _trend_words(shown), writer().number)
    told = "; ".join(_year_words(each) for each in shown.series)
    return Drawing(
        svg=drawn.narrow,
        alternative=_("Line of the years in %(place)s. %(told)s.")
        % {"place": short_name(scan.area.name), "told": told},
        caption=_("The years in %(place)s, per 1,000 inhabitants")
        % {"place": short_name(scan.area.name)}
        if drawn.rates
        else _("The years in %(place)s") % {"place": short_name(scan.area.name)},
    )


def _year_words(figure: FigureFact) -> str:
    words = {
        "year": figure.year,
        "count": writer().whole(figure.n),
        "rate": writer().rate(figure.rate),
    }
    if figure.rate is None or FEW in figure.notes:
        return _("%(year)d: %(count)s crimes") % words
    return _("%(year)d: %(count)s crimes, %(rate)s per 1,000 inhabitants") % words


def _trend_words(shown: ScanFigure) -> TrendWords:
    notes = {each.year: note_of_year(each.year) for each in shown.series}
    return TrendWords(
        texts=TrendTexts(
            title=_("The years"),
            description=_("Registered crimes through the years"),
            empty=_("There are no figures to draw"),
            series=_("registered"),
            interval=_("margin of 95 %"),
            expected=_("expected from earlier years"),
            provisional=_("provisional"),
            missing=_("no data"),
        ),
        per_thousand=_("per 1,000 inhabitants"),
        number=_("number"),
        notes={year: _short_mark(note.mark(language())) for year, note in notes.items() if note},
    )


def _short_mark(mark: str) -> str:
    # A column of the chart is narrow: "coronajaar" and "corona year" become "corona".
    return "corona" if mark.startswith("corona") else mark


def ranking_drawing(scan: AreaScan, shown: ScanFigure) -> Drawing | None:
    """Return the area among its peers: the wijken of the city, or the buurten of the wijk."""
    known = [each for each in shown.peers if each.figure]
    if len(known) < 3:
        return None
    rated = _ends_and_around(known, scan.area.code)
    caption = (
        _("The wijken of %(place)s, per 1,000 inhabitants") % {"place": scan.municipality.name}
        if scan.area.level == AreaLevel.WIJK
        else _("The buurten of %(place)s, per 1,000 inhabitants") % {"place": _place_of(scan)}
    )
    drawn = draw_area_ranking(
        "scan-ranking",
        [_ranked(each) for each in rated],
        _reference(scan, shown),
        _ranking_texts(caption),
        writer().number,
        unit=_("per 1,000 inhabitants, with the margin of 95 %"),
    )
    if len(rated) < len(known):
        some = _("%(number)d of %(all)d") % {"number": len(rated), "all": len(known)}
        caption = f"{caption} ({some})"
    return Drawing(
        svg=drawn.narrow,
        alternative=f"{caption}: {_named(rated)}.",
        caption=caption,
    )


def _ends_and_around(known: Sequence[PlacedFigure], own: str) -> list[PlacedFigure]:
    """Return the areas in order; of many only the ends and those around the own one."""
    ordered = sorted(known, key=lambda each: -_rate_to_order(each))
    if len(ordered) <= MOST_RANKED:
        return ordered
    place = next((n for n, each in enumerate(ordered) if each.area.code == own), 0)
    last = len(ordered) - AT_AN_END
    return [
        each
        for number, each in enumerate(ordered)
        if number < AT_AN_END or number >= last or abs(number - place) <= AROUND
    ]


def _ranked(placed: PlacedFigure) -> RankedArea:
    figure = placed.figure
    few = figure is not None and (figure.rate is None or FEW in figure.notes)
    count = {"count": writer().whole(figure.n if figure else 0)}
    return RankedArea(
        name=short_name(placed.area.name),
        href="",
        figure=None if few else figure,
        comparison=placed.comparison,
        instead=_("%(count)s registered") % count if few else "",
    )


def _reference(scan: AreaScan, shown: ScanFigure) -> RankingReference | None:
    if shown.city is None or shown.city.rate is None:
        return None
    words = {"place": scan.municipality.name, "rate": writer().rate(shown.city.rate)}
    return RankingReference(shown.city.rate, _("%(place)s: %(rate)s") % words)


def _ranking_texts(title: str) -> RankingTexts:
    return RankingTexts(
        title=title,
        description=_("From the highest figure per 1,000 inhabitants to the lowest."),
        empty=_("There are no figures to draw"),
        missing=_("no data"),
        interval=_("figure with its margin"),
        higher=_("stands out: higher"),
        lower=_("stands out: lower"),
        provisional=_("provisional"),
        beyond=_("beyond the edge of the drawing"),
    )
