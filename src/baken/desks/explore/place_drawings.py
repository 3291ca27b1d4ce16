"""Ranks and funnels drawn, for a wide and for a narrow screen."""

from django.utils.translation import gettext as _

from baken.desks.explore.addresses import area_page
from baken.desks.explore.writing import Writer, language
from baken.engines.drawing.funnel_plot import FunnelPlot, FunnelPoint, draw_funnel
from baken.engines.drawing.rank_plot import RankedPoint, RankPlotTexts, draw_rank_plot
from baken.flows.funnel_words import funnel_texts, outside_words
from baken.flows.place_municipalities import PlacedList, PlacedMunicipality
from baken.vocabulary.writing import in_running_text

WIDE, NARROW = 560.0, 328.0


def drawn_ranks(placed: PlacedList, chosen: frozenset[str]) -> dict[str, str]:
    """Return the ranks of a list; the chosen municipalities are marked and named."""
    points = tuple(_ranked(row, placed, chosen) for row in placed.rows)
    label = in_running_text(placed.definition.label(language()))
    texts = RankPlotTexts(
        title=_("Ranks with their margins: %(label)s, %(year)d")
        % {"label": label, "year": placed.year},
        description=_(
            "From the highest figure per inhabitant on the left to the lowest; the line around "
            "each dot is where its rank lies in 95 of 100 cases. The table says the same."
        ),
        empty=_("There are no figures to draw"),
        across=_("municipalities from the highest figure to the lowest"),
        interval=_("rank, and where it lies in 95 of 100 cases"),
        chosen=_("found by your search"),
    )
    return {
        "wide": draw_rank_plot("ranks", points, texts, width=WIDE),
        "narrow": draw_rank_plot("ranks", points, texts, width=NARROW, height=360, tooltips=False),
    }


def _ranked(row: PlacedMunicipality, placed: PlacedList, chosen: frozenset[str]) -> RankedPoint:
    standing = row.standing
    words = {
        "name": row.name,
        "rank": standing.rank,
        "best": standing.best,
        "worst": standing.worst,
    }
    return RankedPoint(
        name=row.name,
        rank=standing.rank,
        best=standing.best,
        worst=standing.worst,
        href=area_page(row.code, indicator=placed.definition.id, year=placed.year),
        title=_("%(name)s: rank %(rank)d (%(best)d – %(worst)d)") % words,
        chosen=row.code in chosen,
    )


def drawn_funnel(placed: PlacedList, chosen: frozenset[str], write: Writer) -> dict[str, str]:
    """Return the funnel of a list; the chosen municipalities are marked and named."""
    plot = funnel_of(placed, chosen, write)
    return {
        "wide": draw_funnel(plot, width=WIDE),
        "narrow": draw_funnel(plot, width=NARROW, height=340),
    }


def funnel_of(placed: PlacedList, chosen: frozenset[str], write: Writer) -> FunnelPlot:
    """Return what a funnel plot of the list shows."""
    label = in_running_text(placed.definition.label(language()))
    return FunnelPlot(
        key="funnel",
        points=tuple(
            FunnelPoint(
                name=row.name,
                size=row.figure.exposure or 0.0,
                rate=row.figure.rate or 0.0,
                outside=row.standing.outside,
                href=area_page(row.code, indicator=placed.definition.id, year=placed.year),
                title=": ".join(
                    (
                        row.name,
                        f"{write.rate(row.figure.rate)}, {outside_words(row.standing.outside)}",
                    )
                ),
                chosen=row.code in chosen,
            )
            for row in placed.rows
        ),
        rate=placed.spread.rate,
        limits=placed.spread.limits,
        texts=funnel_texts(label, placed.year, chosen=_("chosen")),
        format=write.number,
    )
