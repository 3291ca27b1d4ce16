"""The home page: a verdict per municipality."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from baken.catalogue.years import note_of_year
from baken.desks.front.addresses import Addresses, addresses
from baken.desks.front.asked import asked_year
from baken.desks.front.maps import around_all, wijken_map
from baken.desks.front.origins import SourceLine, source_lines
from baken.desks.front.rows import Card, card
from baken.engines.drawing.legend import draw_swatch
from baken.flows.draw_map import DrawnMap
from baken.flows.home_verdict import MunicipalVerdict, verdicts
from baken.foundation.intake.selectors import deliveries
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import municipalities_near
from baken.records.indicators.selectors import years_of_areas


@dataclass(frozen=True, slots=True)
class Panel:
    """One municipality on the page: its card and the map of its wijken with the legend."""

    card: Card
    map: DrawnMap | None
    legend: tuple[tuple[str, str], ...]


@needs(READ_PUBLISHED)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say per municipality what changed, what did not, and which wijken stand out."""
    codes = settings.BAKEN_MUNICIPALITIES
    years = years_of_areas(codes)
    year = asked_year(request.GET, years) if years else 0
    found = verdicts(codes, year=year) if years else ()
    if not found:
        return render(request, "no_figures.html")
    to = addresses()
    around = municipalities_near(around_all(v.municipality for v in found))
    shown = {
        "panels": [_panel(verdict, around, to) for verdict in found],
        "year": year,
        "before": year - 1,
        "years": years,
        "year_notes": _year_notes(year),
        "origins": _origins(found),
    }
    return render(request, "front/home.html", shown)


def _panel(verdict: MunicipalVerdict, around: tuple[AreaFact, ...], to: Addresses) -> Panel:
    drawn = wijken_map(verdict, around, lambda code: f"{to.area(code)}?jaar={verdict.year}")
    return Panel(card(verdict, to), drawn, swatches(drawn))


def swatches(drawn: DrawnMap | None) -> tuple[tuple[str, str], ...]:
    """Return (swatch, words) of every item of a map's legend."""
    if drawn is None:
        return ()
    return tuple(
        (draw_swatch(item, f"{drawn.key}-{number}"), item.words)
        for number, item in enumerate(drawn.legend)
    )


def _year_notes(year: int) -> tuple[str, ...]:
    language = get_language() or "nl"
    notes = (note_of_year(each) for each in (year, year - 1))
    return tuple(note.explanation(language) for note in notes if note)


def _origins(found: tuple[MunicipalVerdict, ...]) -> tuple[SourceLine, ...]:
    figures = [figure for verdict in found for figure in verdict.all_figures]
    used = {identifier for figure in figures for identifier, _row in figure.sources}
    return source_lines(deliveries(used), timezone.localdate())
