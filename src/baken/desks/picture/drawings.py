"""The map, the trend and the ranking of a page in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.years import YEAR_NOTES
from baken.desks.picture.addresses import Addresses
from baken.desks.picture.cell_words import CellWords, cell_words
from baken.desks.picture.marks import FEW, count_alone, file_marks, place_marks
from baken.desks.picture.rows import hidden_words, label_of
from baken.desks.picture.writing import english, rate, short_name, whole, writer
from baken.engines.drawing.classes import RangeWords
from baken.engines.drawing.legend import draw_swatch
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.ranking_rows import RankingReference, RankingTexts
from baken.engines.drawing.trend_series import TrendTexts
from baken.flows.area_picture import AreaPicture, PartRow, YearRow
from baken.flows.draw_map import AreaMap, DrawnMap, MapCell, MapWords
from baken.flows.draw_ranking import DrawnRanking, RankedArea, draw_area_ranking
from baken.flows.draw_trend import TrendWords
from baken.foundation.places.facts import AreaFact, Box
from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import FigureStatus

MOST_NAMES = 40
ROOM_IN_A_MUNICIPALITY, ROOM_AMONG_OTHERS, ROOM_AROUND_A_WIJK = 0.04, 0.35, 0.14
RANKED_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One swatch of the legend, its range, and how many areas have it."""

    swatch: str
    words: str
    areas: int


def area_map(picture: AreaPicture, addresses: Addresses) -> AreaMap:
    """Return the map of the page: the parts of the area, or the municipalities around it."""
    if picture.among_municipalities:
        return _among_municipalities(picture, addresses)
    say, settled = cell_words(), _any_settled(picture)
    shown = [row for row in picture.parts if row.inside]
    outside = [row.area for row in picture.parts if not row.inside]
    own = picture.area.municipality_code
    municipal = picture.area.level == AreaLevel.MUNICIPALITY
    around = [area for area in picture.around if area.code != own]
    return AreaMap(
        key="map",
        cells=[
            _cell(row, addresses, say, named=len(shown) <= MOST_NAMES, settled=settled)
            for row in shown
        ],
        words=map_words(picture, len(shown)),
        write=writer().number,
        scale_values=[_colour_value(row) for row in picture.parts],
        surroundings=around if municipal else outside,
        ground=() if municipal else [*around, picture.municipality],
        halo=[picture.municipality] if municipal else (),
        boundaries=_lines_over(picture),
        selected=frozenset({picture.area.code}),
        margin=ROOM_IN_A_MUNICIPALITY if municipal else ROOM_AROUND_A_WIJK,
    )


def _lines_over(picture: AreaPicture) -> list[AreaFact]:
    """Return the wijken whose outline lies over the buurten of the map."""
    if picture.choice.level is not AreaLevel.BUURT:
        return []
    own = picture.area.code if picture.area.level == AreaLevel.WIJK else picture.area.wijk_code
    return [
        area
        for area in picture.family
        if area.level == AreaLevel.WIJK and (not own or area.code == own)
    ]


def _among_municipalities(picture: AreaPicture, addresses: Addresses) -> AreaMap:
    say, settled = cell_words(), _any_settled(picture)
    return AreaMap(
        key="map",
        cells=[_cell(row, addresses, say, named=True, settled=settled) for row in picture.parts],
        words=map_words(picture, len(picture.parts)),
        write=writer().number,
        selected=frozenset({picture.area.code}),
        frame=[_widened(picture.municipality.box)],
        most_height=560.0,
    )


def _widened(box: Box) -> Box:
    room = ROOM_AMONG_OTHERS * max(box.max_x - box.min_x, box.max_y - box.min_y)
    return Box(box.min_x - room, box.min_y - room, box.max_x + room, box.max_y + room)


def _any_settled(picture: AreaPicture) -> bool:
    """Return whether some figure of the map is not provisional: only then hatching tells."""
    return any(
        row.figure is not None and row.figure.status is not FigureStatus.PROVISIONAL
        for row in picture.parts
    )


def _cell(
    row: PartRow, addresses: Addresses, say: CellWords, *, named: bool, settled: bool
) -> MapCell:
    kind = _kind(row)
    unsettled = row.figure is not None and row.figure.status is FigureStatus.PROVISIONAL
    if kind is AreaKind.FIGURE and settled and unsettled:
        kind = AreaKind.PROVISIONAL
    return MapCell(
        area=row.area,
        value=row.figure.shrunken if row.figure else None,
        kind=kind,
        href=addresses.area(row.area.code),
        title="\n".join([row.area.name, *_lines(row, say)]),
        label=short_name(row.area.name) if named else "",
    )


def _lines(row: PartRow, say: CellWords) -> list[str]:
    return [hidden_words(row.hidden)] if row.hidden else say.lines(row.figure, row.change)


def _kind(row: PartRow) -> AreaKind:
    if row.hidden:
        return AreaKind.HIDDEN
    if row.figure is None:
        return AreaKind.NO_DATA
    return AreaKind.FEW_RESIDENTS if count_alone(row.figure) else AreaKind.FIGURE


def _colour_value(row: PartRow) -> float | None:
    kind = _kind(row)
    return row.figure.shrunken if row.figure and kind is AreaKind.FIGURE else None


def value_words(row: PartRow) -> str:
    """Return a figure as a map says it: 345,9 per 1,000 inhabitants, many visitors."""
    figure = row.figure
    if row.hidden:
        return hidden_words(row.hidden)
    if figure is None:
        return _("no data")
    if (FEW in figure.notes and figure.rate is not None) or figure.exposure is None:
        said = _("%(count)s registered") % {"count": whole(figure.n)}
    elif figure.rate is None:
        said = _("%(count)s registered; too few residents for a figure per 1,000") % {
            "count": whole(figure.n)
        }
    else:
        said = _("%(rate)s per 1,000 inhabitants") % {"rate": rate(figure.rate)}
    marks = [mark.words for mark in place_marks(figure)] if figure.notes else []
    return ", ".join([said, *marks])


