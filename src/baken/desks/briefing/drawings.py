"""The map of the briefing: buurten by whether there is more than usual, never dots on dots."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.briefing import sentences as say
from baken.engines.drawing.legend import Legend, draw_legend
from baken.engines.drawing.patterns import AreaKind
from baken.engines.usual_weeks import Standing
from baken.flows.draw_map import AreaMap, MapCell, MapWords, draw
from baken.flows.police_day.briefing_facts import Briefing, CountedBuurt
from baken.vocabulary.paper import Drawing

WIDTH, MOST_HEIGHT, LEGEND_WIDTH = 400.0, 330.0, 200.0
NAMED_AT_MOST = 3
CLASSES = {Standing.LESS: 1, Standing.USUAL: 2, Standing.MORE: 4}


def buurt_map(briefing: Briefing) -> Drawing | None:
    """Return the map of the buurten, each in one of three classes; None without registrations."""
    buurten = briefing.buurten
    if briefing.newest is None or not buurten:
        return None
    numbered = {each.area.code: n for n, each in enumerate(standing_out(briefing), start=1)}
    drawn = draw(
        AreaMap(
            key="morning-map",
            cells=[_cell(each, numbered.get(each.area.code)) for each in buurten],
            words=MapWords(
                title=_("Map of %(place)s") % {"place": say.place_name(briefing)},
                description=alternative(briefing),
                empty=_("No outlines were delivered"),
                heading="",
                kinds=(),
            ),
            write=say.writer().number,
            ground=[briefing.municipality],
            boundaries=briefing.areas,
            margin=0.05,
            width=WIDTH,
            most_height=MOST_HEIGHT,
            given={each.area.code: CLASSES[each.standing] for each in buurten},
            given_words=(
                (CLASSES[Standing.MORE], _("more than usual")),
                (CLASSES[Standing.USUAL], _("as usual")),
                (CLASSES[Standing.LESS], _("less than usual")),
            ),
        )
    )
    legend = draw_legend(Legend(drawn.key, "", drawn.legend), width=LEGEND_WIDTH)
    return Drawing(svg=drawn.svg, alternative=alternative(briefing), legend=legend)


def standing_out(briefing: Briefing) -> list[CountedBuurt]:
    """Return the buurten with more than usual, the furthest first."""
    return [each for each in briefing.buurten if each.standing is Standing.MORE]


def alternative(briefing: Briefing) -> str:
    """Return in words what the map shows."""
    more = standing_out(briefing)
    said = ngettext(
        "Map of %(n)d buurt: in %(more)d more than usual.",
        "Map of %(n)d buurten: in %(more)d more than usual.",
        len(briefing.buurten),
    ) % {"n": len(briefing.buurten), "more": len(more)}
    named = ", ".join(each.area.name for each in more[:NAMED_AT_MOST])
    return f"{said} {named}." if named else said


def _cell(buurt: CountedBuurt, number: int | None) -> MapCell:
    name = buurt.area.name
    return MapCell(
        area=buurt.area,
        value=float(buurt.count),
        kind=AreaKind.FIGURE,
        href="",
        title=f"{name}: {say.count_words(buurt.count)}, {say.standing_words(buurt)}",
        label=str(number) if number else "",
    )
