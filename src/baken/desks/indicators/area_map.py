"""The map of an indicator where figures per wijk exist."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.engines.drawing.classes import RangeWords
from baken.engines.drawing.legend import Legend, draw_legend, draw_swatch
from baken.engines.drawing.patterns import AreaKind
from baken.flows.draw_map import AreaMap, MapCell, MapWords, draw
from baken.flows.policy_table import PolicyParts
from baken.flows.tell_indicator.writing import number
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import FigureFact
from baken.vocabulary.figure import decimals_of_rate


@dataclass(frozen=True, slots=True)
class ShownMap:
    """The drawing with its legend, the year, and the address of the page with its table.

    ``legend_drawing`` is the legend for a file.
    """

    svg: str
    legend: tuple[tuple[str, str], ...]
    legend_drawing: str
    year: int
    href: str


def map_of(parts: PolicyParts, area: AreaFact, label: str) -> ShownMap:
    """Return the wijken coloured by their rate per 1,000 inhabitants."""
    figures = {figure.area_code: figure for figure in parts.figures}
    drawn = draw(
        AreaMap(
            key="policy-map",
            cells=[_cell(each, figures.get(each.code), parts) for each in parts.areas],
            words=_words(label, parts),
            write=number,
        )
    )
    address = reverse("municipality", args=[area.code])
    return ShownMap(
        svg=drawn.svg,
        legend=tuple(
            (draw_swatch(item, f"policy-map-{place}"), item.words)
            for place, item in enumerate(drawn.legend)
        ),
        legend_drawing=draw_legend(
            Legend("policy-map", _("Per 1,000 inhabitants"), tuple(drawn.legend))
        ),
        year=parts.year,
        href=f"{address}?jaar={parts.year}&soort={parts.indicator}",
    )


def _cell(area: AreaFact, figure: FigureFact | None, parts: PolicyParts) -> MapCell:
    known = figure is not None and figure.rate is not None
    told = _("no data")
    if figure and figure.rate is not None:
        told = _("%(rate)s per 1,000 inhabitants") % {
            "rate": number(figure.rate, decimals_of_rate(figure.rate))
        }
    elif figure:
        told = _("%(count)s registered, without a figure per 1,000") % {"count": number(figure.n)}
    return MapCell(
        area=area,
        value=figure.shrunken if figure else None,
        kind=AreaKind.FIGURE if known else AreaKind.NO_DATA,
        href=f"{reverse('wijk', args=[area.code])}?jaar={parts.year}&soort={parts.indicator}",
        title=f"{area.name}: {told}",
    )


def _words(label: str, parts: PolicyParts) -> MapWords:
    return MapWords(
        title=_("Map: %(label)s per 1,000 inhabitants, %(year)d")
        % {"label": label, "year": parts.year},
        description=ngettext(
            "%(n)d area; the darker, the more. The table says the same.",
            "%(n)d areas; the darker, the more. The table says the same.",
            len(parts.areas),
        )
        % {"n": len(parts.areas)},
        empty=_("No outlines were delivered"),
        heading=_("Per 1,000 inhabitants"),
        kinds=((AreaKind.NO_DATA, _("no figure per 1,000")),),
        ranges=RangeWords(
            below=_("less than {high}"), between=_("{low} to {high}"), above=_("{low} or more")
        ),
    )
