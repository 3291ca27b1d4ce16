"""Statements over HTTP: signed, shown to everybody or not, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.catalogue.area_scan import pillar_entry
from baken.desks.area_scan.forms import SENTENCES, StatementForm, sentence_of_refusal
from baken.desks.area_scan.parts import as_residents_read
from baken.desks.area_scan.wording import BEARINGS, language, role_title, short_name
from baken.flows.area_scan import StatementPlace, statement_place
from baken.foundation.paper.screen import to_screen
from baken.foundation.partners.permissions import (
    PUBLISH_STATEMENTS,
    READ_STATEMENTS,
    SIGN_STATEMENTS,
)
from baken.foundation.partners.routes import needs
from baken.foundation.stewardship.person_words import person_words
from baken.records.statements.rules import StatementRefusedError
from baken.records.statements.selectors import statement, statements_on
from baken.records.statements.services import (
    show_statement,
    sign_statement,
    withdraw_statement,
)
from baken.vocabulary.area import parse_area_code
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422


@needs(READ_STATEMENTS)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Go to the statements about the area that was chosen from a list."""
    chosen = request.GET.get("area", "")
    if not chosen:
        return redirect("desk")
    return redirect("statements", code=_place_or_404(request, chosen).area.code)


@needs(READ_STATEMENTS)
@require_safe
def of_area(request: HttpRequest, code: str) -> HttpResponse:
    """Show the statements about an area, with the form to sign one."""
    place = _place_or_404(request, code)
    return _show(request, place, StatementForm(timezone.localdate()))


@needs(SIGN_STATEMENTS)
@require_POST
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Sign a statement about the area."""
    place = _place_or_404(request, code)
    form = StatementForm(timezone.localdate(), request.POST)
    if not form.is_valid():
        return _show(request, place, form, status=UNUSABLE)
    words = dict(form.cleaned_data)
    days = words.pop("review_on"), words.pop("expires_on")
    try:
        sign_statement(
            area_code=place.area.code, **words, days=days, by=request.scope, at=timezone.now()
        )
    except StatementRefusedError as refusal:
        form.add_error(None, sentence_of_refusal(refusal))
        return _show(request, place, form, status=UNUSABLE)
    messages.success(request, _("Your statement is signed, with your name and role."))
    return redirect("statements", code=place.area.code)


@needs(PUBLISH_STATEMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show a statement to everybody, without a name, or not any more; first as they read it."""
    if request.method != "POST":
        return _before_showing(request, identifier)
    public = request.POST.get("public") == "yes"

    def change() -> str:
        shown = show_statement(
            identifier=identifier, public=public, by=request.scope, at=timezone.now()
        )
        return shown.area_code

    done = (
        _("Everybody can read the statement now; your name and that of the author are not shown.")
        if public
        else _("The statement is no longer public.")
    )
    return _changed(request, change, done)


@needs(SIGN_STATEMENTS)
@require_POST
def withdraw(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Withdraw one's own statement."""

    def change() -> str:
        gone = withdraw_statement(identifier=identifier, by=request.scope, at=timezone.now())
        return gone.area_code

    return _changed(request, change, _("Your statement has been withdrawn."))


def _before_showing(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show the statement as residents will read it, and ask whether it may be shown."""
    fact = statement(identifier, by=request.scope)
    if fact is None or fact.withdrawn_at is not None:
        raise Http404(_("There is no such statement."))
    if not request.scope.may(PermissionName.PUBLISH_STATEMENTS, tenant=fact.tenant):
        raise Http404(_("There is no such statement."))
    place = _place_or_404(request, fact.area_code)
    shown = {
        "fact": fact,
        "name": short_name(place.area.name),
        "paper": to_screen(as_residents_read(fact)),
        "named": person_words(f"{fact.subject}\n{fact.text}"),
    }
    return render(request, "area_scan/before_showing.html", shown)


def _changed(request: HttpRequest, change, done: str) -> HttpResponse:
    try:
        code = change()
    except StatementRefusedError as refusal:
        if refusal.reason not in SENTENCES:
            raise Http404 from refusal
        messages.error(request, SENTENCES[refusal.reason])
        return redirect("desk")
    messages.success(request, done)
    return redirect("statements", code=code)


def _place_or_404(request: HttpRequest, code: str) -> StatementPlace:
    try:
        known = parse_area_code(code)
    except ValueError as error:
        raise Http404(_("There is no such area.")) from error
    place = statement_place(known, by=request.scope)
    if place is None:
        raise Http404(_("There is no such area."))
    return place


def _show(
    request: HttpRequest, place: StatementPlace, form: StatementForm, *, status: int = 200
) -> HttpResponse:
    area, today = place.area, timezone.localdate()
    found = statements_on([area.code], today=today, by=request.scope)
    shown = {
        "place": place,
        "name": short_name(area.name),
        "form": form,
        "scan_href": reverse(f"{area.level}-scan", args=[area.code]),
        "statements": [
            {
                "fact": each,
                "bearing": BEARINGS[each.bearing][0],
                "mark": BEARINGS[each.bearing][1],
                "pillar": pillar_entry(each.pillar).label(language()),
                "role": role_title(each.author_role),
                "old": each.wants_a_new_look(today),
            }
            for each in found
        ],
    }
    return render(request, "area_scan/statements.html", shown, status=status)
