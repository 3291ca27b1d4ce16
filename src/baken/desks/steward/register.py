"""The register of processing activities, and the calendar of destruction."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from baken.catalogue.processing import PROCESSING_ACTIVITIES, ActivityState
from baken.catalogue.retention import RETENTION_TERMS, term_named
from baken.desks.steward.shown import contents_of
from baken.foundation.partners.permissions import READ_AUDIT_LOG
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.stewardship.selectors import tombstones

TOMBSTONES = 100
PARTS = ("purpose", "basis", "people", "data", "recipients", "responsible", "protection")


def language() -> str:
    """Return nl or en, as the screen is read."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@needs(READ_AUDIT_LOG)
@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """Show for what personal data are used, on which basis, and how long they are kept."""
    shown = [
        {
            "activity": activity,
            "label": getattr(activity, f"label_{language()}"),
            "in_use": activity.state is ActivityState.IN_USE,
            **{part: getattr(activity, f"{part}_{language()}") for part in PARTS},
            "terms": [_term(term) for term in activity.terms],
            "tables": [contents_of(table) for table in activity.tables],
        }
        for activity in PROCESSING_ACTIVITIES
    ]
    return render(request, "steward/processing.html", {"activities": shown})


@needs(READ_AUDIT_LOG)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is kept how long, and the tombstones of what was destroyed."""
    today, names = timezone.localdate(), municipality_names()
    stones = tombstones(by=request.scope, number=TOMBSTONES)
    shown = {
        "terms": [_term(term.id) | {"limit": term.limit(today)} for term in RETENTION_TERMS],
        "stones": [
            {
                "stone": stone,
                "contents": contents_of(stone.table),
                "municipality": names.get(stone.tenant or "", ""),
                "term": _term(stone.term)["label"],
            }
            for stone in stones
        ],
    }
    return render(request, "steward/retention.html", shown)


def _term(identifier: str) -> dict[str, object]:
    term = term_named(identifier)
    named = ("label", "counted_from", "reason")
    return {part: getattr(term, f"{part}_{language()}") for part in named} | {
        "id": term.id,
        "months": term.months,
        "years": term.months // 12 if term.months and term.months % 12 == 0 else 0,
    }
