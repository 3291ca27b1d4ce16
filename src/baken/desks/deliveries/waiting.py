"""The rows of a delivery that wait: found, downloaded, set aside, or let wait again."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.deliveries.asked import asked_rows, asked_text, delivery_or_404, english
from baken.desks.deliveries.outcome import crumbs
from baken.desks.deliveries.row_kinds import ROW_KINDS
from baken.desks.deliveries.wording import KINDS, REASONS, REFUSALS, WAITING_STATES
from baken.flows.mend_delivery import ask_to_let_wait, ask_to_set_aside
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.quarantine_file import quarantine_lines
from baken.foundation.intake.waiting import (
    WaitingQuestion,
    WaitingRow,
    number_of_waiting_rows,
    waiting_choice,
    waiting_rows,
)
from baken.foundation.jobs.facts import JobFact
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.records.uploads.rules import UploadRefusedError
from baken.vocabulary.delivery import DeliveryState, WaitingState

ROWS_A_PAGE = 25
LONGEST_REASON = 300
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@needs(DELIVER_FILES)
@require_safe
def waiting(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show the rows in quarantine that fit the filters in the address."""
    found = delivery_or_404(request, identifier)
    asked = _asked(request)
    pages = Paginator(range(number_of_waiting_rows(found.id, asked)), ROWS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = waiting_rows(found.id, asked, first=max(page.start_index() - 1, 0), number=ROWS_A_PAGE)
    choice = waiting_choice(found.id)
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "delivery": found,
        "kind": KINDS.get(found.kind, found.kind),
        "asked": asked,
        "rows": [(row, *_in_words(row)) for row in rows],
        "number": pages.count,
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": f"{query.urlencode()}&" if query else "",
        "reasons": [(code, REASONS.get(code, code), n) for code, n in choice.reasons],
        "columns": [(name, n) for name, n in choice.columns if name],
        "states": [(s, words, choice.states.get(s, 0)) for s, words in WAITING_STATES.items()],
        "counts": found.state is DeliveryState.TAKEN_IN,
        "correctable": found.kind in ROW_KINDS and found.state is DeliveryState.TAKEN_IN,
        "filtered": bool(asked.reason or asked.column or asked.text),
        "crumbs": [*crumbs(found), {"label": _("Rows that wait")}],
    }
    return render(request, "deliveries/waiting.html", shown)


@needs(DELIVER_FILES)
@require_safe
def waiting_file(request: HttpRequest, identifier: UUID) -> StreamingHttpResponse:
    """Give the rows that wait as CSV, to mend in a spreadsheet and bring back."""
    found = delivery_or_404(request, identifier)
    lines = [MARK, *quarantine_lines(found.id)]
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wachtende-rijen-{found.id}.csv"'
    return response


@needs(DELIVER_FILES)
@require_POST
def set_aside(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Ask that the chosen rows wait no longer, with the reason."""
    reason = asked_text(request.POST, "reden", longest=LONGEST_REASON)
    if not reason:
        messages.error(request, _("Say in a few words why these rows are set aside."))
        return redirect("waiting-rows", identifier=identifier)
    return _ask(
        request,
        identifier,
        lambda delivery, rows: ask_to_set_aside(
            delivery, rows, reason, by=request.scope, at=timezone.now()
        ),
    )


@needs(DELIVER_FILES)
@require_POST
def let_wait(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Ask that the chosen rows, which were set aside, wait again."""
    return _ask(
        request,
        identifier,
        lambda delivery, rows: ask_to_let_wait(delivery, rows, by=request.scope, at=timezone.now()),
    )


def _ask(
    request: HttpRequest,
    identifier: UUID,
    ask: Callable[[DeliveryFact, list[int]], JobFact],
) -> HttpResponse:
    found = delivery_or_404(request, identifier)
    rows = asked_rows(request.POST, most=ROWS_A_PAGE)
    if not rows:
        messages.error(request, _("Choose at least one row."))
        return redirect("waiting-rows", identifier=identifier)
    try:
        job = ask(found, rows)
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("waiting-rows", identifier=identifier)
    return redirect("job", identifier=job.id)


def _asked(request: HttpRequest) -> WaitingQuestion:
    state = request.GET.get("stand", "")
    return WaitingQuestion(
        reason=asked_text(request.GET, "reden"),
        column=asked_text(request.GET, "kolom"),
        text=asked_text(request.GET, "waarde"),
        state=WaitingState(state) if state in set(WaitingState) else WaitingState.WAITING,
    )


def _in_words(row: WaitingRow) -> tuple[object, str, list[tuple[str, str]]]:
    """Return the reason and remedy in words, and the cells that a person changed."""
    remedy = row.remedy_en if english() else row.remedy_nl
    cells = (row.corrected or {}).items()
    changed = [(name, cell) for name, cell in cells if cell != row.values.get(name)]
    return REASONS.get(row.reason, row.reason), remedy, changed
