"""What every page knows: site name, theme, language, who looks as whom."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import ResolverMatch
from django.utils.translation import get_language

from baken.catalogue.certainty import CERTAINTIES

THEMES = ("auto", "light", "dark")


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the base template."""
    return still_context(request) | {
        "person": request.user if request.user.is_authenticated else None,
        "looking_as": _looking_as(request),
    }


def still_context(request: HttpRequest) -> dict[str, Any]:
    """Return what is known of a page without asking the database anything."""
    match = request.resolver_match
    return {
        "site_name": settings.BAKEN_SITE_NAME,
        "theme": theme_of(request),
        "logo": static(settings.BAKEN_LOGO) if settings.BAKEN_LOGO else "",
        "theme_css": static(settings.BAKEN_THEME_CSS) if settings.BAKEN_THEME_CSS else "",
        "certainty_scale": _certainty_scale(),
        "demo": settings.BAKEN_DEMO,
        "section": _section(match) if match else "",
    }


def _section(match: ResolverMatch) -> str:
    """Return which part of the menu a page belongs to: by its name, or by where it lives."""
    known = SECTIONS.get(match.url_name or "")
    return known or ("plans" if match.route.startswith(PLAN_ADDRESSES) else "")


def theme_of(request: HttpRequest) -> str:
    """Return the chosen colour scheme; "auto" follows the device."""
    chosen = request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _certainty_scale() -> list[tuple[str, str]]:
    language = get_language() or "nl"
    return [(step.label(language), step.explanation(language)) for step in CERTAINTIES]


def _looking_as(request: HttpRequest) -> str:
    # Anonymous visitors have no session to read: that saves a query on every public page.
    return request.user.full_name if request.user.is_authenticated and request.user.is_demo else ""


PLAN_ADDRESSES = ("plannen/", "wijkplannen/", "concept/")
"""Where every page belongs to the plans."""
SECTIONS = {
    "desk-administrator": "desk",
    "person": "desk",
    "invite-person": "desk",
    "account": "desk",
    "desk-resident": "desk",
    "desk-gebiedsmanager": "desk",
    "desk-wijkagent": "desk",
    "desk-coordinator": "desk",
    "desk-policy-adviser": "desk",
    "desk-programme-manager": "desk",
    "desk-executive": "desk",
    "my-plan-alarms": "desk",
    "phases": "desk",
    "area-phase": "desk",
    "area-driehoek": "desk",
    "phase-trials": "desk",
    "phase-trial": "desk",
    "desk-council-member": "desk",
    "desk-privacy-officer": "desk",
    "home": "home",
    "municipalities": "municipalities",
    "compare": "compare",
    "types": "types",
    "type": "types",
    "ranking": "types",
    "peers": "municipalities",
    "my-place": "my-place",
    "search": "search",
    "municipality": "municipalities",
    "policy-indicators": "municipalities",
    "policy-indicator": "municipalities",
    "plan-accounts": "plans",
    "plan-account": "plans",
    "plan-account-archived": "plans",
    "plan-account-wijk": "plans",
    "plan-account-desk": "plans",
    "plan-account-write": "plans",
    "plan-account-tell": "plans",
    "plan-account-draft": "plans",
    "plan-account-publish": "plans",
    "wijk": "municipalities",
    "buurt": "municipalities",
    "wijk-scan": "municipalities",
    "buurt-scan": "municipalities",
    "morning": "desk",
    "morning-of": "desk",
    "heterdaad": "desk",
    "sightings": "desk",
    "meetings": "desk",
    "meeting": "desk",
    "statements": "desk",
    "unusual": "desk",
    "watch-calibration": "desk",
    "talks": "desk",
    "talk": "desk",
    "bring-in-talks": "desk",
    "write-talk": "desk",
    "check-quotes": "desk",
    "quote": "desk",
    "answer-quote": "desk",
    "own-themes": "desk",
    "answer-theme": "desk",
    "reach": "desk",
    "voices-places": "plans",
    "voices": "plans",
    "sources": "sources",
    "delivery": "sources",
    "figure": "sources",
    "explanation": "explanation",
    "look-as": "look-as",
}
