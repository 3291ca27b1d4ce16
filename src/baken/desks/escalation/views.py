"""Phases over HTTP: every wijk, one wijk, one screen for the driehoek, and their files."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.escalation.asked import asked_phases
from baken.desks.escalation.page import common, phase_or_404, show_area
from baken.desks.escalation.rows import model_or_fault, move_row, phase_mark, phase_row, phase_rows
from baken.desks.escalation.wording import language
from baken.engines.spreadsheet import Table, csv_text
from baken.foundation.intake.invented import invented_sources
from baken.foundation.partners.permissions import READ_PHASES
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.places.selectors import names_of
from baken.records.escalations.facts import AreaPhase
from baken.records.escalations.raising import what_raised
from baken.records.escalations.selectors import models_of, phases_on, reviews, transitions
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import Phase

SYNTHETIC = "synthetisch"


@needs(READ_PHASES)
@require_safe
def phases(request: HttpRequest) -> HttpResponse:
    """Show every wijk of a municipality: its phase, since when, and why."""
    tenants = request.scope.where(PermissionName.READ_PHASES)
    asked = asked_phases(request.GET, tenants=tenants, today=timezone.localdate())
    found = phases_on(asked.tenant, asked.day)
    raised = what_raised(asked.tenant, up_to=asked.day)
    rows = [
        replace(row, raised=_raised(row.fact, raised))
        for row in phase_rows(tuple(each for each in found if asked.fits(each)))
    ]
    names, model = municipality_names(), models_of()[0]
    shown = {
        "asked": asked,
        "rows": rows,
        "counted": [
            (phase_mark(phase, model), sum(each.phase is phase for each in found))
            for phase in reversed(Phase)
        ],
        "waiting": [row for row in phase_rows(found) if row.proposed],
        "late": [row for row in phase_rows(found) if row.late],
        "reviewed": len(found),
        "week": max((each.week for each in found), default=None),
        "model_title": model.title(language()),
        "is_example": model.is_example,
        "municipality": names.get(asked.tenant, asked.tenant),
        "municipalities": [(code, names.get(code, code)) for code in sorted(tenants)],
        "marks_of": [phase_mark(phase, model) for phase in Phase],
        "may_try": request.scope.may(PermissionName.TRY_PHASES, tenant=asked.tenant),
        "invented": invented_sources(tenants=[asked.tenant], kind="registrations"),
        "files": [
            (form, reverse("phases-file", args=[form]) + asked.query) for form in ("csv", "json")
        ],
        "crumbs": [{"url": reverse("desk"), "label": _("My desk")}, {"label": _("Phases")}],
    }
    return render(request, "escalation/phases.html", shown)


def _raised(
    fact: AreaPhase, found: Mapping[tuple[str, str], tuple[date, str, str]]
) -> tuple[date, str] | None:
    """Return the week that raised a phase and its sentence, where it is another than this one."""
    told = found.get((fact.model, fact.area))
    if told is None or fact.rule_phase is Phase.RUST or told[0] == fact.week:
        return None
    return told[0], told[2 if language() == "en" else 1]


@needs(READ_PHASES)
@require_safe
def phases_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the phases that were asked for as CSV or JSON."""
    tenants = request.scope.where(PermissionName.READ_PHASES)
    asked = asked_phases(request.GET, tenants=tenants, today=timezone.localdate())
    found = tuple(each for each in phases_on(asked.tenant, asked.day) if asked.fits(each))
    names = names_of([each.area for each in found])
    rows = [_line(each, names.get(each.area, each.area)) for each in found]
    about = {"municipality": asked.tenant, "day": asked.day.isoformat()}
    return _file(request, rows, about, asked.tenant, form, f"baken-{_('phases')}-{asked.tenant}")


@needs(READ_PHASES)
@require_safe
def area(request: HttpRequest, model: str, area: str) -> HttpResponse:
    """Show one area."""
    return show_area(request, model, area)


@needs(READ_PHASES)
@require_safe
def driehoek(request: HttpRequest, model: str, area: str) -> HttpResponse:
    """Show on one screen why a phase holds, what its package is, who does what, what it costs."""
    tenant, fact = phase_or_404(request, model, area)
    row = phase_row(fact, names_of([area]).get(area, area))
    moves = [move_row(each) for each in reversed(transitions(tenant, area=area))]
    package = model_or_fault(fact.model).package(fact.phase)
    costs = [each.cost_euro for each in package if each.cost_euro is not None]
    shown = common(row, tenant) | {
        "moves": moves[:5],
        "tasks": [(each, each.title(language())) for each in fact.tasks],
        "cost": sum(costs) if costs else None,
        "without_cost": len(package) - len(costs),
        "day": timezone.localdate(),
    }
    return render(request, "escalation/driehoek.html", shown)


@needs(READ_PHASES)
@require_safe
def area_file(request: HttpRequest, model: str, area: str, form: str) -> HttpResponse:
    """Give every review of an area as CSV or JSON, with what each rests on."""
    tenant, fact = phase_or_404(request, model, area)
    rows = [
        {
            "week": each.week,
            "reviewed_on": each.reviewed_on,
            "count": each.evidence.count,
            "expected": each.evidence.expected,
            "lower": each.evidence.lower,
            "upper": each.evidence.upper,
            "p": each.evidence.p,
            "count_four_weeks": each.evidence.recent,
            "near_repeats": each.evidence.near_repeats,
            "phase": each.state.phase,
            "proposed": each.state.proposed,
            "alert_p": each.rules.alert_p,
            "escalate_p": each.rules.escalate_p,
            "sha256": each.sha256,
        }
        for each in reviews(tenant, fact.model, area)
    ]
    about = {"model": fact.model, "area": area}
    return _file(request, rows, about, tenant, form, f"baken-{_('phases')}-{area}")


def _line(fact: AreaPhase, name: str) -> dict[str, object]:
    return {
        "model": fact.model,
        "area": fact.area,
        "name": name,
        "phase": fact.phase,
        "since": fact.since,
        "week": fact.week,
        "phase_of_rules": fact.rule_phase,
        "proposed": fact.proposed,
        "by_hand_until": fact.override.until if fact.override else None,
        "count": fact.count,
        "expected": fact.expected,
        "lower": fact.lower,
        "upper": fact.upper,
        "p": fact.p,
        "once_in_years": fact.once_in_years,
        "near_repeats": fact.near_repeats,
        "sentence": fact.sentence(language()),
    }


def _file(
    request: HttpRequest,
    rows: list[dict[str, object]],
    about: dict[str, str],
    tenant: str,
    form: str,
    name: str,
) -> HttpResponse:
    """Give rows as a file; what rests on invented registrations says so."""
    origin = SYNTHETIC if invented_sources(tenants=[tenant], kind="registrations") else ""
    about |= {"address": request.build_absolute_uri()} | ({"herkomst": origin} if origin else {})
    if form == "json":
        text = json.dumps(about | {"rows": rows}, default=str, ensure_ascii=False)
        response = HttpResponse(text, content_type="application/json")
    elif form == "csv":
        columns = (*(rows[0] if rows else ()), *(("herkomst",) if origin else ()))
        table = Table(
            title=name,
            columns=tuple(columns),
            rows=tuple((*map(_cell, row.values()), *((origin,) if origin else ())) for row in rows),
            about=tuple(about.items()),
        )
        text = csv_text(table, decimal_comma=language() == "nl")
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    else:
        raise Http404(f'no file as "{form}"; there are csv and json')
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _cell(value: object) -> str | int | float | None:
    return value if isinstance(value, int | float) or value is None else str(value)
