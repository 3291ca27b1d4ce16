"""The series of the country and the map of its municipalities."""

from typing import Any

from django.utils.translation import gettext as _

from baken.catalogue.years import YEAR_NOTES
from baken.desks.explore.addresses import area_page
from baken.desks.explore.writing import Writer, language
from baken.engines.drawing.classes import RangeWords
from baken.engines.drawing.legend import draw_swatch
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.trend import Trend, TrendPoint, TrendTexts, draw_trend
from baken.engines.projection.outlines import multipolygon
from baken.flows.draw_map import AreaMap, DrawnMap, MapCell, MapWords, draw
from baken.flows.draw_trend import DrawnTrend
from baken.flows.type_picture import TypePicture, TypeRow
from baken.foundation.places.map_frame import METRES_PER_UNIT, NORTH, WEST
from baken.vocabulary.figure import FigureStatus, decimals_of_rate
from baken.vocabulary.writing import in_running_text

_WIDE, _NARROW = (560.0, 300.0), (328.0, 280.0)


def drawn_series(picture: TypePicture, write: Writer) -> DrawnTrend:
    """Return the country's rate through the years, for a wide and a narrow screen."""
    label = in_running_text(picture.definition.label(language()))
    noted = {note.year for note in YEAR_NOTES}
    trend = Trend(
        key="national",
        points=tuple(
            TrendPoint(
                label=str(each.year),
                value=each.rate,
                lower=each.lower,
                upper=each.upper,
                provisional=each.status is FigureStatus.PROVISIONAL,
                note="corona" if each.year in noted else "",
            )
            for each in picture.national
        ),
        texts=TrendTexts(
            title=_("The whole country: %(label)s") % {"label": label},
            description=_("Per 1,000 inhabitants in every year; the table says the same."),
            empty=_("There are no figures to draw"),
            series=_("all municipalities together"),
            interval=_("margin of 95 %"),
            provisional=_("provisional"),
        ),
        format=write.number,
        unit=_("per 1,000 inhabitants"),
        decimals=decimals_of_rate(min([each.rate for each in picture.national], default=5.0)),
    )
    return DrawnTrend(
        wide=draw_trend(trend, width=_WIDE[0], height=_WIDE[1]),
        narrow=draw_trend(trend, width=_NARROW[0], height=_NARROW[1]),
        rates=True,
    )


def country_map(picture: TypePicture, write: Writer) -> DrawnMap:
    """Return all municipalities coloured by their rate; each leads to its page."""
    label = in_running_text(picture.definition.label(language()))
    return draw(
        AreaMap(
            key="country",
            cells=[_cell(row, picture, write) for row in picture.rows],
            words=MapWords(
                title=_("Map: %(label)s per 1,000 inhabitants, %(year)d")
                % {"label": label, "year": picture.year},
                description=_("The colour is the rate, pulled towards the mean where few live."),
                empty=_("No outlines were delivered"),
                heading=_("Per 1,000 inhabitants"),
                kinds=((AreaKind.NO_DATA, _("no data")),),
                ranges=RangeWords(
                    below=_("less than {high}"),
                    between=_("{low} to {high}"),
                    above=_("{low} or more"),
                ),
            ),
            write=write.number,
            width=560.0,
            most_height=660.0,
        )
    )


def _cell(row: TypeRow, picture: TypePicture, write: Writer) -> MapCell:
    href = area_page(row.area.code, indicator=picture.definition.id, year=picture.year)
    figure = row.figure
    if figure is None or figure.rate is None:
        words = f"{row.area.name}: {_('no data')}"
        return MapCell(row.area, None, AreaKind.NO_DATA, href, words)
    words = f"{row.area.name}: {write.rate(figure.rate)}"
    return MapCell(row.area, figure.shrunken, AreaKind.FIGURE, href, words)


def legend_of_map(drawn: DrawnMap) -> list[tuple[str, str]]:
    """Return (swatch, words) of every item of the legend."""
    return [
        (draw_swatch(item, f"{drawn.key}-{number}"), item.words)
        for number, item in enumerate(drawn.legend)
    ]


def map_features(picture: TypePicture) -> list[dict[str, Any]]:
    """Return the municipalities as GeoJSON features with their figures (WGS 84)."""
    return [
        {
            "type": "Feature",
            "properties": {
                "code": row.area.code,
                "name": row.area.name,
                "indicator": picture.definition.id,
                "year": picture.year,
                "number": row.figure.n if row.figure else None,
                "inhabitants": row.figure.exposure if row.figure else None,
                "ratePer1000": row.figure.rate if row.figure else None,
                "lower": row.figure.lower if row.figure else None,
                "upper": row.figure.upper if row.figure else None,
            },
            "geometry": multipolygon(row.area.svg_path, _in_metres),
        }
        for row in picture.rows
    ]


def _in_metres(x: float, y: float) -> tuple[float, float]:
    return WEST + x * METRES_PER_UNIT, NORTH - y * METRES_PER_UNIT
