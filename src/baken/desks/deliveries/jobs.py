"""One job: how far it is, cancelling it, and how it ended."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.deliveries.problems import shown_problem
from baken.desks.deliveries.showing import shown_job
from baken.desks.deliveries.wording import REFUSALS
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.rules import JobRefusedError
from baken.foundation.jobs.selectors import job_by_id
from baken.foundation.jobs.services import cancel_job
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.records.uploads.facts import UploadFact
from baken.records.uploads.rules import UploadState
from baken.records.uploads.selectors import open_uploads


@needs(DELIVER_FILES)
@require_safe
def job(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show how far a job is; the page asks again by itself until it has ended."""
    found = job_by_id(identifier)
    if found is None:
        raise Http404
    figures = found.outcome.get("figures_job")
    to_choose = _files_to_choose(found)
    shown = {
        "shown": shown_job(found),
        "problem": shown_problem(found.message),
        "figures": shown_job(after) if figures and (after := job_by_id(UUID(figures))) else None,
        "upload": found.parameters.get("upload"),
        "delivery": found.parameters.get("delivery"),
        "to_choose": len(to_choose),
        "next_file": next(iter(to_choose), None),
        "crumbs": [
            {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
            {"label": found.subject},
        ],
    }
    shown["busy"] = any(not s.job.ended for s in (shown["shown"], shown["figures"]) if s)
    polled = request.headers.get("HX-Request") == "true"
    template = "deliveries/job_live.html" if polled else "deliveries/job.html"
    return render(request, template, shown)


def _files_to_choose(job: JobFact) -> list[UploadFact]:
    """Return which files wait for a choice after this one was taken in, the oldest first."""
    if job.work != WorkName.TAKE_IN_UPLOAD:
        return []
    waiting = open_uploads(tenants=[job.tenant])
    chosen = [each for each in waiting if each.state is UploadState.LOOKED_AT]
    return [each for each in reversed(chosen) if not each.look.get("problem")]


@needs(DELIVER_FILES)
@require_POST
def cancel(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Cancel a job: nothing of it stays."""
    try:
        cancel_job(identifier=identifier, by=request.scope, at=timezone.now())
    except JobRefusedError as refusal:
        if refusal.reason == "unknown-job":
            raise Http404 from refusal
        messages.error(request, REFUSALS[refusal.reason])
    return redirect("job", identifier=identifier)
