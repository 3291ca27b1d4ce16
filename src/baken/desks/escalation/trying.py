"""Trying a model on the past with other thresholds, and letting thresholds hold, over HTTP."""

from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.desks.escalation.asked import asked_phases
from baken.desks.escalation.forms import RulingForm, TrialForm
from baken.desks.escalation.rows import phase_mark
from baken.desks.escalation.wording import REFUSALS, THRESHOLDS, language
from baken.engines.phases import PhaseRules
from baken.foundation.intake.invented import invented_sources
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.permissions import SET_PHASE_RULES, TRY_PHASES
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.places.selectors import names_of
from baken.records.escalations.facts import TrialFact
from baken.records.escalations.rules import PhaseRefusedError
from baken.records.escalations.selectors import models_of, rules_in_force, trial, trials
from baken.records.escalations.trying import ask_trial, put_rules_in_force
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import Phase

UNUSABLE = 422
TWO_YEARS = timedelta(weeks=104)


@needs(TRY_PHASES)
@require_http_methods(["GET", "HEAD", "POST"])
def phase_trials(request: HttpRequest) -> HttpResponse:
    """Show the thresholds that hold and former trials; ask for a new one."""
    tenants = request.scope.where(PermissionName.TRY_PHASES)
    given = request.POST if request.method == "POST" else request.GET
    tenant = asked_phases(given, tenants=tenants, today=timezone.localdate()).tenant
    form = TrialForm(request.POST if request.method == "POST" else None, initial=_initial(tenant))
    if request.method == "POST" and form.is_valid():
        asked = _ask(request, tenant, form)
        if asked is not None:
            return redirect("phase-trial", identifier=asked.id)
    return _show(request, tenant, form, status=UNUSABLE if form.errors else 200)


def _initial(tenant: str) -> dict[str, object]:
    model, today = models_of()[0], timezone.localdate()
    return asdict(rules_in_force(tenant, model, today).rules) | {
        "first": today - TWO_YEARS,
        "last": today,
    }


def _ask(request: HttpRequest, tenant: str, form: TrialForm) -> TrialFact | None:
    """Ask for the trial and its job together; a contradiction goes into the form."""
    first, last = form.days()
    at = timezone.now()
    try:
        rules = PhaseRules(**form.rules())
    except ValueError:
        form.add_error(None, str(REFUSALS["rules-contradict"]))
        return None
    try:
        with transaction.atomic():
            asked = ask_trial(
                tenant=tenant,
                model=models_of()[0].id,
                rules=rules,
                first=first,
                last=last,
                by=request.scope,
                at=at,
            )
            request_job(
                work=WorkName.TRY_PHASES,
                subject=models_of()[0].id,
                parameters={"trial": str(asked.id)},
                tenant=tenant,
                by=request.scope,
                at=at,
            )
    except PhaseRefusedError as refusal:
        form.add_error(None, str(REFUSALS[refusal.reason]))
        return None
    return asked


def _show(request: HttpRequest, tenant: str, form: TrialForm, *, status: int) -> HttpResponse:
    model, names = models_of()[0], municipality_names()
    tenants = sorted(request.scope.where(PermissionName.TRY_PHASES))
    shown = {
        "form": form,
        "tenant": tenant,
        "municipality": names.get(tenant, tenant),
        "municipalities": [(code, names.get(code, code)) for code in tenants],
        "model": model,
        "model_title": model.title(language()),
        "holding": rules_in_force(tenant, model, timezone.localdate()),
        "trials": trials(tenant),
        "crumbs": [
            {"url": reverse("phases") + f"?gemeente={tenant}", "label": _("Phases")},
            {"label": _("Try on the past")},
        ],
    }
    return render(request, "escalation/trials.html", shown, status=status)


@needs(TRY_PHASES)
@require_safe
def phase_trial(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show what a trial gave, beside the model's own thresholds."""
    tenant, found = _trial_or_404(request, identifier)
    model, names = models_of()[0], municipality_names()
    result = found.result or {}
    areas = sorted(
        result.get("areas", []),
        key=lambda each: (-each["tried"]["escalations"], -each["tried"]["alerts"], each["area"]),
    )
    place = names_of([each["area"] for each in areas])
    years = result.get("years") or 1.0
    shown = {
        "trial": found,
        "tenant": tenant,
        "municipality": names.get(tenant, tenant),
        "model_title": model.title(language()),
        "busy": found.result is None,
        "thresholds": _thresholds(found.rules, rules_in_force(tenant, model, date.max).rules),
        "areas": [
            {
                "name": place.get(each["area"], each["area"]),
                "tried": each["tried"],
                "own": each["own"],
                "strip": _strip(each["tried"]["phases"]),
            }
            for each in areas
        ],
        "totals": [
            (
                words,
                sum(each[which][name] for each in areas),
                sum(each[which][name] for each in areas) / years,
            )
            for words, which, name in (
                (_("alerts, tried"), "tried", "alerts"),
                (_("alerts, the model's own"), "own", "alerts"),
                (_("escalations, tried"), "tried", "escalations"),
                (_("escalations, the model's own"), "own", "escalations"),
            )
        ]
        if areas
        else [],
        "marks_of": [phase_mark(phase, model) for phase in Phase],
        "may_set": request.scope.may(PermissionName.SET_PHASE_RULES, tenant=tenant),
        "form": RulingForm(),
        "invented": invented_sources(tenants=[tenant], kind="registrations"),
        "crumbs": [
            {"url": reverse("phases") + f"?gemeente={tenant}", "label": _("Phases")},
            {"url": reverse("phase-trials") + f"?gemeente={tenant}", "label": _("Try on the past")},
            {"label": _("A trial")},
        ],
    }
    return render(request, "escalation/trial.html", shown)


@needs(SET_PHASE_RULES)
@require_POST
def set_rules(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Let the thresholds of a trial hold from the next review on."""
    tenant, found = _trial_or_404(request, identifier)
    form = RulingForm(request.POST)
    try:
        put_rules_in_force(
            tenant=tenant,
            model=found.model,
            rules=found.rules,
            reason=form.data.get("reason", ""),
            by=request.scope,
            at=timezone.now(),
        )
    except PhaseRefusedError as refusal:
        messages.error(request, str(REFUSALS[refusal.reason]))
        return redirect("phase-trial", identifier=identifier)
    messages.success(request, _("These thresholds hold from the next review on."))
    return redirect(reverse("phase-trials") + f"?gemeente={tenant}")


def _trial_or_404(request: HttpRequest, identifier: UUID) -> tuple[str, TrialFact]:
    for tenant in sorted(request.scope.where(PermissionName.TRY_PHASES)):
        found = trial(tenant, identifier)
        if found is not None:
            return tenant, found
    raise Http404


def _thresholds(tried: PhaseRules, holding: PhaseRules) -> list[tuple[str, object, object]]:
    return [
        (str(label), getattr(tried, name), getattr(holding, name))
        for name, label, _hint in THRESHOLDS
    ]


def _strip(phases: list[str]) -> list[tuple[str, int, int]]:
    """Return the runs of one phase: which, where it begins and how long it lasts, in weeks."""
    runs: list[tuple[str, int, int]] = []
    for place, phase in enumerate(phases):
        if runs and runs[-1][0] == phase:
            runs[-1] = (phase, runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((phase, place, 1))
    return runs
