"""All municipalities: search, one type in one year, the map of the country and the table."""

import csv
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.indicators import indicator
from baken.catalogue.years import note_of_year
from baken.desks.front.addresses import Addresses, addresses
from baken.desks.front.asked import TYPES, asked_type, asked_year
from baken.desks.front.home import swatches
from baken.desks.front.maps import country_map
from baken.desks.front.origins import SourceLine, source_lines
from baken.desks.front.sentences import change_words
from baken.desks.front.wording import VERDICTS
from baken.desks.front.writing import rate, whole
from baken.foundation.intake.selectors import deliveries
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places import selectors as places
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.sorting import sort_key, sought_key
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.records.indicators.selectors import (
    changes_of_level,
    figures_of_level,
    years_of_indicator,
)
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import ChangeVerdict, FigureStatus
from baken.vocabulary.spreadsheet import plain_text
from baken.vocabulary.writing import NO_DATA

Found = tuple[tuple[AreaFact, FigureFact | None, ChangeFact | None], ...]


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality in the table; texts ready, raw numbers for sorting in the browser."""

    name: str
    href: str
    figure_href: str
    number: str
    raw_n: str
    rate: str
    raw_rate: str
    interval: str
    verdict_words: str
    change: str
    synthetic: bool = False


@needs(READ_PUBLISHED)
@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """Show all municipalities in the order of their names, or those that were searched for."""
    chosen = asked_type(request.GET)
    years = years_of_indicator(chosen)
    if not years:
        return render(request, "no_figures.html")
    year, to = asked_year(request.GET, years), addresses()
    found = _found(chosen, year)
    sought = request.GET.get("zoek", "").strip()[:60]
    matching = tuple(each for each in found if matches(each[0].name, sought))
    title = f"{indicator(chosen).label(get_language() or 'nl')}, {year}"
    drawn = country_map(
        [area for area, _figure, _change in found],
        {area.code: figure for area, figure, _change in found if figure},
        lambda code: f"{to.area(code)}?jaar={year}&soort={chosen}",
        title=title,
        selected=[area.code for area, _figure, _change in matching] if sought else (),
    )
    note = note_of_year(year)
    origins = source_lines(_deliveries(found), timezone.localdate())
    invented = _on_invented_rows(found, origins)
    shown = {
        "rows": [
            replace(row, synthetic=area.code in invented)
            for row, (area, _figure, _change) in zip(
                _rows(matching, to, chosen, year), matching, strict=True
            )
        ],
        "in_all": len(found) - len(invented),
        "invented": len(invented),
        "sought": sought,
        "chosen": chosen,
        "types": [(each.id, each.label(get_language() or "nl")) for each in TYPES],
        "explanation": indicator(chosen).explanation(get_language() or "nl"),
        "year": year,
        "years": years,
        "title": title,
        "year_note": note.explanation(get_language() or "nl") if note else "",
        "provisional": _status_of(found) is FigureStatus.PROVISIONAL,
        "map": drawn,
        "legend": swatches(drawn),
        "origins": origins,
        "query": request.GET.urlencode(),
    }
    return render(request, "front/municipalities.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give the table as a CSV file: the same choice, unrounded."""
    chosen = asked_type(request.GET)
    years = years_of_indicator(chosen)
    year = asked_year(request.GET, years) if years else 0
    sought = request.GET.get("zoek", "").strip()[:60]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{chosen}-{year}.csv"'
    table = csv.writer(response)
    table.writerow(CSV_HEADER)
    for area, figure, change in _found(chosen, year):
        if figure and matches(area.name, sought):
            table.writerow(_csv_row(area, figure, change))
    return response


CSV_HEADER = [
    "municipality-code",
    "municipality",
    "indicator",
    "year",
    "number",
    "inhabitants",
    "rate-per-1000",
    "lower",
    "upper",
    "status",
    "change-ratio",
    "change-lower",
    "change-upper",
    "verdict",
    "method",
    "version",
]


def matches(name: str, sought: str) -> bool:
    """Return whether a name holds what was searched for, whatever its accents and case."""
    return sought_key(sought) in sort_key(name)


def _found(chosen: str, year: int) -> Found:
    asked = {"level": AreaLevel.MUNICIPALITY, "year": year, "indicator": chosen}
    figures = {figure.area_code: figure for figure in figures_of_level(**asked)}
    changes = {change.area_code: change for change in changes_of_level(**asked)}
    return tuple(
        (area, figures.get(area.code), changes.get(area.code))
        for area in places.municipalities(year=year)
    )


def _on_invented_rows(found: Found, origins: tuple[SourceLine, ...]) -> set[str]:
    """Return the codes of the municipalities whose figure rests on invented rows."""
    invented = {line.delivery.id for line in origins if line.synthetic}
    if not invented:
        return set()
    return {
        area.code
        for area, figure, _change in found
        if figure and any(delivery in invented for delivery, _row in figure.sources)
    }


def _rows(matching: Found, to: Addresses, chosen: str, year: int) -> list[MunicipalityRow]:
    words = {verdict: str(text) for verdict, text in VERDICTS.items()}
    choice = f"?jaar={year}&soort={chosen}"
    return [
        _row(
            area,
            figure,
            change,
            (f"{to.area(area.code)}{choice}", to.figure(chosen, area.code, year)),
            words,
        )
        for area, figure, change in matching
    ]


def _row(
    area: AreaFact,
    figure: FigureFact | None,
    change: ChangeFact | None,
    links: tuple[str, str],
    words: dict[ChangeVerdict, str],
) -> MunicipalityRow:
    verdict = change.verdict if change else ChangeVerdict.NOT_COMPARABLE
    known = figure is not None and figure.rate is not None
    return MunicipalityRow(
        name=area.name,
        href=links[0],
        figure_href=links[1] if figure else "",
        number=whole(figure.n) if figure else _("no data"),
        raw_n=str(figure.n) if figure else "",
        rate=rate(figure.rate) if figure else NO_DATA,
        raw_rate=f"{figure.rate:.4f}" if known else "",
        interval=_interval(figure) if known else "",
        verdict_words=words[verdict],
        change=change_words(change) if change and change.verdict in _SHOWN else "",
    )


def _interval(figure: FigureFact) -> str:
    return f"{rate(figure.lower, figure.rate)} – {rate(figure.upper, figure.rate)}"


_SHOWN = (ChangeVerdict.HIGHER, ChangeVerdict.LOWER)


def _csv_row(area: AreaFact, figure: FigureFact, change: ChangeFact | None) -> tuple[object, ...]:
    own = (
        area.code,
        plain_text(area.name),
        figure.indicator,
        figure.year,
        figure.n,
        figure.exposure,
    )
    of_change = (change.ratio, change.lower, change.upper, change.verdict) if change else [""] * 4
    return (
        *own,
        figure.rate,
        figure.lower,
        figure.upper,
        figure.status,
        *of_change,
        figure.method,
        figure.version,
    )


def _status_of(found: Found) -> FigureStatus | None:
    return next((figure.status for _area, figure, _change in found if figure), None)


def _deliveries(found: Found):
    figures = [figure for _area, figure, _change in found if figure]
    return deliveries({identifier for figure in figures for identifier, _row in figure.sources})
