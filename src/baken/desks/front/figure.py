"""One figure explained: what it is, how it was computed, what changed, and its delivered rows."""

from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from baken.catalogue.disclosure import disclosure_rule
from baken.catalogue.indicators import INDICATORS
from baken.catalogue.indicators import indicator as definition_of
from baken.catalogue.years import note_of_year
from baken.desks.front.addresses import Addresses, addresses
from baken.desks.front.asked import asked_number
from baken.desks.front.figure_words import (
    change_lines,
    hidden_reason,
    hidden_words,
    shown_steps,
    value_lines,
    value_sentence,
)
from baken.desks.front.wording import METHODS, NOTES, STATUS
from baken.flows.explain_figure import ROWS_A_PAGE, explain_figure, trail_of
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import area_with_those_around_it, names_of
from baken.records.indicators.facts import FigureFact
from baken.records.indicators.selectors import change as change_of
from baken.records.indicators.selectors import figure as figure_of
from baken.records.indicators.selectors import hidden_figure, revisions
from baken.vocabulary.area import AreaCode, parse_area_code
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.period import Period


@needs(READ_PUBLISHED)
@require_safe
def figure(request: HttpRequest, indicator: str, code: str, year: int) -> HttpResponse:
    """Explain one figure down to the rows that were delivered."""
    asked = _asked_or_404(indicator, code, year)
    found = figure_of(**asked)
    if found is None:
        return _not_shown(request, **asked)
    if request.GET.get("format") == "json":
        return JsonResponse(_as_json(found), json_dumps_params={"ensure_ascii": False})
    return render(request, "front/figure.html", _shown(request, found))


def _not_shown(
    request: HttpRequest, indicator: str, area_code: AreaCode, year: int
) -> HttpResponse:
    """Say why a figure is not shown, or that there is none."""
    hidden = hidden_figure(indicator=indicator, area_code=area_code, year=year)
    if hidden is None:
        raise Http404(f"no figure {indicator} of {area_code} in {year}")
    said = hidden_words(hidden)
    if request.GET.get("format") == "json":
        content = {"indicator": indicator, "area": area_code, "period": str(year)}
        silent = hidden.state is CellState.SILENT
        status = "not-published" if silent else "suppressed"
        content |= {"value": None, "status": status, "words": said}
        return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    family = area_with_those_around_it(area_code, year=year)
    definition, rule = definition_of(indicator), disclosure_rule(hidden.source)
    shown = {
        "hidden": hidden,
        "label": definition.label(get_language() or "nl"),
        "explanation": definition.explanation(get_language() or "nl"),
        "name": next((area.name for area in family if area.code == area_code), area_code),
        "crumbs": _crumbs(area_code, year, family, addresses()),
        "said": said,
        "why": hidden_reason(hidden),
        "basis": rule.basis(get_language() or "nl") if rule else "",
    }
    return render(request, "front/figure_hidden.html", shown)


def _asked_or_404(identifier: str, code: str, year: int) -> dict[str, Any]:
    if identifier not in {definition.id for definition in INDICATORS}:
        raise Http404(f'no indicator "{identifier}"')
    try:
        area = parse_area_code(code)
    except ValueError as error:
        raise Http404(str(error)) from error
    return {"indicator": identifier, "area_code": area, "year": year}


def _as_json(found: FigureFact) -> dict[str, object]:
    period = Period.parse(str(found.year))
    return asdict(explain_figure(found.indicator, AreaCode(found.area_code), period))


def _shown(request: HttpRequest, found: FigureFact) -> dict[str, object]:
    definition, language, to = definition_of(found.indicator), get_language() or "nl", addresses()
    family = area_with_those_around_it(found.area_code, year=found.year)
    pages = Paginator(range(len(found.sources)), ROWS_A_PAGE)
    page = pages.get_page(asked_number(request.GET, "page") or 1)
    trail = trail_of(found, page=page.number, by=request.scope)
    change = change_of(indicator=found.indicator, area_code=found.area_code, year=found.year)
    versions = revisions(
        indicator=found.indicator, area_code=found.area_code, period=str(found.year)
    )
    names = {area.code: area.name for area in family}
    if versions:
        names = names_of({each.area_code for each in versions}) | names
    note = note_of_year(found.year)
    return {
        "figure": found,
        "definition": definition,
        "label": definition.label(language),
        "explanation": definition.explanation(language),
        "name": names.get(found.area_code, found.area_code),
        "crumbs": _crumbs(found.area_code, found.year, family, to),
        "own_counts": definition.own,
        "sentence": value_sentence(found),
        "values": value_lines(found),
        "status": STATUS[found.status],
        "notes": [NOTES.get(each, each) for each in found.notes],
        "year_note": note.explanation(language) if note else "",
        "method": METHODS.get(found.method),
        "change": change,
        "change_lines": change_lines(change) if change else (),
        "change_method": METHODS.get(change.method) if change else None,
        "before_href": to.figure(found.indicator, found.area_code, found.year - 1),
        "versions": [(names.get(each.area_code, each.area_code), each) for each in versions],
        "steps": shown_steps(trail, timezone.localdate()),
        "rows_in_all": trail.rows_in_all,
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
    }


def _crumbs(
    code: str, year: int, family: tuple[AreaFact, ...], to: Addresses
) -> list[dict[str, str]]:
    by_code = {area.code: area for area in family}
    own = by_code.get(code)
    if own is None:
        return []
    above = [each for each in (own.municipality_code, own.wijk_code) if each != own.code]
    chain = [by_code[each] for each in above if each in by_code]
    links = [
        {"url": f"{to.area(area.code)}?jaar={year}", "label": area.name} for area in (*chain, own)
    ]
    return [*links, {"url": "", "label": str(year)}]
