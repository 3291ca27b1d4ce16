"""What happens around every request: headers, the person's scope, the route's permission."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from baken.foundation.partners.accounts import needs_second_factor
from baken.foundation.partners.scope import enter_scope
from baken.foundation.partners.sessions import SECOND_FACTOR, SHOWN
from baken.foundation.stewardship.operations import operation
from baken.site.permissions import permission_of

Responder = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def request_log(get_response: Responder) -> Responder:
    """Log one line per request: what, how it ended, how long; never who, never the query."""
    log = structlog.get_logger("baken.request")

    def respond(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            route=match.route if match else "",
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - began), 1),
        )
        return response

    return respond


def security_headers(get_response: Responder) -> Responder:
    """Add the strict content security policy and its companions to every answer."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


def tenant_scope(get_response: Responder) -> Responder:
    """Run the request in one transaction and operation, inside the scope of who asks."""

    def respond(request: HttpRequest) -> HttpResponse:
        with operation(), transaction.atomic():
            request.scope = enter_scope(request.user)
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    return respond


def second_factor(get_response: Responder) -> Responder:
    """End a session that holds a role for which it lacks the second factor.

    The log-in asks for it already; this is for who got such a role since.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_anonymous or user.is_demo or not needs_second_factor(request.scope):
            return get_response(request)
        if request.session.get(SECOND_FACTOR) in SHOWN:
            return get_response(request)
        logout(request)
        return redirect_to_login(request.get_full_path())

    return respond


def route_permission(get_response: Responder) -> Responder:
    """Ask the permission that the route names before its view runs."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view, _arguments, _keywords) -> HttpResponse | None:
        permission = permission_of(view)
        if permission.allows(request.scope, public_site=settings.BAKEN_PUBLIC_SITE):
            return None
        # A program cannot fill in a log-in page: its views say no in their own words.
        if refuse := getattr(view, "refuse", None):
            return refuse(request)
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(f"needs the permission {permission.name}")

    respond.process_view = process_view
    return respond
