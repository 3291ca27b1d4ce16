"""Logging in with an account of the organisation (OpenID Connect: code, PKCE, state, nonce)."""

import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import structlog
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from baken.catalogue.accounts import LOG_IN
from baken.desks.account.half import begin_half, finish, safe_heading
from baken.flows.log_in_with_organisation import (
    ORGANISATION,
    Arrival,
    arrive,
    may_arrive,
    refuse_return,
)
from baken.foundation.partners.accounts import person_needs_second_factor
from baken.foundation.partners.addresses import client_address
from baken.foundation.partners.openid.fetching import ProviderTroubleError
from baken.foundation.partners.openid.id_token import IdTokenRefusedError, claims_of
from baken.foundation.partners.openid.organisation import Organisation, organisation
from baken.foundation.partners.openid.provider import (
    LogInAsked,
    authorization_address,
    exchange,
    provider_of,
)
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs
from baken.foundation.partners.second_factor import has_second_factor

KEPT = "asked of the organisation"
UNAVAILABLE, REFUSED = 503, 403


@needs(ANYONE)
@require_GET
@never_cache
def log_in_at_organisation(request: HttpRequest) -> HttpResponse:
    """Send somebody to the log-in of the organisation, with what must come back from there."""
    found = _organisation()
    heading = safe_heading(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(heading or reverse("desk"))
    asked = LogInAsked(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        return_address=request.build_absolute_uri(reverse("log-in-organisation-return")),
    )
    try:
        address = authorization_address(found, asked)
    except ProviderTroubleError as trouble:
        return _unavailable(request, found, trouble)
    request.session[KEPT] = {
        "state": asked.state,
        "nonce": asked.nonce,
        "verifier": asked.verifier,
        "at": timezone.now().timestamp(),
        "heading": heading,
    }
    request.session.set_expiry(60 * LOG_IN.half_log_in_minutes)
    return HttpResponseRedirect(address)


@needs(ANYONE)
@require_GET
@never_cache
def return_from_organisation(request: HttpRequest) -> HttpResponse:
    """Take somebody in who comes back from the log-in of the organisation."""
    found, now, address = _organisation(), timezone.now(), client_address(request)
    # Taken out whatever follows: what was asked is answered once.
    kept = request.session.pop(KEPT, None)
    try:
        asked = _asked(request, found, kept, may=may_arrive(address=address, at=now))
        token = exchange(found, asked, request.GET.get("code", ""))
        claims = claims_of(token, found, nonce=asked.nonce, seconds=now.timestamp())
    except IdTokenRefusedError as refusal:
        refuse_return(address=address, at=now, reason=refusal.reason)
        return _refused(request, found)
    except ProviderTroubleError as trouble:
        return _unavailable(request, found, trouble)
    arrival = arrive(organisation=found, claims=claims, address=address, at=now)
    if arrival is None:
        return _refused(request, found)
    return _go_on(request, arrival, safe_heading(request, kept["heading"]))


@needs(ANYONE)
@require_GET
@never_cache
def logged_out(request: HttpRequest) -> HttpResponse:
    """Say that the session here has ended, and where the one of the organisation is ended."""
    found = _organisation()
    try:
        end = provider_of(found).end_session
    except ProviderTroubleError:
        end = ""
    if end:
        home = request.build_absolute_uri(reverse("home"))
        query = {"client_id": found.client_id, "post_logout_redirect_uri": home}
        end = f"{end}{'&' if '?' in end else '?'}{urlencode(query)}"
    return render(request, "account/logged_out.html", {"organisation": found.name, "end": end})


def _organisation() -> Organisation:
    found = organisation()
    if found is None:
        raise Http404
    return found


def _asked(
    request: HttpRequest, found: Organisation, kept: Mapping[str, Any] | None, *, may: bool
) -> LogInAsked:
    """Return what this browser asked, when the answer is to just that."""
    if not may:
        raise IdTokenRefusedError("too many refusals at this address")
    if kept is None:
        raise IdTokenRefusedError("nothing was asked in this session, or it was answered before")
    if not hmac.compare_digest(request.GET.get("state", "").encode(), kept["state"].encode()):
        raise IdTokenRefusedError("an answer to something else (state)")
    if timezone.now().timestamp() - kept["at"] > 60 * LOG_IN.half_log_in_minutes:
        raise IdTokenRefusedError("answered too late")
    issuer = request.GET.get("iss", "" if provider_of(found).says_issuer else found.issuer)
    if issuer != found.issuer:
        raise IdTokenRefusedError("an answer of another issuer")
    if request.GET.get("error") or not request.GET.get("code"):
        raise IdTokenRefusedError("the provider let nobody through")
    address = request.build_absolute_uri(reverse("log-in-organisation-return"))
    return LogInAsked(kept["state"], kept["nonce"], kept["verifier"], address)


def _go_on(request: HttpRequest, arrival: Arrival, heading: str) -> HttpResponse:
    account = arrival.account
    if not arrival.second_factor:
        if has_second_factor(account.id):
            begin_half(request, account, heading, first=ORGANISATION)
            return redirect("log-in-code")
        if person_needs_second_factor(account.id):
            begin_half(request, account, heading, first=ORGANISATION)
            return redirect("log-in-enrol")
    finish(request, account, _method(arrival), first=ORGANISATION)
    return redirect(heading or reverse("desk"))


def _method(arrival: Arrival) -> str:
    """Return how the log-in was finished, as the session remembers it."""
    return f"{ORGANISATION}-second-factor" if arrival.second_factor else ORGANISATION


def _refused(request: HttpRequest, found: Organisation) -> HttpResponse:
    shown = {"organisation": found.name}
    return render(request, "account/organisation_refused.html", shown, status=REFUSED)


def _unavailable(
    request: HttpRequest, found: Organisation, trouble: ProviderTroubleError
) -> HttpResponse:
    structlog.get_logger("baken.log_in").error("organisation unavailable", why=str(trouble))
    shown = {"organisation": found.name, "unavailable": True}
    return render(request, "account/organisation_refused.html", shown, status=UNAVAILABLE)
