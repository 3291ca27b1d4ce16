"""Attempted against completed burglary, who found it, and residents who look out, by year."""

import csv
import io
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.policy_indicators import policy_indicator
from baken.catalogue.policy_indicators.entries import breaks_of
from baken.desks.heterdaad.drawings import share_chart
from baken.engines.reach import wilson
from baken.foundation.intake.invented import invented_sources
from baken.foundation.partners.permissions import READ_BRIEFING
from baken.foundation.partners.routes import needs
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.indicators.policy_selectors import yearly_values
from baken.records.indicators.published import PublishedFact, published_figures
from baken.records.registrations.completions import (
    YearlyCompletion,
    completions_by_year,
    together,
)
from baken.vocabulary.area import AreaLevel, municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.published import FigureRole
from baken.vocabulary.spreadsheet import plain_text
from baken.vocabulary.writing import NumberWriter

BURGLARY, FEW = "1.1.1", 10
ACTIVE = ("burgernet-participants", "dwelling-burglaries-attempted-share")
"""Of residents who look out, and of burglary, what the policy texts state by year."""
HEAD = (
    *("gebied", "jaar", "poging", "voltooid", "onbekend", "aandeel_poging", "ondergrens"),
    *("bovengrens", "ontdekt_door_burger", "ontdekt_door_politie", "herkomst"),
)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A year or wijk: its counts, and the share of attempts with its interval, if there are ten."""

    label: str
    counts: YearlyCompletion
    share: float | None
    lower: float | None
    upper: float | None


@needs(READ_BRIEFING)
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show attempted against completed burglary of a municipality or wijk."""
    area, land = _area_or_404(request, code)
    tenant = area.municipality_code
    rows = completions_by_year(tenant, offence=BURGLARY)
    years = _years(rows, area)
    newest = max((row.year for row in rows), default=None)
    shown = {
        "area": area,
        "years": years,
        "chart": share_chart(years) if years else "",
        "newest": newest,
        "wijken": _wijken(rows, land, newest),
        "stated": [_stated(tenant, identifier) for identifier in ACTIVE],
        "invented": invented_sources(tenants=[tenant], kind="registrations"),
        "places": [each for each in land if each.level != AreaLevel.BUURT],
        "few": FEW,
    }
    return render(request, "heterdaad/page.html", shown)


@needs(READ_BRIEFING)
@require_safe
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Give every year and wijk as CSV."""
    area, land = _area_or_404(request, code)
    rows = completions_by_year(area.municipality_code, offence=BURGLARY)
    invented = invented_sources(tenants=[area.municipality_code], kind="registrations")
    origin = "synthetisch" if invented else ""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for place in (area, *(each for each in land if area.level == AreaLevel.MUNICIPALITY)):
        if place.level == AreaLevel.WIJK or place is area:
            for row in _years(rows, place):
                writer.writerow([_cell(each) for each in _line(place.code, row, origin)])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="heterdaad-{area.code}.csv"'
    return response


def _cell(value: object) -> object:
    return plain_text(value) if isinstance(value, str) else value


def _line(code: str, row: ShareRow, origin: str) -> list[object]:
    counts = row.counts
    shares = [
        "" if each is None else f"{each:.4f}".replace(".", ",")
        for each in (row.share, row.lower, row.upper)
    ]
    return [
        *(code, counts.year, counts.attempted, counts.completed, counts.unknown),
        *(*shares, counts.by_citizen, counts.by_police, origin),
    ]


def _area_or_404(request: HttpRequest, code: str) -> tuple[AreaFact, tuple[AreaFact, ...]]:
    try:
        known = parse_area_code(code)
    except ValueError as error:
        raise Http404(_("There is no such area.")) from error
    tenant = municipality_of(known)
    if not request.scope.may(PermissionName.READ_BRIEFING, tenant=tenant):
        raise Http404(_("There is no such area."))
    land = areas_in_municipalities([tenant], levels=(AreaLevel.MUNICIPALITY, AreaLevel.WIJK))
    area = next((each for each in land if each.code == known), None)
    if area is None:
        raise Http404(_("There is no such area."))
    return area, land


def _years(rows: tuple[YearlyCompletion, ...], area: AreaFact) -> list[ShareRow]:
    is_whole = area.level == AreaLevel.MUNICIPALITY
    inside = [row for row in rows if is_whole or row.wijk == area.code]
    years = sorted({row.year for row in inside})
    return [
        _share(str(year), together([row for row in inside if row.year == year], year=year))
        for year in years
    ]


def _wijken(
    rows: tuple[YearlyCompletion, ...], land: tuple[AreaFact, ...], year: int | None
) -> list[ShareRow]:
    names = {each.code: each.name for each in land if each.level == AreaLevel.WIJK}
    found = [row for row in rows if row.year == year and row.wijk in names]
    return [_share(names[row.wijk], row) for row in found]


def _share(label: str, counts: YearlyCompletion) -> ShareRow:
    if counts.told < FEW:
        return ShareRow(label, counts, None, None, None)
    lower, upper = wilson(counts.attempted, counts.told)
    return ShareRow(label, counts, counts.attempted / counts.told, lower, upper)


def _is_target(fact: PublishedFact) -> bool:
    return fact.role is FigureRole.TARGET


def _stated(tenant: str, identifier: str) -> dict[str, object]:
    """Return what the policy texts state of an indicator: realised and aimed at, with breaks."""
    language, writer = (get_language() or "nl")[:2], NumberWriter(get_language() == "en")
    definition = policy_indicator(identifier)
    found = yearly_values(tenant, [identifier])
    unit = " %" if identifier.endswith("-share") else ""
    # The values that count are those realised; what was aimed at stands with what was printed.
    aliases = [each.replace("_", "-") for each in definition.aliases] if definition else []
    printed = published_figures(tenant, [identifier, *aliases])
    by_key = {(each.period, each.role): each.value for each in found}
    by_key |= {(each.period, each.role): each.value for each in printed if _is_target(each)}
    years = sorted({period for period, _role in by_key})

    def value(year: str, role: FigureRole) -> str:
        said = by_key.get((year, role))
        return "" if said is None else writer.number(said) + unit

    return {
        "id": identifier,
        "label": definition.said("label", language) if definition else identifier,
        "rows": [
            {
                "year": year,
                "realised": value(year, FigureRole.REALISATION),
                "target": value(year, FigureRole.TARGET),
            }
            for year in years
        ],
        "breaks": [getattr(each, f"sentence_{language}") for each in breaks_of(identifier)],
    }
