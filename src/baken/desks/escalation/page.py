"""What the page of one area shows, for a visit and for a form that came back."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.desks.escalation.drawings import draw_weeks
from baken.desks.escalation.forms import ByHandForm, RulingForm, TaskForm
from baken.desks.escalation.rows import (
    PhaseRow,
    model_or_fault,
    move_row,
    phase_mark,
    phase_row,
    task_row,
)
from baken.desks.escalation.wording import language
from baken.foundation.intake.invented import invented_sources
from baken.foundation.places.selectors import names_of
from baken.records.escalations.facts import AreaPhase
from baken.records.escalations.selectors import phases_on, reviews, rules_in_force, transitions
from baken.records.escalations.sentences import sentences
from baken.vocabulary.area import municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import PackageState, Phase, PhaseMove

UNUSABLE = 422
NEWEST = 26


def phase_or_404(
    request: HttpRequest, model: str, area: str, *, on: date | None = None
) -> tuple[str, AreaPhase]:
    """Return the municipality and how the area stands; what may not be read does not exist."""
    try:
        tenant = municipality_of(parse_area_code(area))
    except ValueError:
        raise Http404(_("There is no such area.")) from None
    if tenant not in request.scope.where(PermissionName.READ_PHASES):
        raise Http404(_("There is no such area."))
    name = model.replace("-", "_")
    for each in phases_on(tenant, on or timezone.localdate()):
        if (each.model, each.area) == (name, area):
            return tenant, each
    raise Http404(_("This wijk was never reviewed; there is no phase yet."))


def show_area(
    request: HttpRequest,
    model: str,
    area: str,
    *,
    ruling: RulingForm | None = None,
    by_hand: ByHandForm | None = None,
    task: tuple[str, TaskForm] | None = None,
    package_error: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show one area: why, what moved, its package and tasks, and what may be decided."""
    tenant, fact = phase_or_404(request, model, area)
    row = phase_row(fact, names_of([area]).get(area, area))
    decides = request.scope.may(PermissionName.DECIDE_ON_PHASES, tenant=tenant)
    history = reviews(tenant, fact.model, area)
    wide, narrow = draw_weeks(history, row.name)
    shown = common(row, tenant) | {
        "wide": wide,
        "narrow": narrow,
        "reviews": list(reversed(history[-NEWEST:])),
        "marks_of": {
            each.week: phase_mark(each.state.phase, model_or_fault(each.model))
            for each in history[-NEWEST:]
        },
        "moves": [move_row(each) for each in reversed(transitions(tenant, area=area))],
        "tasks": tasks_of(fact, task),
        "decides": decides,
        "works": request.scope.may(PermissionName.DO_PACKAGE_TASKS, tenant=tenant),
        "ruling": (ruling or RulingForm()) if decides and fact.proposed else None,
        "by_hand": by_hand_form(row, by_hand) if decides and not fact.override else None,
        "end_by_hand": RulingForm() if decides and fact.override else None,
        "package_error": package_error,
        "rules": rules_in_force(tenant, model_or_fault(fact.model), timezone.localdate()),
    }
    return render(request, "escalation/area.html", shown, status=status)


def by_hand_form(row: PhaseRow, form: ByHandForm | None) -> ByHandForm:
    """Return the form with the phases in the model's own words, the rules' own left out."""
    found = form or ByHandForm()
    model = model_or_fault(row.fact.model)
    found.fields["phase"].choices = [
        (phase, phase_mark(phase, model).word) for phase in Phase if phase != row.fact.rule_phase
    ]
    return found


def tasks_of(fact: AreaPhase, failed: tuple[str, TaskForm] | None) -> list[tuple[Any, TaskForm]]:
    """Return the tasks with a form each; the one that failed keeps what was typed."""
    found = []
    for each in fact.tasks:
        form = failed[1] if failed and failed[0] == str(each.id) else TaskForm()
        for name, field in form.fields.items():
            field.widget.attrs["id"] = f"{name}-{each.id}"
        found.append((task_row(each), form))
    return found


def common(row: PhaseRow, tenant: str) -> dict[str, Any]:
    """Return what every page of an area shows."""
    model = model_or_fault(row.fact.model)
    under_way = {
        each.intervention for each in row.fact.tasks if each.state is not PackageState.DONE
    }
    key = [row.fact.model.replace("_", "-"), row.fact.area]
    return {
        "row": row,
        "fact": row.fact,
        "model": model,
        "model_title": model.title(language()),
        "aim": _aim(row),
        "raised_by": raised_by(row.fact, tenant),
        "package": [
            (
                each,
                each.title(language()),
                each.owner(language()),
                each.id in under_way,
                timezone.localdate() + timedelta(days=each.term_days),
            )
            for each in model.package(row.fact.phase)
        ],
        "said": [
            (label, model.said(name, language()))
            for label, name in (
                (_("What is counted"), "statistic"),
                (_("Alert"), "alert_when"),
                (_("Escalatie"), "escalate_when"),
                (_("Stepping down"), "deescalate_when"),
            )
        ],
        "invented": invented_sources(tenants=[tenant], kind="registrations"),
        "files": [
            (form, reverse("area-phase-file", args=[*key, form])) for form in ("csv", "json")
        ],
        "key": key,
        "back": reverse("phases") + f"?gemeente={tenant}",
        "crumbs": [
            {"url": reverse("phases") + f"?gemeente={tenant}", "label": _("Phases")},
            {"label": row.name},
        ],
    }


def raised_by(fact: AreaPhase, tenant: str) -> tuple[date, str] | None:
    """Return the week that raised the phase to where it stands, and its sentence."""
    if fact.rule_phase is Phase.RUST:
        return None
    moved = transitions(tenant, model=fact.model, area=fact.area)
    for each in reversed(moved):
        if each.move is PhaseMove.RISEN and each.review is not None:
            said = sentences(each.review.evidence, model_or_fault(fact.model))
            return each.week, said[language() == "en"]
    return None


def _aim(row: PhaseRow) -> str:
    entry = model_or_fault(row.fact.model).phase(row.fact.phase)
    return entry.aim_en if language() == "en" else entry.aim_nl
