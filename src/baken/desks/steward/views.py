"""What a privacy officer sees: the log of own municipalities, and what is held."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from baken.desks.steward.wording import ACTIONS, CONTENTS, DETAILS
from baken.foundation.partners.permissions import READ_AUDIT_LOG
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.stewardship.holdings import TableFact, holdings
from baken.foundation.stewardship.selectors import (
    AuditFact,
    newest_entries,
    number_of_entries,
    officer_of,
)

NEWEST, PER_PAGE = 5, 50


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry of the log in words."""

    entry: AuditFact
    municipality: str
    action: Promise | str
    details: tuple[tuple[Promise | str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words: what it holds and about whom."""

    fact: TableFact
    contents: Promise | str
    of_staff: bool


@needs(READ_AUDIT_LOG)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the newest of the log and every table with the rights that are enforced."""
    shown = {
        "entries": _in_words(newest_entries(by=request.scope, number=NEWEST)),
        "number": number_of_entries(by=request.scope),
        "tables": [_table_in_words(fact) for fact in holdings(by=request.scope)],
        "municipalities": _names_of(officer_of(request.scope)),
    }
    return render(request, "steward/desk.html", shown)


@needs(READ_AUDIT_LOG)
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the log of one's municipalities, page by page, the newest first."""
    pages = Paginator(range(number_of_entries(by=request.scope)), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    after = max(page.start_index() - 1, 0)
    found = newest_entries(by=request.scope, number=PER_PAGE, after=after)
    shown = {
        "entries": _in_words(found),
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "municipalities": _names_of(officer_of(request.scope)),
    }
    return render(request, "steward/audit_log.html", shown)


def _in_words(entries: tuple[AuditFact, ...]) -> list[ShownEntry]:
    names = municipality_names()
    return [
        ShownEntry(
            entry,
            names.get(entry.tenant, entry.tenant),
            ACTIONS.get(entry.action, entry.action),
            tuple((DETAILS.get(key, key), value) for key, value in entry.details.items()),
        )
        for entry in entries
    ]


def _table_in_words(fact: TableFact) -> ShownTable:
    contents, of_staff = CONTENTS.get(fact.table, (fact.table, False))
    return ShownTable(fact, contents, of_staff)


def _names_of(codes: frozenset[str]) -> list[str]:
    names = municipality_names()
    return sorted(names.get(code, code) for code in codes)
