"""What is held about a place, a file or a person: counted and dated, never shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from baken.desks.steward.register import language
from baken.desks.steward.shown import contents_of
from baken.desks.steward.wording import ABOUT
from baken.flows.held_about import held_about
from baken.foundation.partners.permissions import READ_AUDIT_LOG
from baken.foundation.partners.routes import needs
from baken.foundation.stewardship.held import HeldAbout, HeldFact
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.selectors import officer_of


@needs(READ_AUDIT_LOG)
@require_safe
def what_is_held(request: HttpRequest) -> HttpResponse:
    """Show per table how many rows are about it, from when to when, and under which rules."""
    about = _about(request.GET.get("over", ""))
    name = request.GET.get("naam", "").replace("\0", "").strip()[:255]
    own = officer_of(request.scope)
    found = held_about(about, name, tenants=own) if name else None
    if found and about is HeldAbout.PERSON:
        for tenant in sorted(own):
            write_processing_line(
                tenant=tenant, activity="accountability", name="look-up-person", at=timezone.now()
            )
    shown = {
        "about": about,
        "choices": [(each, ABOUT[each]) for each in HeldAbout],
        "name": name,
        "found": [_shown(fact) for fact in found or ()],
        "unknown": bool(name) and found is None,
    }
    return render(request, "steward/held.html", shown)


def _about(asked: str) -> HeldAbout:
    return HeldAbout(asked) if asked in set(HeldAbout) else HeldAbout.PLACE


def _shown(fact: HeldFact) -> dict[str, object]:
    activity = fact.activity
    return {
        "fact": fact,
        "contents": contents_of(fact.table),
        "activity": getattr(activity, f"label_{language()}") if activity else "",
        "terms": [
            {"label": getattr(term, f"label_{language()}"), "months": term.months}
            for term in fact.terms
        ],
    }
