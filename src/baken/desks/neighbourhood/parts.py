"""One part of a plan: write it, change it, take it back, and see its versions."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.desks.neighbourhood import wording
from baken.desks.neighbourhood.forms import FORMS, AgreementForm, PartForm
from baken.desks.neighbourhood.views import UNUSABLE, draft_or_404, name_of
from baken.desks.neighbourhood.when import written_when
from baken.foundation.partners.permissions import (
    READ_NEIGHBOURHOOD_DRAFTS,
    WRITE_NEIGHBOURHOOD_PLANS,
)
from baken.foundation.partners.routes import needs
from baken.records.neighbourhood_plans.facts import (
    EntryKind,
    EntryVersion,
    NeighbourhoodPlanFact,
    PlanEntry,
)
from baken.records.neighbourhood_plans.rules import NeighbourhoodPlanRefusedError
from baken.records.neighbourhood_plans.selectors import versions_of
from baken.records.neighbourhood_plans.services import remove_entry, undo_newest, write_entry


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_part(request: HttpRequest, identifier: UUID, kind: str) -> HttpResponse:
    """Write a new part of a plan."""
    plan = draft_or_404(request, identifier)
    if kind not in set(EntryKind):
        raise Http404
    voice = request.GET.get("bij", "")
    initial = {"voice": voice, "decided_on": timezone.localdate(), "year": plan.first_year}
    # A plan has one head, and a voice one decision: writing it anew is changing it.
    existing = plan.head if kind == EntryKind.HEAD else plan.decisions.get(voice)
    if existing and kind in {EntryKind.HEAD, EntryKind.DECISION} and request.method != "POST":
        return redirect("neighbourhood-part", identifier=plan.id, thread=existing.thread)
    return _write(request, plan, EntryKind(kind), initial, None)


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, identifier: UUID, thread: UUID) -> HttpResponse:
    """Change a part of a plan."""
    plan = draft_or_404(request, identifier)
    entry = _entry_or_404(plan, thread)
    initial = asdict(entry.content) | {"seen": entry.version}
    return _write(request, plan, entry.kind, initial, entry)


def _write(
    request: HttpRequest,
    plan: NeighbourhoodPlanFact,
    kind: EntryKind,
    initial: dict[str, Any],
    entry: PlanEntry | None,
) -> HttpResponse:
    form = _form(plan, kind, initial, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, plan, kind, form, entry)
    if not form.is_valid():
        return _show(request, plan, kind, form, entry, status=UNUSABLE)
    try:
        write_entry(
            plan=plan.id,
            content=form.content(),
            thread=entry.thread if entry else None,
            seen=form.cleaned_data["seen"],
            by=request.scope,
            at=timezone.now(),
        )
    except NeighbourhoodPlanRefusedError as refusal:
        known = refusal.field if refusal.field in form.fields else None
        form.add_error(known, wording.SENTENCES[refusal.reason])
        if refusal.reason == "changed-meanwhile" and entry:
            # The next time the version that stands now was seen.
            form.data = form.data.copy()
            form.data["seen"] = str(entry.version)
        return _show(request, plan, kind, form, entry, status=UNUSABLE)
    messages.success(request, _("Written down."))
    return redirect("neighbourhood-draft", identifier=plan.id)


def _form(
    plan: NeighbourhoodPlanFact, kind: EntryKind, initial: dict[str, Any], data: object
) -> PartForm:
    form = FORMS[kind](data, initial=initial)
    if isinstance(form, AgreementForm):
        form.fields["voice"].choices = [
            ("", _("the plan as a whole")),
            *((str(each.thread), each.content.title) for each in plan.voices),
        ]
    return form


def _show(
    request: HttpRequest,
    plan: NeighbourhoodPlanFact,
    kind: EntryKind,
    form: PartForm,
    entry: PlanEntry | None,
    *,
    status: int = 200,
) -> HttpResponse:
    asked = form["voice"].value() if kind is EntryKind.DECISION else ""
    about = next((each for each in plan.voices if str(each.thread) == asked), None)
    shown = {
        "plan": plan,
        "form": form,
        "entry": entry,
        "stands": _lines(entry.content) if entry and form.is_bound else (),
        "about": about,
        "title": wording.PARTS[kind],
        "crumbs": [
            {"url": reverse("neighbourhood-drafts"), "label": _("Plans of wijken")},
            {"url": reverse("neighbourhood-draft", args=[plan.id]), "label": name_of(plan)},
            {"label": wording.PARTS[kind]},
        ],
    }
    return render(request, "neighbourhood/part.html", shown, status=status)


def _lines(content: object) -> list[tuple[str, str]]:
    """Return what a version says, field by field, with the labels of its form."""
    kind = next(each for each, form in FORMS.items() if _fits(form, content))
    labels = {name: str(field.label) for name, field in FORMS[kind].base_fields.items()}
    hidden, days = {"voice", "reference"}, {"when", "later_when", "decided_on"}
    return [
        (labels[name], written_when(str(value)) if name in days else str(value))
        for name, value in asdict(content).items()  # type: ignore[call-overload]  # a dataclass
        if value not in {"", None} and name in labels and name not in hidden
    ]


def _fits(form: type[PartForm], content: object) -> bool:
    names = set(form.base_fields) - {"seen"}
    return names == set(asdict(content))  # type: ignore[call-overload]  # a dataclass


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_POST
def remove(request: HttpRequest, identifier: UUID, thread: UUID) -> HttpResponse:
    """Remove a part; it can be brought back from its versions."""
    plan = draft_or_404(request, identifier)
    try:
        remove_entry(plan=plan.id, thread=thread, by=request.scope, at=timezone.now())
    except NeighbourhoodPlanRefusedError as refusal:
        messages.error(request, wording.SENTENCES[refusal.reason])
        return redirect("neighbourhood-draft", identifier=identifier)
    messages.success(request, _("Removed. Undo brings it back."))
    return redirect("neighbourhood-versions", identifier=identifier, thread=thread)


@needs(WRITE_NEIGHBOURHOOD_PLANS)
@require_POST
def undo(request: HttpRequest, identifier: UUID, thread: UUID) -> HttpResponse:
    """Take the newest version back, so that the one before it stands again."""
    plan = draft_or_404(request, identifier)
    try:
        undo_newest(plan=plan.id, thread=thread, by=request.scope, at=timezone.now())
        messages.success(request, _("Undone; the version before it stands again."))
    except NeighbourhoodPlanRefusedError as refusal:
        messages.error(request, wording.SENTENCES[refusal.reason])
    return redirect("neighbourhood-draft", identifier=identifier)


@needs(READ_NEIGHBOURHOOD_DRAFTS)
@require_safe
def versions(request: HttpRequest, identifier: UUID, thread: UUID) -> HttpResponse:
    """Show every version of a part: who wrote what, and when."""
    plan = draft_or_404(request, identifier)
    found = versions_of(plan.id, thread, by=request.scope)
    if not found:
        raise Http404
    title = wording.PARTS[found[0].kind]
    shown = {
        "plan": plan,
        "thread": thread,
        "title": title,
        "versions": [_version(each) for each in found],
        "may_undo": any(each.withdrawn_at is None for each in found),
        "crumbs": [
            {"url": reverse("neighbourhood-drafts"), "label": _("Plans of wijken")},
            {"url": reverse("neighbourhood-draft", args=[plan.id]), "label": name_of(plan)},
            {"label": _("Versions")},
        ],
    }
    return render(request, "neighbourhood/versions.html", shown)


def _version(version: EntryVersion) -> dict[str, Any]:
    return {
        "version": version,
        "lines": _lines(version.content) if version.content else (),
        "withdrawn": version.withdrawn_at,
    }


def _entry_or_404(plan: NeighbourhoodPlanFact, thread: UUID) -> PlanEntry:
    head = (plan.head,) if plan.head else ()
    everything = (
        *head, *plan.voices, *plan.decisions.values(), *plan.agreements, *plan.reviews,
    )  # fmt: skip
    found = next((each for each in everything if each.thread == thread), None)
    if found is None:
        raise Http404
    return found
