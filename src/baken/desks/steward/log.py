"""The log: with filters in the address, as a file, and verified."""

import csv
import io
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.steward.shown import entries_in_words, names_of_municipalities
from baken.desks.steward.wording import ACTIONS, FAULTS
from baken.foundation.partners.permissions import READ_AUDIT_LOG
from baken.foundation.partners.routes import needs
from baken.foundation.stewardship.anchors import FILE_NAME, read_anchors
from baken.foundation.stewardship.selectors import (
    LogQuestion,
    newest_entries,
    number_of_entries,
    officer_of,
)
from baken.foundation.stewardship.verification import verify_log
from baken.vocabulary.spreadsheet import plain_text

PER_PAGE, MOST_ROWS = 50, 50_000
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@needs(READ_AUDIT_LOG)
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the log of one's municipalities as asked in the address, page by page."""
    question = _question(request.GET)
    pages = Paginator(range(number_of_entries(by=request.scope, question=question)), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    after = max(page.start_index() - 1, 0)
    found = newest_entries(by=request.scope, number=PER_PAGE, after=after, question=question)
    query = _query(question)
    shown = {
        "entries": entries_in_words(found),
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": f"{query}&" if query else "",
        "csv_query": query,
        "question": question,
        "actions": sorted(ACTIONS.items(), key=lambda action: str(action[1])),
        "municipalities": names_of_municipalities(officer_of(request.scope)),
    }
    return render(request, "steward/audit_log.html", shown)


@needs(READ_AUDIT_LOG)
@require_safe
def audit_log_as_csv(request: HttpRequest) -> HttpResponse:
    """Give the log as asked in the address as CSV: the newest 50,000 entries at most."""
    found = newest_entries(by=request.scope, number=MOST_ROWS, question=_question(request.GET))
    file = io.StringIO()
    english = (get_language() or "nl").startswith("en")
    writer = csv.writer(file, delimiter="," if english else ";", lineterminator="\r\n")
    header = (_("When"), _("Who"), _("Did what"), _("About"), _("Details"), _("Municipality"))
    writer.writerow(header)
    for shown in entries_in_words(found):
        details = ", ".join(f"{label}: {value}" for label, value in shown.details)
        row = (
            shown.entry.at.isoformat(), shown.entry.actor, shown.action, shown.entry.subject,
            details, shown.municipality,
        )  # fmt: skip
        writer.writerow([plain_text(str(value)) for value in row])
    response = HttpResponse(MARK + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="logboek.csv"'
    return response


@needs(READ_AUDIT_LOG)
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Recompute the chain of one's municipalities and compare it with the anchors."""
    own = officer_of(request.scope)
    anchors = read_anchors(settings.BAKEN_ANCHORS / FILE_NAME)
    found = verify_log(tenants=own, anchors=anchors)
    newest = {anchor.log: anchor for anchor in anchors if anchor.log in own}
    shown = {
        "found": found,
        "faults": [(fault, FAULTS.get(fault.what, fault.what)) for fault in found.faults],
        "anchors": sorted(newest.values(), key=lambda anchor: anchor.log),
        "municipalities": names_of_municipalities(own),
    }
    return render(request, "steward/verification.html", shown)


def _question(asked: QueryDict) -> LogQuestion:
    action = asked.get("handeling", "")
    return LogQuestion(
        action=action if action in ACTIONS else "",
        name=asked.get("wie", "").replace("\0", "").strip()[:100],
        since=_day(asked.get("van", "")),
        until=_day(asked.get("tot", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _query(question: LogQuestion) -> str:
    named = {
        "handeling": question.action,
        "wie": question.name,
        "van": question.since or "",
        "tot": question.until or "",
    }
    return urlencode({key: value for key, value in named.items() if value})