def map_words(picture: AreaPicture, areas: int) -> MapWords:
    """Return the words of the map and its legend."""
    return MapWords(
        title=_("Map: %(label)s per 1,000 inhabitants, %(year)d")
        % {"label": label_of(picture.definition), "year": picture.choice.year},
        description=ngettext(
            "%(n)d area; the darker, the more. The table says the same.",
            "%(n)d areas; the darker, the more. The table says the same.",
            areas,
        )
        % {"n": areas},
        empty=_("No outlines were delivered"),
        heading=_("Per 1,000 inhabitants"),
        kinds=(
            (AreaKind.PROVISIONAL, _("provisional")),
            (AreaKind.FEW_RESIDENTS, _("few residents, or unknown how many")),
            (AreaKind.HIDDEN, _("not shown: small counts")),
            (AreaKind.NO_DATA, _("no data")),
        ),
        ranges=RangeWords(
            below=_("less than {high}"), between=_("{low} to {high}"), above=_("{low} or more")
        ),
    )


def legend_lines(drawn: DrawnMap, cells: Iterable[MapCell]) -> list[LegendLine]:
    """Return the legend with the number of areas of each class."""
    kinds = [(drawn.classes[cell.area.code], cell.kind) for cell in cells]
    return [
        LegendLine(
            swatch=draw_swatch(item, f"{drawn.key}-{place}"),
            words=item.words,
            areas=sum(
                kind is item.kind if item.class_index is None else index == item.class_index
                for index, kind in kinds
            ),
        )
        for place, item in enumerate(drawn.legend)
    ]


def shown_figures(picture: AreaPicture) -> list[FigureFact]:
    """Return the figures of the trend; of a year that is not shown there is none."""
    return [row.figure for row in picture.series if row.figure]


def trend_words(picture: AreaPicture) -> TrendWords:
    """Return the words of the trend."""
    years = [row.year for row in picture.series]
    say = cell_words()
    language = "en" if english() else "nl"
    return TrendWords(
        texts=TrendTexts(
            title=_("Trend: %(label)s in %(place)s")
            % {"label": label_of(picture.definition), "place": picture.area.name},
            description=_("From %(first)d to %(last)d; the table under it says the same.")
            % {"first": min(years), "last": max(years)},
            empty=_("There are no figures to draw"),
            series=_("registered"),
            interval=_("margin of 95 %"),
            expected=_("expected from earlier years"),
            provisional=_("provisional"),
            missing=_("no data"),
        ),
        per_thousand=_("per 1,000 inhabitants"),
        number=_("number"),
        notes={note.year: _short_mark(note.mark(language)) for note in YEAR_NOTES},
        hidden={row.year: hidden_mark(row.hidden) for row in picture.series if row.hidden},
        titles={row.year: _title(row, say) for row in picture.series},
    )


def _title(row: YearRow, say: CellWords) -> str:
    if row.figure is None:
        return f"{row.year}\n{hidden_words(row.hidden) if row.hidden else say.missing}"
    return say.year(row.figure, row.change)


def hidden_mark(hidden: HiddenFact) -> str:
    """Return the shortest words in the place of a count, for a column of a chart."""
    return f"<{hidden.minimum}" if hidden.state.is_small else hidden_words(hidden)


def _short_mark(mark: str) -> str:
    # A column of the chart is narrow: "coronajaar" and "corona year" become "corona".
    return "corona" if mark.startswith("corona") else mark


def wijken_ranking(picture: AreaPicture, addresses: Addresses) -> DrawnRanking | None:
    """Return the wijken of a municipality in order of their rate; None where it has none."""
    if picture.choice.level is not AreaLevel.WIJK or len(picture.parts) > RANKED_AT_MOST:
        return None
    return draw_area_ranking(
        "ranking",
        [_ranked(row, addresses) for row in picture.parts],
        _reference(picture),
        _ranking_texts(picture),
        writer().number,
        unit=_("per 1,000 inhabitants, with the margin of 95 %"),
    )


def _ranked(row: PartRow, addresses: Addresses) -> RankedArea:
    """Return an area in the order of rates; with its number alone, and last, where few live."""
    figure = row.figure
    instead = hidden_words(row.hidden) if row.hidden else ""
    if figure is not None and count_alone(figure):
        instead = _("%(count)s registered") % {"count": whole(figure.n)}
    return RankedArea(
        name=short_name(row.area.name),
        href=addresses.area(row.area.code),
        figure=None if instead else figure,
        comparison=row.comparison,
        note=file_marks(figure) if figure else "",
        instead=instead,
    )


def _reference(picture: AreaPicture) -> RankingReference | None:
    if picture.figure is None or picture.figure.rate is None:
        return None
    words = {"place": picture.area.name, "rate": rate(picture.figure.rate)}
    return RankingReference(picture.figure.rate, _("%(place)s: %(rate)s") % words)


def _ranking_texts(picture: AreaPicture) -> RankingTexts:
    return RankingTexts(
        title=_("The wijken of %(place)s in order") % {"place": picture.area.name},
        description=_("From the highest figure per 1,000 inhabitants to the lowest."),
        empty=_("There are no figures to draw"),
        missing=_("no data"),
        interval=_("figure with its margin"),
        higher=_("stands out: higher"),
        lower=_("stands out: lower"),
        provisional=_("provisional"),
        beyond=_("beyond the edge of the drawing"),
    )
