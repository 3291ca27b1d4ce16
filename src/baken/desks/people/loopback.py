"""Whether "Kijk als" may be there at all: a demo install, reached on its own machine only."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from baken.foundation.partners.loopback import is_loopback

View = Callable[..., HttpResponse]

# Who stands behind a proxy on the same machine looks like loopback; the proxy says so here.
SIGNS_OF_A_PROXY = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
)


def is_demo_on_loopback(request: HttpRequest) -> bool:
    """Return whether this request may look as somebody: demo install, loopback at both ends."""
    return settings.BAKEN_DEMO and is_on_loopback(request)


def is_on_loopback(request: HttpRequest) -> bool:
    """Return whether this request comes from the machine itself, without a proxy between."""
    return (
        is_loopback(request.META.get("REMOTE_ADDR", ""))
        and is_loopback(request.get_host())
        and not any(sign in request.META for sign in SIGNS_OF_A_PROXY)
    )


def loopback_only(view: View) -> View:
    """Let the view exist for who works on the machine itself; elsewhere it is a 404."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **named: object) -> HttpResponse:
        if not is_on_loopback(request):
            raise Http404
        return view(request, **named)

    return guarded


def demo_only(view: View) -> View:
    """Let the view exist on a demo install reached on its own machine; elsewhere it is a 404."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **named: object) -> HttpResponse:
        if not is_demo_on_loopback(request):
            raise Http404
        return view(request, **named)

    return guarded
