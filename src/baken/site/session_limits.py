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
LONGEST_BROWSER = 80


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
    session.setdefault(BROWSER, request.META.get("HTTP_USER_AGENT", "")[:LONGEST_BROWSER])
    if now - session.get(SEEN, 0) > WRITTEN_EVERY:
        session[SEEN] = now
