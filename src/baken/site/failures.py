"""What a person sees when a page is not there, not theirs, or broken."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs
from baken.site.presentation import still_context


@needs(ANYONE)
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that the page belongs to another role, and where to go."""
    return render(request, "failures/forbidden.html", status=403)


@needs(ANYONE)
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that a form came without its token: too old, or not from a page of this site.

    A form that keeps what was typed knows by a key of its own whose it is, and shows itself anew.
    """
    found = request.resolver_match
    keep = getattr(found.func, "keep_typed", None) if found else None
    if keep is not None and (answer := keep(request)) is not None:
        return answer
    return render(request, "failures/stale_form.html", status=403)


@needs(ANYONE)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that there is no such page, and where to go."""
    return render(request, "failures/not_found.html", status=404)


@needs(ANYONE)
def fault(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without a word on what; the log has it.

    It asks the database nothing, not even who is logged in: the database may be what broke. Where
    it is, the answer is 503 and says that nothing is lost.
    """
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    shown = still_context(request) | {"request": request, "csrf_token": get_token(request)}
    page = render_to_string("failures/away.html" if away else "failures/fault.html", shown)
    return HttpResponse(page, status=503, headers=_SOON) if away else HttpResponse(page, status=500)


_SOON = {"Retry-After": "30"}
