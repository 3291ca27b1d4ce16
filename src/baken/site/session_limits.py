"""A session ends after half an hour of nothing, after a working day, and without its second factor.

The limits are policy: ``catalogue/accounts``.
"""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from baken.catalogue.accounts import LOG_IN
from baken.foundation.partners.sessions import BROWSER, SEEN, STARTED

Responder = Callable[[HttpRequest], HttpResponse]
# The moment last seen is written once a minute, not with every request.
WRITTEN_EVERY = 60
# The first that is found counts: every browser also names those it resembles.
BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
SHOWN = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}


def session_limits(get_response: Responder) -> Responder:
    """End the session that lasted too long, and remember when this one was seen."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if _is_over(request, now):
                logout(request)
            else:
                _remember(request, now)
        return get_response(request)

    return respond


def _is_over(request: HttpRequest, now: float) -> bool:
    seen, started = request.session.get(SEEN, now), request.session.get(STARTED, now)
    return (
        now - seen > 60 * LOG_IN.idle_minutes or now - started > 3600 * LOG_IN.longest_session_hours
    )


def _remember(request: HttpRequest, now: float) -> None:
    session = request.session
    session.setdefault(STARTED, now)
    session.setdefault(BROWSER, browser_of(request.META.get("HTTP_USER_AGENT", "")))
    if now - session.get(SEEN, 0) > WRITTEN_EVERY:
        session[SEEN] = now


def browser_of(sent: str) -> str:
    """Return browser and system in words; the rest of what a browser sends is not kept."""
    found = [next((name for name in names if name in sent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(SHOWN.get(name, name) for name in found if name)
