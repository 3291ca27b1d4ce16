"""Writing a plan of a wijk: begin, write parts, undo, publish and withdraw."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.neighbourhood import wording
from baken.desks.neighbourhood.card import door_card
from baken.desks.neighbourhood.content import public_content
from baken.desks.neighbourhood.forms import BeginForm
from baken.desks.neighbourhood.proposed import proposals_for
from baken.desks.neighbourhood.public import (
    agreement_words,
    card_response,
    decision_words,
    standing_of,
)
from baken.foundation.paper.card import to_card
from baken.foundation.partners.loopback import is_loopback
from baken.foundation.partners.permissions import (
    READ_NEIGHBOURHOOD_DRAFTS,
    WRITE_NEIGHBOURHOOD_PLANS,
)
from baken.foundation.partners.routes import needs
from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import areas_in_municipalities, names_of
from baken.records.neighbourhood_plans.facts import NeighbourhoodPlanFact, PlanEntry
from baken.records.neighbourhood_plans.rules import NeighbourhoodPlanRefusedError, lacking
from baken.records.neighbourhood_plans.selectors import plan_of_id, plans_of, published_of
from baken.records.neighbourhood_plans.services import (
    begin_plan,
    publish_plan,
    withdraw_publication,
)
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422


@needs(READ_NEIGHBOURHOOD_DRAFTS)
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """List the plans of the municipalities one works for, with the form to begin one."""
    return _show_drafts(request, _begin_form(request.scope))


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a plan for a wijk."""
    form = _begin_form(request.scope, request.POST)
    if not form.is_valid():
        return _show_drafts(request, form, status=UNUSABLE)
    given = form.cleaned_data
    try:
        plan = begin_plan(
            area_code=given["area"],
            first_year=given["first_year"],
            last_year=given["last_year"],
            by=request.scope,
            at=timezone.now(),
        )
    except NeighbourhoodPlanRefusedError as refusal:
        form.add_error(refusal.field or None, wording.SENTENCES[refusal.reason])
        return _show_drafts(request, form, status=UNUSABLE)
    return redirect("neighbourhood-draft", identifier=plan)


def _begin_form(scope: Scope, data: object = None) -> BeginForm:
    year = timezone.localdate().year
    form = BeginForm(data, initial={"first_year": year + 1, "last_year": year + 4})
    tenants = scope.where(PermissionName.WRITE_NEIGHBOURHOOD_PLANS)
    wijken = areas_in_municipalities(tenants, levels=[AreaLevel.WIJK])
    form.fields["area"].choices = [("", _("Choose")), *((a.code, a.name) for a in wijken)]
    return form


def _show_drafts(request: HttpRequest, form: BeginForm, *, status: int = 200) -> HttpResponse:
    found = plans_of(by=request.scope)
    names = names_of({each.area_code for each in found})
    may_write = request.scope.may(PermissionName.WRITE_NEIGHBOURHOOD_PLANS)
    shown = {
        "plans": [
            (each, wording.wijk_name(names.get(each.area_code, each.area_code))) for each in found
        ],
        "form": form if may_write else None,
    }
    return render(request, "neighbourhood/drafts.html", shown, status=status)


