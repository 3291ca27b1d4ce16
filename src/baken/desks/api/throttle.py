"""How often one caller may ask; said in headers, refused with 429.

Counted per web process and address, behind own proxies that of who asked them: a limit against
one caller that holds up the others, not a defence against many.
"""

import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from baken.catalogue.limits import API_LIMITS
from baken.desks.api.problems import problem
from baken.foundation.partners.addresses import client_address

WINDOW = 60
View = Callable[..., HttpResponse]


def throttled(view: View) -> View:
    """Count the request, refuse it beyond the limit, and say what is left."""

    @wraps(view)
    def counted(request: HttpRequest, *positional: object, **named: object) -> HttpResponse:
        limit, now = API_LIMITS.requests_per_minute, time.time()
        asked = _count(client_address(request), int(now) // WINDOW)
        reset = WINDOW - int(now) % WINDOW
        if asked > limit:
            response = problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"{limit} requests a minute are answered; ask again in {reset} seconds, or ask "
                f"larger pages (pageSize up to {API_LIMITS.largest_page})",
            )
            response["Retry-After"] = str(reset)
        else:
            response = view(request, *positional, **named)
        response["RateLimit-Policy"] = f'"open-api";q={limit};w={WINDOW}'
        response["RateLimit"] = f'"open-api";r={max(limit - asked, 0)};t={reset}'
        return response

    return counted


def _count(address: str, window: int) -> int:
    key = f"api-{address}-{window}"
    cache.add(key, 0, timeout=2 * WINDOW)
    return int(cache.incr(key))
