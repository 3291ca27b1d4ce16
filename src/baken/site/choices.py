"""Choices a visitor makes for the screen itself, kept in a cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs
from baken.site.presentation import THEMES

YEAR = 365 * 24 * 3600


@needs(ANYONE)
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colour scheme and go back to the page it was chosen on."""
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, settings.HTTPS)
    response = HttpResponseRedirect(wanted if allowed else reverse("home"))
    theme = request.POST.get("theme", "auto")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=settings.HTTPS)
    return response
