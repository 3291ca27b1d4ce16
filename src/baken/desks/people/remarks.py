"""Remarks over HTTP: what is outside one's municipalities does not exist here."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.people.forms import SENTENCES, RemarkForm
from baken.desks.people.places import address_of, code_or_404, place_choices
from baken.desks.people.wording import in_words
from baken.flows.remarks_of_area import (
    RemarksOfArea,
    newest_placed,
    placed,
    remark_on_figure,
    remarks_of_area,
)
from baken.foundation.partners.permissions import READ_REMARKS, WRITE_REMARKS
from baken.foundation.partners.routes import needs
from baken.records.remarks.rules import RemarkRefusedError, readable_tenants
from baken.records.remarks.selectors import remark as remark_by_id
from baken.records.remarks.services import withdraw_remark as withdraw

MOST = 50
UNUSABLE = 422


@needs(READ_REMARKS)
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """Show the newest remarks of one's municipalities, or go to those of a chosen area."""
    chosen = request.GET.get("area", "")
    if chosen:
        return redirect("remarks", code=code_or_404(chosen))
    shown = {
        "remarks": in_words(newest_placed(by=request.scope, number=MOST)),
        "places": place_choices(readable_tenants(request.scope)),
    }
    return render(request, "people/newest_remarks.html", shown)


@needs(READ_REMARKS)
@require_safe
def of_area(request: HttpRequest, code: str) -> HttpResponse:
    """Show the remarks about one area, with the form to write one."""
    page = _page_or_404(request, code)
    return _show(request, page, RemarkForm(page))


@needs(WRITE_REMARKS)
@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write a signed remark about a figure of the area."""
    page = _page_or_404(request, code)
    form = RemarkForm(page, request.POST)
    if not form.is_valid():
        return _show(request, page, form, status=UNUSABLE)
    try:
        written = remark_on_figure(
            area_code=page.area.code, **form.cleaned_data, by=request.scope, at=timezone.now()
        )
    except RemarkRefusedError as refusal:
        form.add_error(None, SENTENCES[refusal.reason])
        return _show(request, page, form, status=UNUSABLE)
    messages.success(request, _("Your remark has been written down, with your name and role."))
    return redirect("remark", identifier=written.id)


@needs(READ_REMARKS)
@require_safe
def one(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show one remark."""
    found = remark_by_id(identifier, by=request.scope)
    if found is None:
        raise Http404
    (shown_remark,) = in_words(placed([found]))
    shown = {"shown": shown_remark, "area_address": address_of(code_or_404(found.area_code))}
    return render(request, "people/remark.html", shown)


@needs(READ_REMARKS)
@require_POST
def withdraw_own(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Withdraw one's own remark; the row stays, with the moment."""
    try:
        withdrawn = withdraw(identifier=identifier, by=request.scope, at=timezone.now())
    except RemarkRefusedError as refusal:
        if refusal.reason not in SENTENCES:
            raise Http404 from refusal
        messages.error(request, SENTENCES[refusal.reason])
        return redirect("remark", identifier=identifier)
    messages.success(request, _("Your remark has been withdrawn."))
    return redirect("remarks", code=withdrawn.area_code)


def _page_or_404(request: HttpRequest, code: str) -> RemarksOfArea:
    page = remarks_of_area(code_or_404(code), by=request.scope)
    if page is None:
        raise Http404
    return page


def _show(
    request: HttpRequest, page: RemarksOfArea, form: RemarkForm, *, status: int = 200
) -> HttpResponse:
    shown = {
        "page": page,
        "form": form,
        "remarks": in_words(placed(page.remarks)),
        "area_address": address_of(code_or_404(page.area.code)),
    }
    return render(request, "people/remarks_of_area.html", shown, status=status)