@needs(READ_NEIGHBOURHOOD_DRAFTS)
@require_safe
def draft(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show a plan as it stands, with what lacks before it can be published."""
    plan = draft_or_404(request, identifier)
    name = name_of(plan)
    shown = {
        "plan": plan,
        "name": name,
        "voices": [_voice(plan, each) for each in plan.voices],
        "agreements": [_agreement(each) for each in plan.agreements if not each.content.voice],
        "lacking": [(wording.LACKING[each.what], each.title) for each in lacking(plan)],
        "published": standing_of(published_of_plan(plan)),
        "may_write": may_write(request, plan),
        "proposals": proposals_for(plan) if may_write(request, plan) else [],
        "scan_href": reverse("wijk-scan", args=[plan.area_code]),
        "crumbs": [
            {"url": reverse("neighbourhood-drafts"), "label": _("Plans of wijken")},
            {"label": name},
        ],
    }
    return render(request, "neighbourhood/draft.html", shown)


@needs(READ_NEIGHBOURHOOD_DRAFTS)
@require_safe
def draft_card(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Give the door card as it would go out now."""
    plan = draft_or_404(request, identifier)
    return card_response(_card(request, plan, is_draft=True), f"proef-{plan.area_code}.pdf")


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_POST
def publish(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Publish the plan with its door card."""
    plan = draft_or_404(request, identifier)
    try:
        publish_plan(
            plan=plan.id,
            content=_content(plan),
            card=_card(request, plan, is_draft=False) if not lacking(plan) else b"",
            reason=request.POST.get("reason", ""),
            by=request.scope,
            at=timezone.now(),
        )
    except NeighbourhoodPlanRefusedError as refusal:
        messages.error(request, wording.SENTENCES[refusal.reason])
        return redirect("neighbourhood-draft", identifier=identifier)
    messages.success(request, _("The plan is published; everybody can read it."))
    return redirect("neighbourhood-plan", code=plan.area_code)


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_POST
def withdraw(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Take what was published off the public page."""
    plan = draft_or_404(request, identifier)
    try:
        withdraw_publication(
            plan=plan.id,
            reason=request.POST.get("reason", ""),
            by=request.scope,
            at=timezone.now(),
        )
        messages.success(request, _("The plan is no longer public; your reason stands there."))
    except NeighbourhoodPlanRefusedError as refusal:
        messages.error(request, wording.SENTENCES[refusal.reason])
    return redirect("neighbourhood-draft", identifier=identifier)


def published_of_plan(plan: NeighbourhoodPlanFact) -> list:
    """Return what was published of one plan, the newest first."""
    return [each for each in published_of(plan.area_code) if each.plan == plan.id]


def draft_or_404(request: HttpRequest, identifier: UUID) -> NeighbourhoodPlanFact:
    """Return a plan that the person may read.

    Raises:
        Http404: when there is none.
    """
    found = plan_of_id(identifier, by=request.scope)
    if found is None:
        raise Http404
    return found


def may_write(request: HttpRequest, plan: NeighbourhoodPlanFact) -> bool:
    """Return whether the person writes plans of this municipality."""
    return request.scope.may(PermissionName.WRITE_NEIGHBOURHOOD_PLANS, tenant=plan.tenant)


def name_of(plan: NeighbourhoodPlanFact) -> str:
    """Return the name of the wijk."""
    return wording.wijk_name(names_of([plan.area_code]).get(plan.area_code, plan.area_code))


def _content(plan: NeighbourhoodPlanFact) -> dict[str, Any]:
    names = names_of([plan.area_code, plan.tenant])
    return public_content(
        plan,
        area_name=wording.wijk_name(names.get(plan.area_code, plan.area_code)),
        municipality=names.get(plan.tenant, plan.tenant),
    )


def _card(request: HttpRequest, plan: NeighbourhoodPlanFact, *, is_draft: bool) -> bytes:
    address = request.build_absolute_uri(reverse("neighbourhood-plan", args=[plan.area_code]))
    return to_card(
        door_card(
            _content(plan),
            address="" if is_loopback(request.get_host()) else address,
            dated=timezone.localdate(),
            is_draft=is_draft,
        )
    )


def _voice(plan: NeighbourhoodPlanFact, voice: PlanEntry) -> dict[str, Any]:
    decision = plan.decisions.get(str(voice.thread))
    return {
        "entry": voice,
        "kind": wording.VOICE_KINDS[voice.content.kind],
        "origin": wording.ORIGINS[voice.content.origin],
        "decision": decision_words(asdict(decision.content)) if decision else None,
        "decision_entry": decision,
        "agreements": [_agreement(each) for each in plan.agreements_on(str(voice.thread))],
    }


def _agreement(entry: PlanEntry) -> dict[str, Any]:
    return {"entry": entry, **agreement_words(asdict(entry.content))}
