"""Exceptions for person columns: asked by one, agreed by another, ended by either."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.catalogue.person_columns import PERSON_COLUMNS
from baken.desks.steward.forms import SENTENCES, ExceptionForm
from baken.desks.steward.register import language
from baken.desks.steward.wording import EXCEPTION_STATES
from baken.foundation.partners.permissions import (
    AGREE_TO_PERSON_COLUMNS,
    DELIVER_FILES,
    SEE_EXCEPTIONS,
)
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.stewardship.exceptions import (
    ExceptionFact,
    ExceptionRefusedError,
    agree_exception,
    ask_exception,
    exceptions,
    withdraw_exception,
)
from baken.vocabulary.permission import PermissionName


@needs(SEE_EXCEPTIONS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show the exceptions, those that wait first, and the form to ask for one."""
    return _page(request, ExceptionForm(request.scope))


@needs(DELIVER_FILES)
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an exception."""
    form = ExceptionForm(request.scope, request.POST)
    if form.is_valid():
        tenant = form.cleaned_data["tenant"]
        try:
            ask_exception(wish=form.wish(), tenant=tenant, by=request.scope, at=timezone.now())
        except ExceptionRefusedError as refusal:
            form.add_error(None, SENTENCES[refusal.reason])
        else:
            messages.success(request, _("Asked. Somebody else has to agree before it counts."))
            return redirect("person-column-exceptions")
    return _page(request, form, status=422)


@needs(AGREE_TO_PERSON_COLUMNS)
@require_POST
def agree(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Agree to what somebody else asked."""
    return _decide(request, agree_exception, identifier, _("Agreed; the column may pass."))


@needs(SEE_EXCEPTIONS)
@require_POST
def withdraw(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """End an exception, or refuse one that waits."""
    return _decide(request, withdraw_exception, identifier, _("Ended; the column is refused."))


def _decide(
    request: HttpRequest, decide: Callable[..., None], identifier: UUID, done: str
) -> HttpResponse:
    try:
        decide(identifier=identifier, by=request.scope, at=timezone.now())
    except ExceptionRefusedError as refusal:
        messages.error(request, SENTENCES[refusal.reason])
    else:
        messages.success(request, done)
    return redirect("person-column-exceptions")


def _page(request: HttpRequest, form: ExceptionForm, *, status: int = 200) -> HttpResponse:
    scope, names = request.scope, municipality_names()
    found = [_shown(request, fact, names) for fact in exceptions(by=scope)]
    shown = {
        "waiting": [each for each in found if each["state"] == "waiting"],
        "decided": [each for each in found if each["state"] != "waiting"],
        "form": form if scope.may(PermissionName.DELIVER_FILES) else None,
    }
    return render(request, "steward/exceptions.html", shown, status=status)


def _shown(request: HttpRequest, fact: ExceptionFact, names: dict[str, str]) -> dict[str, object]:
    kinds = {kind.id: getattr(kind, f"label_{language()}") for kind in PERSON_COLUMNS}
    state = fact.state(timezone.localdate())
    may_agree = request.scope.may(PermissionName.AGREE_TO_PERSON_COLUMNS, tenant=fact.tenant)
    return {
        "fact": fact,
        "state": state,
        "state_words": EXCEPTION_STATES[state],
        "kind": kinds.get(fact.wish.person_kind, fact.wish.person_kind),
        "municipality": names.get(fact.tenant, fact.tenant),
        "own": fact.asked_by_id == request.scope.person,
        "may_agree": may_agree,
        "may_end": state in {"waiting", "agreed"},
    }
