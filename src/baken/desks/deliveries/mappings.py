"""The saved readings of columns: whose they are, for which kind; rename or remove one's own."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.deliveries.asked import asked_text
from baken.desks.deliveries.desk import deliver_to
from baken.desks.deliveries.wording import KINDS, REFUSALS
from baken.foundation.intake.columns.keeping import (
    LONGEST_NAME,
    MappingRefusedError,
    remove_mapping,
    rename_mapping,
)
from baken.foundation.intake.columns.saved import saved_mappings
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names


@needs(DELIVER_FILES)
@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """Show every saved mapping that may be used, and which of them are one's own."""
    tenants, names = deliver_to(request.scope), municipality_names()
    shown = {
        "mappings": [
            (each, KINDS.get(each.kind, each.kind), names.get(each.tenant or "", ""))
            for each in saved_mappings()
            if each.tenant is None or each.tenant in tenants
        ],
        "crumbs": [
            {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
            {"label": _("Saved readings of columns")},
        ],
    }
    return render(request, "deliveries/mappings.html", shown)


@needs(DELIVER_FILES)
@require_POST
def rename(request: HttpRequest, mapping: int) -> HttpResponse:
    """Give a mapping another name."""
    name = asked_text(request.POST, "naam", longest=LONGEST_NAME)
    return _change(
        request,
        lambda: rename_mapping(identifier=mapping, name=name, by=request.scope, at=timezone.now()),
        _("It has another name now."),
    )


@needs(DELIVER_FILES)
@require_POST
def remove(request: HttpRequest, mapping: int) -> HttpResponse:
    """Remove a mapping; what was read by it stays as it is."""
    return _change(
        request,
        lambda: remove_mapping(identifier=mapping, by=request.scope, at=timezone.now()),
        _("It was removed. What was read by it stays as it is."),
    )


def _change(request: HttpRequest, change: Callable[[], None], done: object) -> HttpResponse:
    try:
        change()
        messages.success(request, done)
    except MappingRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    return redirect("mappings")
