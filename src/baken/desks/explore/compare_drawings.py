"""The small multiples of a comparison, for a wide and for a narrow screen."""

from django.utils.translation import gettext as _

from baken.catalogue.years import YEAR_NOTES
from baken.desks.explore.addresses import area_page
from baken.desks.explore.compare_words import names
from baken.desks.explore.writing import Writer, decimals_of, hidden_words, language
from baken.engines.drawing.multiples import Multiples, MultiplesTexts, Panel, draw_multiples
from baken.engines.drawing.trend_series import TrendPoint
from baken.flows.compare_areas import AreaComparison, ComparedArea
from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.writing import in_running_text

WIDE, NARROW = 1080.0, 328.0
_NOTED = {note.year for note in YEAR_NOTES}


def drawn_comparison(found: AreaComparison, write: Writer) -> dict[str, str]:
    """Return the panels drawn twice: letters keep their size on a narrow screen."""
    multiples = multiples_of(found, write)
    return {
        "wide": draw_multiples(multiples, width=WIDE),
        "narrow": draw_multiples(multiples, width=NARROW, panel_height=130),
    }


def multiples_of(found: AreaComparison, write: Writer) -> Multiples:
    """Return a panel per area over all years, those without a figure included."""
    called = names(found)
    years = range(min(found.years), max(found.years) + 1) if found.years else range(0)
    label = in_running_text(found.definition.label(language()))
    return Multiples(
        key="compare",
        panels=tuple(_panel(area, called[area.code], years, found) for area in found.areas),
        texts=MultiplesTexts(
            title=_("%(label)s per 1,000 inhabitants, through the years") % {"label": label},
            description=_("One panel per area, all on one scale; the tables say the same."),
            empty=_("There are no figures to draw"),
            missing=_("no data"),
            interval=_("margin of 95 %"),
            others=_("the other areas"),
            provisional=_("provisional"),
        ),
        format=write.number,
        unit=_("per 1,000 inhabitants"),
        decimals=decimals_of([each for area in found.areas for each in area.figures.values()]),
    )


def _panel(area: ComparedArea, name: str, years: range, found: AreaComparison) -> Panel:
    return Panel(
        name=name,
        points=tuple(_point(year, area.figures.get(year), area.hidden.get(year)) for year in years),
        href=area_page(area.code, indicator=found.definition.id, year=found.year),
    )


def _point(year: int, figure: FigureFact | None, hidden: HiddenFact | None) -> TrendPoint:
    note = "corona" if year in _NOTED else ""
    if figure is None:
        said = f"{year}\n{hidden_words(hidden)}" if hidden else ""
        return TrendPoint(str(year), None, note=note, title=said)
    return TrendPoint(
        label=str(year),
        value=figure.rate,
        lower=figure.lower,
        upper=figure.upper,
        provisional=figure.status is FigureStatus.PROVISIONAL,
        note=note,
    )
