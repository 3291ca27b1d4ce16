"""Rows that wait, corrected on screen: cells in a form, checked, shown before they count."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from baken.desks.deliveries.asked import asked_rows, delivery_or_404, english
from baken.desks.deliveries.outcome import crumbs
from baken.desks.deliveries.row_kinds import ROW_KINDS
from baken.desks.deliveries.subjects import subject_label
from baken.desks.deliveries.wording import KINDS, REASONS, REFUSALS
from baken.flows.mend_delivery import (
    CheckedCorrections,
    ValueChange,
    ask_to_check_file,
    ask_to_correct,
    ask_to_correct_by_file,
    check_corrections,
)
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.reading.table import RowError
from baken.foundation.intake.waiting import WaitingRow, rows_in_quarantine
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.person_columns import PersonColumnsRefusedError
from baken.records.uploads.rules import UploadRefusedError
from baken.vocabulary.delivery import DeliveryState, WaitingState

ROWS_AT_ONCE, MOST_OTHER_CELLS, LONGEST_CELL, MOST_CHANGES = 10, 40, 2_000, 100
UNUSABLE = 422


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell in the form: its column, its field, what stands in it now, and why it is wrong."""

    column: str
    field: str
    value: str
    delivered: str
    errors: tuple[str, ...]
    wrong: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row in the form: cells that mean something, the others, and what is wrong with it whole."""

    number: int
    cells: tuple[ShownCell, ...]
    others: tuple[ShownCell, ...]
    errors: tuple[str, ...]
    reason: object
    remedy: str


@needs(DELIVER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show rows as a form; check what was filled in; ask for it when it is confirmed."""
    found = _correctable_or_404(request, identifier)
    query = request.POST if request.method == "POST" else request.GET
    rows = [
        row
        for row in rows_in_quarantine(found.id, asked_rows(query, most=ROWS_AT_ONCE))
        if row.state is WaitingState.WAITING
    ]
    if not rows:
        messages.error(request, _("Choose at least one row that waits."))
        return redirect("waiting-rows", identifier=identifier)
    if query.get("stap") == "kiezen":
        chosen = urlencode([("regel", row.number) for row in rows])
        return redirect(f"{reverse('correct-rows', args=[identifier])}?{chosen}")
    given = {row.number: _given(found, row, query) for row in rows}
    if request.method != "POST":
        return _show(request, found, rows, given, None)
    try:
        checked = check_corrections(ROW_KINDS[found.kind], found, given, at=timezone.now())
    except PersonColumnsRefusedError as refusal:
        return _show(request, found, rows, given, None, persons=refusal)
    if checked.good and query.get("stap") == "opnemen":
        return _ask(request, found, given)
    return _show(request, found, rows, given, checked)


