"""What everybody may read: what residents said, and what was done with it."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.desks.participation.asked import area_names
from baken.desks.participation.plan_places import PlanPlaces
from baken.desks.participation.showing import shown_answer
from baken.desks.participation.wording import FORMS
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import names_of
from baken.records.participation.facts import QuoteOrigin, VoiceFact
from baken.records.participation.selectors import (
    municipalities_with_voices,
    published_themes,
    published_voices,
)

MOST, PER_THEME = 200, 5


@needs(READ_PUBLISHED)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Show the municipalities of which something was published."""
    codes = municipalities_with_voices()
    names = names_of(codes)
    found = sorted((names.get(code, code), code) for code in codes)
    return render(request, "participation/places.html", {"places": found})


@needs(READ_PUBLISHED)
@require_safe
def voices(request: HttpRequest, code: str) -> HttpResponse:
    """Show the themes and quotes of a municipality, and what was done with them."""
    if code not in municipalities_with_voices():
        raise Http404
    names = area_names(code)
    said, places = published_voices(code), PlanPlaces()
    themes = published_themes(code)
    named = {theme.name for theme in themes}
    shown = {
        "name": names.get(code, code),
        "themes": [
            {
                "theme": theme,
                "places": [(names.get(area, area), n) for area, n in theme.counts.items()],
                "answers": [shown_answer(each, places) for each in theme.done],
                "voices": _voices((v for v in said if v.theme == theme.name), names, places)[
                    :PER_THEME
                ],
            }
            for theme in themes
        ],
        "others": _voices((v for v in said if v.theme not in named), names, places)[:MOST],
        "is_synthetic": any(each.origin is QuoteOrigin.SYNTHETIC for each in said)
        or any(theme.is_synthetic for theme in themes),
    }
    return render(request, "participation/voices.html", shown)


def _voices(
    said: Iterable[VoiceFact], names: dict[str, str], places: PlanPlaces
) -> list[dict[str, object]]:
    return [_voice(each, names, places) for each in said]


def _voice(voice: VoiceFact, names: dict[str, str], places: PlanPlaces) -> dict[str, object]:
    return {
        "voice": voice,
        "form": FORMS[voice.form],
        "area": names.get(voice.area_code, voice.area_code),
        "answers": [shown_answer(each, places) for each in voice.done],
        "was_printed": voice.origin is QuoteOrigin.PUBLISHED,
        "is_synthetic": voice.origin is QuoteOrigin.SYNTHETIC,
    }
