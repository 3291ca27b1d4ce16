"""A delivery withdrawn or put back: first what would change, then the reason, then the job."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from baken.desks.deliveries.asked import asked_text, delivery_or_404
from baken.desks.deliveries.outcome import crumbs
from baken.desks.deliveries.row_kinds import TABLES
from baken.desks.deliveries.wording import KINDS, REFUSALS
from baken.flows.mend_delivery import ask_to_put_back, ask_to_withdraw
from baken.foundation.intake.effects import reach_of
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.versioned import VersionedTable
from baken.foundation.jobs.facts import JobFact
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.records.uploads.rules import UploadRefusedError
from baken.vocabulary.delivery import DeliveryState

LONGEST_REASON, SHOWN_AREAS, UNUSABLE = 300, 12, 422


@needs(DELIVER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show what withdrawing would change; with a reason, ask for it."""
    found, table = _versioned_or_404(request, identifier)
    if found.state is not DeliveryState.TAKEN_IN:
        return redirect("delivery-outcome", identifier=identifier)
    asked = _asked(request, found, ask_to_withdraw)
    return asked or _show(request, found, table, back=False)


@needs(DELIVER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show what putting back would change; with a reason, ask for it."""
    found, table = _versioned_or_404(request, identifier)
    if found.state is not DeliveryState.WITHDRAWN:
        return redirect("delivery-outcome", identifier=identifier)
    asked = _asked(request, found, ask_to_put_back)
    return asked or _show(request, found, table, back=True)


def _versioned_or_404(
    request: HttpRequest, identifier: UUID
) -> tuple[DeliveryFact, VersionedTable]:
    found = delivery_or_404(request, identifier)
    table = TABLES.get(found.kind)
    if table is None:
        raise Http404(f"a delivery of kind {found.kind} cannot be withdrawn")
    return found, table


def _asked(
    request: HttpRequest, found: DeliveryFact, ask: Callable[..., JobFact]
) -> HttpResponse | None:
    """Ask for the job when a reason was given; None when the page must be shown."""
    reason = asked_text(request.POST, "reden", longest=LONGEST_REASON)
    if request.method != "POST" or not reason:
        return None
    try:
        job = ask(found, reason, by=request.scope, at=timezone.now())
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("delivery-outcome", identifier=found.id)
    return redirect("job", identifier=job.id)


def _show(
    request: HttpRequest, found: DeliveryFact, table: VersionedTable, *, back: bool
) -> HttpResponse:
    reach = reach_of(table, found.id)
    shown = {
        "delivery": found,
        "kind": KINDS.get(found.kind, found.kind),
        "back": back,
        "reach": reach,
        "lost": reach.values - reach.earlier,
        "kept": reach.earlier - reach.changed,
        "areas": reach.areas[:SHOWN_AREAS],
        "more_areas": max(len(reach.areas) - SHOWN_AREAS, 0),
        "missing": request.method == "POST",
        "crumbs": [*crumbs(found), {"label": _("Put back") if back else _("Withdraw")}],
    }
    status = UNUSABLE if request.method == "POST" else 200
    return render(request, "deliveries/withdraw.html", shown, status=status)
