"""From which network address a request comes, also behind proxies of one's own."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of who asks; what somebody else wrote into X-Forwarded-For is not read."""
    near = request.META.get("REMOTE_ADDR", "")
    if not settings.BAKEN_PROXIES:
        return near
    far = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    # Each proxy adds whom it saw: with one proxy, the last address is that of who asks.
    return far[-settings.BAKEN_PROXIES] if len(far) >= settings.BAKEN_PROXIES else near
