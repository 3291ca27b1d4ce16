"""The pages to read: explanation, privacy, accessibility, licence; and the style guide."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.catalogue.sources import SOURCES
from baken.catalogue.years import YEAR_NOTES
from baken.desks.front.examples import (
    example_changes,
    example_small_area,
    example_trend,
)
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs


@needs(ANYONE)
@require_safe
def explanation(request: HttpRequest) -> HttpResponse:
    """Explain how the figures are to be read, with small drawn examples."""
    shown = {
        "trend": example_trend(),
        "changes": example_changes(),
        "small_area": example_small_area(),
        "corona_years": [note.year for note in YEAR_NOTES],
    }
    return render(request, "front/explanation.html", shown)


@needs(ANYONE)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what this site keeps about people, and what it does not."""
    return render(request, "front/privacy.html")


@needs(ANYONE)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessibility is tested and which gaps are known."""
    return render(request, "front/accessibility.html")


@needs(ANYONE)
@require_safe
def licence(request: HttpRequest) -> HttpResponse:
    """Name the licences of the software and of the data."""
    shown = {"sources": [each for each in SOURCES if each.licence]}
    return render(request, "front/licence.html", shown)


@needs(ANYONE)
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component on one page, on a demo install only."""
    if not settings.BAKEN_DEMO:
        raise Http404("the style guide is shown on a demo install only")
    return render(request, "style_guide.html")
