"""Checking quotes: what was taken out, taking out more, approving, putting aside, answering."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.participation.asked import UNUSABLE, area_names, page_of, tenant_of
from baken.desks.participation.forms import AnswerForm
from baken.desks.participation.plan_places import PlanPlaces
from baken.desks.participation.showing import shown_answer, shown_quote
from baken.desks.participation.theme_rows import related_rows
from baken.desks.participation.wording import REFUSALS, REMOVALS, STEPPED
from baken.flows.ask_about_conversations import ask_to_take_away
from baken.foundation.partners.permissions import HANDLE_CONVERSATIONS, READ_CONVERSATIONS
from baken.foundation.partners.routes import needs
from baken.records.participation import services
from baken.records.participation.facts import QuoteFact, QuoteState
from baken.records.participation.own_selectors import (
    decisions_of,
    quote,
    quotes_read,
    quotes_to_check,
)
from baken.records.participation.rules import ConversationRefusedError
from baken.records.participation.theme_selectors import newest_version, shares_of

AT_ONCE = 10


@needs(HANDLE_CONVERSATIONS)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the quotes that wait for a check, a handful at a time."""
    tenant = tenant_of(request)
    found, waiting = quotes_to_check(by=request.scope, tenant=tenant, number=AT_ONCE)
    shown = page_of(request, tenant, "check") | {
        "quotes": [shown_quote(each) for each in found],
        "waiting": waiting,
        "removals": REMOVALS.items(),
    }
    return render(request, "participation/queue.html", shown)


@needs(READ_CONVERSATIONS)
@require_safe
def one(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show one quote: its words, why it is in its theme, and what was done with it."""
    found = _found(request, identifier)
    # Words that nobody checked yet are for those who check.
    page = page_of(request, found.tenant, "talks")
    if found.state is QuoteState.TO_CHECK and not page["may_handle"]:
        raise Http404
    return _show(request, found, AnswerForm(tenant=found.tenant))


@needs(HANDLE_CONVERSATIONS)
@require_POST
def remove(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Take words out of a quote; what is taken out is gone for good."""
    kind = request.POST.get("kind", "")
    for piece in request.POST.getlist("piece"):
        _act(
            request,
            lambda piece=piece: services.remove_piece(
                identifier=identifier,
                piece=piece,
                kind=kind,
                by=request.scope,
                at=timezone.now(),
            ),
            _("Taken out, for good."),
        )
    return _back(request, identifier)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def step(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Approve a quote, throw it away, or have it checked again."""
    wanted = request.POST.get("to", "")
    if wanted not in set(QuoteState):
        raise Http404
    to = QuoteState(wanted)
    done = _act(
        request,
        lambda: services.step_quote(
            identifier=identifier, to=to, by=request.scope, at=timezone.now()
        ),
        STEPPED[to],
    )
    if done is not None and to is not QuoteState.APPROVED:
        ask_to_take_away(tenant=done.tenant, by=request.scope, at=timezone.now())
    return _back(request, identifier)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def withdraw_consent(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Note that somebody does not want to be quoted any more, and take the quote away outside."""
    done = _act(
        request,
        lambda: services.withdraw_consent(
            identifier=identifier, by=request.scope, at=timezone.now()
        ),
        _("Noted; the quote goes away from the open pages."),
    )
    if done is not None:
        ask_to_take_away(tenant=done.tenant, by=request.scope, at=timezone.now())
    return redirect("quote", identifier=identifier)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def answer(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Write down what was done with a quote."""
    found = _found(request, identifier)
    form = AnswerForm(request.POST, tenant=found.tenant)
    if not form.is_valid():
        return _show(request, found, form, status=UNUSABLE)
    try:
        services.decide_input(
            tenant=found.tenant,
            answer=form.answer(quote=identifier),
            by=request.scope,
            at=timezone.now(),
        )
    except ConversationRefusedError as refusal:
        form.add_error(None, REFUSALS[refusal.reason])
        return _show(request, found, form, status=UNUSABLE)
    messages.success(request, _("Written down. It goes outside when somebody publishes."))
    return redirect("quote", identifier=identifier)


def _show(
    request: HttpRequest, found: QuoteFact, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    version = newest_version(found.tenant, by=request.scope)
    shares = shares_of(version) if version else {}
    share = shares.get(found.id)
    approved = {each.id: each for each in quotes_read(found.tenant, by=request.scope)}
    themes = version.themes.themes if version else ()
    key = version.themes.theme_of(str(found.id), share.part) if version and share else ""
    theme = next((each for each in themes if each.key == key), None)
    places = PlanPlaces()
    decided = [each for each in decisions_of(tenant=found.tenant) if each.quote == found.id]
    shown = page_of(request, found.tenant, "talks") | {
        "shown": shown_quote(found, share.words if share else ()),
        "area": area_names(found.tenant).get(found.area_code, found.area_code),
        "theme": theme,
        "themes": themes,
        "share": share,
        "related": related_rows(share, shares, approved) if share else (),
        "moved": bool(version and str(found.id) in version.themes.moved),
        "answers": [shown_answer(each, places) for each in decided],
        "form": form,
        "removals": REMOVALS.items(),
    }
    return render(request, "participation/quote.html", shown, status=status)


def _found(request: HttpRequest, identifier: UUID) -> QuoteFact:
    found = quote(identifier, by=request.scope)
    if found is None:
        raise Http404
    return found


def _act(
    request: HttpRequest, act: Callable[[], QuoteFact], done: str | Promise
) -> QuoteFact | None:
    try:
        made = act()
    except ConversationRefusedError as refusal:
        if refusal.reason == "unknown-quote":
            raise Http404 from refusal
        messages.error(request, REFUSALS[refusal.reason])
        return None
    messages.success(request, done)
    return made


def _back(request: HttpRequest, identifier: UUID) -> HttpResponse:
    if request.POST.get("terug") == "queue":
        tenant = tenant_of(request)
        return redirect(f"{redirect('check-quotes').url}?gemeente={tenant}#citaat-{identifier}")
    return redirect("quote", identifier=identifier)