@needs(DELIVER_FILES)
@require_POST
def correct_by_file(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Keep the file of corrected rows and have it checked."""
    found = _correctable_or_404(request, identifier)
    files = request.FILES.getlist("files")
    if len(files) != 1 or not isinstance(files[0], TemporaryUploadedFile):
        messages.error(request, _("Choose the file with the corrected rows."))
        return redirect("waiting-rows", identifier=identifier)
    try:
        job = ask_to_check_file(
            found,
            arrived=Path(files[0].temporary_file_path()),
            file_name=files[0].name or "",
            sha256=files[0].sha256,
            by=request.scope,
            at=timezone.now(),
        )
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("waiting-rows", identifier=identifier)
    return redirect("job", identifier=job.id)


# The upload handler asks for this mark before it keeps a byte.
correct_by_file.takes_files = DELIVER_FILES


@needs(DELIVER_FILES)
@require_POST
def take_in_file(request: HttpRequest, identifier: UUID, upload: UUID) -> HttpResponse:
    """Have the good rows of a checked file taken in."""
    found = _correctable_or_404(request, identifier)
    try:
        job = ask_to_correct_by_file(found, upload, by=request.scope, at=timezone.now())
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("waiting-rows", identifier=identifier)
    return redirect("job", identifier=job.id)


def _ask(
    request: HttpRequest, found: DeliveryFact, given: dict[int, dict[str, Any]]
) -> HttpResponse:
    try:
        job = ask_to_correct(found, given, by=request.scope, at=timezone.now())
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("waiting-rows", identifier=found.id)
    return redirect("job", identifier=job.id)


def _correctable_or_404(request: HttpRequest, identifier: UUID) -> DeliveryFact:
    found = delivery_or_404(request, identifier)
    if found.kind not in ROW_KINDS or found.state is not DeliveryState.TAKEN_IN:
        raise Http404(f"rows of delivery {identifier} cannot be corrected")
    return found


def _field(row: int, place: int) -> str:
    return f"cel-{row}-{place}"


def _given(found: DeliveryFact, row: WaitingRow, query: QueryDict) -> dict[str, Any]:
    """Return the cells of a row: as filled in, and where nothing was asked as delivered."""
    values = {}
    for place, column in enumerate(found.header):
        stood = row.values.get(column, "")
        text = query.get(_field(row.number, place))
        values[column] = stood if text is None else text.replace("\0", "")[:LONGEST_CELL]
    return values


def _show(
    request: HttpRequest,
    found: DeliveryFact,
    rows: Sequence[WaitingRow],
    given: dict[int, dict[str, Any]],
    checked: CheckedCorrections | None,
    *,
    persons: PersonColumnsRefusedError | None = None,
) -> HttpResponse:
    errors = {row.row.number: row.errors for row in checked.rows} if checked else {}
    shown = {
        "delivery": found,
        "kind": KINDS.get(found.kind, found.kind),
        "rows": [_row(found, row, given[row.number], errors.get(row.number)) for row in rows],
        "checked": checked,
        "good": bool(checked and checked.good),
        "changes": _in_words(found, checked.changes[:MOST_CHANGES]) if checked else [],
        "persons": [name for name, _kind in persons.columns] if persons else [],
        "crumbs": [*crumbs(found), {"label": _("Correct rows")}],
    }
    shown["reach"] = _reach(checked.changes) if checked else {}
    polled = request.headers.get("HX-Request") == "true"
    template = "deliveries/correct_errors.html" if polled else "deliveries/correct.html"
    wrong = persons is not None or (checked is not None and not checked.good)
    # A partial answer of htmx is only shown when it is a success.
    return render(request, template, shown, status=UNUSABLE if wrong and not polled else 200)


def _row(
    found: DeliveryFact,
    row: WaitingRow,
    given: dict[str, Any],
    errors: tuple[RowError, ...] | None,
) -> ShownRow:
    told: dict[str, list[str]] = {}
    if errors is None:
        told[row.column] = [row.remedy_en if english() else row.remedy_nl]
    for error in errors or ():
        told.setdefault(error.column, []).append(error.remedy_en if english() else error.remedy_nl)
    meant = {name for names in (found.mapping or {}).get("columns", {}).values() for name in names}
    cells = [
        ShownCell(
            column=column,
            field=_field(row.number, place),
            value=str(given[column]),
            delivered=str(row.values.get(column, "")),
            errors=tuple(told.get(column, ())),
            wrong=column in told,
        )
        for place, column in enumerate(found.header)
    ]
    first = [each for each in cells if each.wrong or each.column in meant]
    others = [each for each in cells if each not in first]
    whole = [text for column, texts in told.items() if column not in found.header for text in texts]
    return ShownRow(
        number=row.number,
        cells=tuple(first or others),
        others=tuple(others[:MOST_OTHER_CELLS]) if first else (),
        errors=tuple(whole),
        reason=REASONS.get(row.reason, row.reason),
        remedy=row.remedy_en if english() else row.remedy_nl,
    )


def _in_words(
    found: DeliveryFact, changes: Sequence[ValueChange]
) -> list[tuple[ValueChange, str, str]]:
    names = names_of({each.area for each in changes}) if changes else {}
    return [
        (each, subject_label(found.kind, each.subject), names.get(each.area, ""))
        for each in changes
    ]


def _reach(changes: Sequence[ValueChange]) -> dict[str, object]:
    return {
        "values": len(changes),
        "areas": len({each.area for each in changes}),
        "periods": sorted({each.period for each in changes}),
    }
