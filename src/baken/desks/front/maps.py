"""The maps of the front: the wijken of a municipality, and the municipalities of the country."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from baken.desks.front.rows import rate_words
from baken.desks.front.writing import rounded, whole
from baken.engines.drawing.classes import RangeWords
from baken.engines.drawing.patterns import AreaKind
from baken.flows.draw_map import DrawnMap, MapCell, MapWords, draw_area_map
from baken.flows.home_verdict import MunicipalVerdict
from baken.foundation.places.facts import AreaFact, Box
from baken.records.indicators.facts import FigureFact
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import FigureStatus, decimals_of_rate

Link = Callable[[str], str]
ROOM_AROUND = 0.15


def wijken_map(
    verdict: MunicipalVerdict, around: Sequence[AreaFact], link: Link
) -> DrawnMap | None:
    """Draw the wijken of a municipality; None in a year without figures of wijken."""
    if not verdict.wijk_figures:
        return None
    wijken = [area for area in verdict.areas if area.level == AreaLevel.WIJK]
    figures = {figure.area_code: figure for figure in verdict.wijk_figures}
    cells = [cell(area, figures.get(area.code), link(area.code), _short(area)) for area in wijken]
    return draw_area_map(
        key=f"wijken-{verdict.municipality.code}",
        cells=cells,
        surroundings=around,
        selected=frozenset(),
        words=_words(
            _("Wijken of %(place)s, %(year)d")
            % {"place": verdict.municipality.name, "year": verdict.year},
            _("Registered crime per 1,000 inhabitants, in five classes."),
        ),
        write=rounded,
        width=560.0,
        most_height=460.0,
    )


def country_map(
    areas: Sequence[AreaFact],
    figures: Mapping[str, FigureFact],
    link: Link,
    *,
    title: str,
    selected: Iterable[str] = (),
) -> DrawnMap:
    """Draw all municipalities, coloured by their shrunken rate, without names."""
    cells = [cell(area, figures.get(area.code), link(area.code), "") for area in areas]
    return draw_area_map(
        key="municipalities",
        cells=cells,
        surroundings=(),
        selected=frozenset(selected),
        words=_words(title, _("The colour is the rate, pulled towards the mean where few live.")),
        write=rounded,
        width=560.0,
        most_height=660.0,
    )


def cell(area: AreaFact, figure: FigureFact | None, href: str, label: str) -> MapCell:
    """Return one area of a map: its shrunken rate, why it is marked, and its words."""
    if figure is None:
        return MapCell(area, None, AreaKind.NO_DATA, href, f"{area.name}\n{_('no data')}", label)
    kind = AreaKind.FIGURE
    if "few-residents" in figure.notes or figure.exposure is None:
        kind = AreaKind.FEW_RESIDENTS
    elif figure.rate is None:
        kind = AreaKind.NO_DATA
    return MapCell(area, figure.shrunken, kind, href, _title(area, figure), label)


def _title(area: AreaFact, figure: FigureFact) -> str:
    """Return what is said of an area that is pointed at, in lines: its name first."""
    rate = rate_words(figure)
    if figure.lower is not None and figure.upper is not None and figure.rate is not None:
        decimals = decimals_of_rate(figure.rate)
        rate += f" ({rounded(figure.lower, decimals)} – {rounded(figure.upper, decimals)})"
    lines = [area.name, rate, _("%(count)s registered") % {"count": whole(figure.n)}]
    if "many-visitors" in figure.notes:
        lines.append(_("says little per inhabitant"))
    if "few-residents" in figure.notes:
        lines = [*lines[:1], *lines[2:], _("few residents")]
    elif figure.exposure is None:
        lines = [*lines[:1], *lines[2:], _("inhabitants unknown")]
    if figure.status is FigureStatus.PROVISIONAL:
        lines.append(_("provisional"))
    return "\n".join(lines)


def _words(title: str, description: str) -> MapWords:
    return MapWords(
        title=title,
        description=description,
        empty=_("No outlines were delivered"),
        heading=_("Per 1,000 inhabitants"),
        kinds=(
            (AreaKind.FEW_RESIDENTS, _("few residents, or unknown how many")),
            (AreaKind.NO_DATA, _("no data")),
        ),
        ranges=RangeWords(
            below=_("less than {high}"), between=_("{low} to {high}"), above=_("{low} or more")
        ),
    )


def _short(area: AreaFact) -> str:
    """Return the name without "Wijk 06": the number says nothing to a reader of the map."""
    words = area.name.split()
    numbered = len(words) > 2 and words[0] == "Wijk" and words[1].isdigit()
    return " ".join(words[2:]) if numbered else area.name


def around_all(areas: Iterable[AreaFact]) -> Box:
    """Return one rectangle around all areas with some room, to ask for surroundings once."""
    boxes = [area.box for area in areas]
    west, south = min(box.min_x for box in boxes), min(box.min_y for box in boxes)
    east, north = max(box.max_x for box in boxes), max(box.max_y for box in boxes)
    room = ROOM_AROUND * max(east - west, north - south)
    return Box(west - room, south - room, east + room, north + room)
