"""What became of a delivery: its rows, its sums beside what stood, what changed, what to do."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baken.desks.deliveries.asked import asked_text, delivery_or_404
from baken.desks.deliveries.row_kinds import ROW_KINDS, TABLES
from baken.desks.deliveries.subjects import adds_up, subject_label
from baken.desks.deliveries.wording import KINDS, LEVELS
from baken.foundation.intake.effects import (
    ChangedValue,
    SubjectSum,
    changed_values,
    number_of_changed_values,
    sums_of,
)
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.quality.notices import QualityNoticeFact, notices_since
from baken.foundation.intake.waiting import waiting_choice
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import names_of
from baken.vocabulary.delivery import WaitingState

FIRST_CHANGES, CHANGES_A_PAGE, MOST_SUMS, MOST_NOTICES = 10, 50, 300, 5


@dataclass(frozen=True, slots=True)
class ShownSum:
    """A sum in words; ``difference`` with what stood for the same areas, None where none did."""

    label: str
    level: object
    held: SubjectSum
    total: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A changed value in words."""

    label: str
    area: str
    held: ChangedValue


@needs(DELIVER_FILES)
@require_safe
def outcome(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show what a delivery brought and changed, and what can be done about it."""
    found = delivery_or_404(request, identifier)
    kind = ROW_KINDS.get(found.kind)
    table = TABLES.get(found.kind)
    sums = sums_of(table, found.id) if table else ()
    periods = _periods(sums)
    wanted = asked_text(request.GET, "periode")
    revised = next((name for name, counted in periods.items() if counted[0]), "")
    period = wanted if wanted in periods else revised or next(iter(periods), "")
    # Where each row counts as one, old and new numbers say nothing.
    changed = sum(each.revised for each in sums) if table and table.value else 0
    first = changed_values(table, found.id, first=0, number=FIRST_CHANGES) if changed else ()
    notices = _notices_about(found, sums)
    shown = {
        "delivery": found,
        "kind": KINDS.get(found.kind, found.kind),
        "periods": periods.items(),
        "period": period,
        "sums": [_sum(found.kind, each) for each in sums if each.period == period][:MOST_SUMS],
        "changed": changed,
        "changes": _in_words(found.kind, first),
        "states": waiting_choice(found.id).states if kind else {},
        "notices": notices[:MOST_NOTICES],
        "number_of_notices": len(notices),
        "may_be_withdrawn": table is not None,
        "may_be_corrected": kind is not None,
        "of_registrations": found.kind == "registrations",
        "crumbs": crumbs(found, last=True),
    }
    shown["aside"] = shown["states"].get(WaitingState.SET_ASIDE, 0)
    shown["waiting"] = shown["states"].get(WaitingState.WAITING, 0)
    return render(request, "deliveries/outcome_page.html", shown)


@needs(DELIVER_FILES)
@require_safe
def changes(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show every value that a delivery revised, old and new, page by page."""
    found = delivery_or_404(request, identifier)
    table = TABLES.get(found.kind)
    if table is None or not table.value:
        raise Http404(f"deliveries of kind {found.kind} keep no values")
    number = number_of_changed_values(table, found.id)
    pages = Paginator(range(number), CHANGES_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    first = max(page.start_index() - 1, 0)
    rows = changed_values(table, found.id, first=first, number=CHANGES_A_PAGE)
    shown = {
        "delivery": found,
        "changed": number,
        "changes": _in_words(found.kind, rows),
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": "",
        "crumbs": [*crumbs(found), {"label": _("What changed")}],
    }
    return render(request, "deliveries/changes.html", shown)


def crumbs(delivery: DeliveryFact, *, last: bool = False) -> list[dict[str, object]]:
    """Return the way to a delivery on the desk; the last step has no address."""
    here = {"label": delivery.file_name}
    if not last:
        here["url"] = reverse("delivery-outcome", args=[delivery.id])
    return [
        {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
        {"url": reverse("deliveries"), "label": _("Deliveries")},
        here,
    ]


def _periods(sums: tuple[SubjectSum, ...]) -> dict[str, tuple[int, int]]:
    """Return how many values are revised and new in each period, the newest first."""
    found: dict[str, tuple[int, int]] = {}
    for each in sums:
        revised, new = found.get(each.period, (0, 0))
        found[each.period] = revised + each.revised, new + each.new
    return found


def _sum(kind: str, held: SubjectSum) -> ShownSum:
    added = adds_up(kind, held.subject)
    known = added and held.before is not None and held.beside is not None
    return ShownSum(
        label=subject_label(kind, held.subject),
        level=LEVELS.get(held.level, held.level),
        held=held,
        total=held.total if added else None,
        difference=held.beside - held.before if known else None,
    )


def _in_words(kind: str, rows: tuple[ChangedValue, ...]) -> list[ShownChange]:
    names = names_of({row.area for row in rows}) if rows else {}
    return [
        ShownChange(subject_label(kind, row.subject), names.get(row.area, ""), row) for row in rows
    ]


def _notices_about(
    delivery: DeliveryFact, sums: tuple[SubjectSum, ...]
) -> tuple[QualityNoticeFact, ...]:
    """Return what was found since this delivery, in the places and periods it speaks of."""
    said = {each.period for each in sums} | ({str(delivery.year)} if delivery.year else set())
    places = {place for each in sums for place in each.places}
    return tuple(
        each
        for each in notices_since(delivery.received_at, periods=said)
        if not sums or each.area[2:6] in places
    )
