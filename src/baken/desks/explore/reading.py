"""Help: the keys, where things are, how to read a figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs


@needs(ANYONE)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how this site is used by keyboard, on paper and with a screen reader."""
    return render(request, "explore/help.html")
