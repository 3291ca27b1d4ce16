"""A plan as a workbook by screen: offer it, see what would change or what is wrong, take it in."""

from base64 import b64decode
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from baken.catalogue.limits import PLAN_LIMITS
from baken.catalogue.plan_sheets import SHEET_TABLES
from baken.catalogue.problems import known_problem
from baken.desks.planning.naming import language
from baken.flows.offer_plan import (
    PlanOfferRefusedError,
    offer_plan,
    plan_job,
    take_in_offered_plan,
)
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.rules import JobState
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.permissions import ADOPT_PLANS, WRITE_PLANS
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.records.plans.workbook.columns import column_name
from baken.vocabulary.permission import PermissionName

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_NAMED = 25
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": gettext_lazy("You do not write plans of this municipality."),
    "no-role-to-adopt": gettext_lazy("Somebody who may adopt plans must take it in."),
    "empty-file": gettext_lazy("Choose a workbook; this file is empty."),
    "too-large": gettext_lazy("This workbook is too large for a plan."),
    "unknown-offer": gettext_lazy("This workbook was not looked at yet; offer it again."),
    "holds-mistakes": gettext_lazy("This workbook holds mistakes; mend them and offer it again."),
}


@needs(WRITE_PLANS)
@require_safe
def offer_page(request: HttpRequest) -> HttpResponse:
    """Ask for a workbook, and give an empty one along."""
    names = municipality_names()
    tenants = sorted(request.scope.where(PermissionName.WRITE_PLANS))
    shown = {
        "municipalities": [(code, names.get(code, code)) for code in tenants],
        "most": PLAN_LIMITS.file_bytes // 1_048_576,
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"label": _("Take in a plan")},
        ],
    }
    return render(request, "planning/offer.html", shown)


@needs(WRITE_PLANS)
@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """Have the worker look at a workbook."""
    file = request.FILES.get("file")
    tenants = sorted(request.scope.where(PermissionName.WRITE_PLANS))
    wanted = request.POST.get("municipality", "")
    try:
        job = offer_plan(
            content=_content(file) if file else b"",
            file_name=(file.name or "")[:200] if file else "",
            tenant=wanted if wanted in tenants else tenants[0],
            by=request.scope,
            at=timezone.now(),
        )
    except PlanOfferRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("offer-plan")
    return redirect("offered-plan", identifier=job.id)


# The upload handler asks for this mark, and for the permission, before it keeps a byte.
offer.takes_files = WRITE_PLANS


def _content(file: TemporaryUploadedFile) -> bytes:
    """Return the bytes that came in; one more than may be is enough to refuse."""
    with Path(file.temporary_file_path()).open("rb") as arrived:
        return arrived.read(PLAN_LIMITS.file_bytes + 1)


@needs(WRITE_PLANS)
@require_safe
def offered(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show what a workbook would change, or everything that is wrong with it."""
    job = _job_or_404(request, identifier)
    outcome, faults = job.outcome or {}, (job.outcome or {}).get("faults", [])
    shown = {
        "job": job,
        "busy": not job.ended,
        "failed": _told(job) if job.state is JobState.FAILED else "",
        "taken": job.work == WorkName.TAKE_IN_PLAN,
        "outcome": outcome,
        "faults": [_fault(each) for each in faults],
        "changes": [_change(each) for each in outcome.get("changes", [])],
        "may_adopt": request.scope.may(PermissionName.ADOPT_PLANS, tenant=job.tenant),
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": reverse("offer-plan"), "label": _("Take in a plan")},
            {"label": job.subject},
        ],
    }
    polled = request.headers.get("HX-Request") == "true"
    return render(request, f"planning/offered{'_live' if polled else ''}.html", shown)


@needs(WRITE_PLANS)
@require_safe
def mended_file(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Give the workbook that was refused with what is wrong beside its rows."""
    job = _job_or_404(request, identifier)
    packed = (job.outcome or {}).get("mended", {}).get(language())
    if not packed:
        raise Http404
    response = HttpResponse(b64decode(packed), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_("to-mend")}.xlsx"'
    return response


@needs(ADOPT_PLANS)
@require_POST
def take_in(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Have a workbook taken in that was looked at."""
    try:
        job = take_in_offered_plan(identifier=identifier, by=request.scope, at=timezone.now())
    except PlanOfferRefusedError as refusal:
        if refusal.reason == "unknown-offer":
            raise Http404 from refusal
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("offered-plan", identifier=identifier)
    return redirect("offered-plan", identifier=job.id)


def _job_or_404(request: HttpRequest, identifier: UUID) -> JobFact:
    found = plan_job(identifier, by=request.scope)
    if found is None:
        raise Http404
    return found


def _told(job: JobFact) -> str:
    found = known_problem(job.message)
    return found[0].told(found[1], language()) if found else job.message


def _fault(fault: dict[str, Any]) -> dict[str, Any]:
    name = language()
    return fault | {"said": fault[f"said_{name}"], "remedy": fault[f"remedy_{name}"]}


def _change(change: dict[str, Any]) -> dict[str, Any]:
    table = change["table"]
    known = SHEET_TABLES.get(table)
    return {
        "name": known.name(language()) if known else table,
        "added": change["added"][:MOST_NAMED],
        "removed": change["removed"][:MOST_NAMED],
        "changed": [
            {
                "title": each["title"] or each["id"],
                "fields": ", ".join(column_name(table, (f,), language()) for f in each["fields"]),
            }
            for each in change["changed"][:MOST_NAMED]
        ],
        "numbers": {name: len(change[name]) for name in ("added", "removed", "changed")},
        "kept": change["kept"],
    }
