"""What a privacy officer sees first: what waits, the newest of the log, and what is held."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from baken.desks.steward.shown import (
    entries_in_words,
    names_of_municipalities,
    table_in_words,
)
from baken.foundation.partners.permissions import READ_AUDIT_LOG
from baken.foundation.partners.routes import needs
from baken.foundation.stewardship.anchors import FILE_NAME, read_anchors
from baken.foundation.stewardship.exceptions import exceptions
from baken.foundation.stewardship.holdings import holdings
from baken.foundation.stewardship.selectors import (
    newest_entries,
    number_of_entries,
    officer_of,
)
from baken.records.publications.selectors import newest_rounds

NEWEST = 5


@needs(READ_AUDIT_LOG)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits, the newest of the log and every table with the rights that are enforced."""
    own, today = officer_of(request.scope), timezone.localdate()
    waiting = [e for e in exceptions(by=request.scope) if e.state(today) == "waiting"]
    anchors = read_anchors(settings.BAKEN_ANCHORS / FILE_NAME)
    shown = {
        "entries": entries_in_words(newest_entries(by=request.scope, number=NEWEST)),
        "number": number_of_entries(by=request.scope),
        "tables": [table_in_words(fact) for fact in holdings(by=request.scope)],
        "municipalities": names_of_municipalities(own),
        "waiting": len(waiting),
        "unprotected": sum(not found.passed for found in newest_rounds()),
        "anchored": max((anchor.day for anchor in anchors if anchor.log in own), default=""),
    }
    return render(request, "steward/desk.html", shown)
