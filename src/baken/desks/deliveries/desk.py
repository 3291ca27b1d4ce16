"""The desk itself: bring files in, what waits for a choice, what is being done, what came in."""

from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from baken.desks.deliveries.showing import shown_job, shown_uploads
from baken.desks.deliveries.wording import KINDS, REFUSALS
from baken.flows.bring_in import bring_in
from baken.foundation.intake.listing import DeliveryQuestion, listed_deliveries, number_waiting
from baken.foundation.jobs.selectors import newest_jobs
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.foundation.partners.scope import Scope
from baken.foundation.partners.selectors import municipality_names
from baken.records.uploads.facts import UploadFact
from baken.records.uploads.rules import UploadRefusedError
from baken.records.uploads.selectors import open_uploads
from baken.vocabulary.permission import PermissionName

NEWEST_JOBS, NEWEST_DELIVERIES, ENOUGH_JOBS = 8, 5, 100


@needs(DELIVER_FILES)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what a data steward comes for, on one page."""
    tenants = deliver_to(request.scope)
    jobs = newest_jobs(tenants=tenants, number=ENOUGH_JOBS)
    names = municipality_names()
    shown = {
        "municipalities": [(code, names.get(code, code)) for code in tenants],
        "uploads": shown_uploads(open_uploads(tenants=tenants), jobs),
        "jobs": [shown_job(job) for job in jobs[:NEWEST_JOBS]],
        "busy": any(not job.ended for job in jobs),
        "deliveries": [
            (delivery, KINDS.get(delivery.kind, delivery.kind))
            for delivery in listed_deliveries(DeliveryQuestion(), first=0, number=NEWEST_DELIVERIES)
        ],
        "waiting": number_waiting(),
        "polled": request.headers.get("HX-Request") == "true",
    }
    template = "deliveries/desk_live.html" if shown["polled"] else "deliveries/desk.html"
    return render(request, template, shown)


@needs(DELIVER_FILES)
@require_POST
def bring_in_files(request: HttpRequest) -> HttpResponse:
    """Keep the files that were sent and have the worker look at them."""
    tenants = deliver_to(request.scope)
    wanted = request.POST.get("municipality", "")
    tenant = wanted if wanted in tenants else tenants[0]
    # Reading the files comes first: it is then known which were too large.
    files = request.FILES.getlist("files")
    for name in getattr(request, "too_large", ()):
        messages.error(request, _("%(file)s is too large and was not kept.") % {"file": name})
    kept = [upload for file in files if (upload := _keep(request, file, tenant))]
    if not files and not getattr(request, "too_large", ()):
        messages.error(request, _("Choose at least one file."))
    if kept:
        text = ngettext("%(n)d file came in.", "%(n)d files came in.", len(kept))
        messages.success(request, text % {"n": len(kept)})
    if len(kept) == 1:
        return redirect("upload", identifier=kept[0].id)
    return redirect("desk-data-steward")


# The upload handler asks for this mark before it keeps a byte.
bring_in_files.takes_files = DELIVER_FILES


def deliver_to(scope: Scope) -> list[str]:
    """Return the municipalities for which the person may deliver files."""
    return sorted(scope.where(PermissionName.DELIVER_FILES))


def _keep(request: HttpRequest, file: TemporaryUploadedFile, tenant: str) -> UploadFact | None:
    try:
        return bring_in(
            arrived=Path(file.temporary_file_path()),
            file_name=file.name or "",
            sha256=file.sha256,
            tenant=tenant,
            by=request.scope,
            at=timezone.now(),
        )
    except UploadRefusedError as refusal:
        messages.error(request, f"{file.name}: {REFUSALS[refusal.reason]}")
        return None
