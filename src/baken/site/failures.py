"""What a person sees when a page is not there, not theirs, or broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs


@needs(ANYONE)
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that the page belongs to another role, and where to go."""
    return render(request, "failures/forbidden.html", status=403)


@needs(ANYONE)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that there is no such page, and where to go."""
    return render(request, "failures/not_found.html", status=404)


@needs(ANYONE)
def fault(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without a word on what; the log has it."""
    return render(request, "failures/fault.html", status=500)
