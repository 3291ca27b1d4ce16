"""The rows of a delivery in quarantine as a desk lists them: filtered, counted, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from baken.foundation.intake.models import QuarantinedRow
from baken.foundation.intake.selectors import rows_at
from baken.vocabulary.delivery import WaitingState


@dataclass(frozen=True, slots=True)
class WaitingQuestion:
    """Which rows are asked for; empty is all. ``text`` is looked for in the value."""

    reason: str = ""
    column: str = ""
    text: str = ""
    state: WaitingState = WaitingState.WAITING


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row in quarantine: how it stood in the file, why, and what a person did about it.

    ``corrected`` are its cells as corrected, None while it waits or was set aside.
    """

    number: int
    column: str
    value: str
    reason: str
    remedy_nl: str
    remedy_en: str
    state: WaitingState
    values: dict[str, str]
    corrected: dict[str, str] | None
    explanation: str
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class WaitingChoice:
    """What there is to choose from, with how many rows each: reasons and columns by name."""

    reasons: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, int], ...]
    states: dict[WaitingState, int]


def waiting_rows(
    delivery: UUID, asked: WaitingQuestion, *, first: int, number: int
) -> tuple[WaitingRow, ...]:
    """Return ``number`` rows in quarantine by row number, after skipping the first ones."""
    return _facts(delivery, _asked_for(delivery, asked)[first : first + number])


def rows_in_quarantine(delivery: UUID, numbers: Collection[int]) -> tuple[WaitingRow, ...]:
    """Return the rows with these numbers, whatever became of them."""
    found = QuarantinedRow.objects.filter(delivery_id=delivery, number__in=list(numbers))
    return _facts(delivery, found.select_related("corrected_by").order_by("number", "id"))


def number_of_waiting_rows(delivery: UUID, asked: WaitingQuestion) -> int:
    """Return how many rows fit."""
    return _asked_for(delivery, asked).count()


def waiting_choice(delivery: UUID) -> WaitingChoice:
    """Return the reasons, columns and states that occur among the rows of a delivery."""
    found = QuarantinedRow.objects.filter(delivery_id=delivery)
    counted = found.values_list("state", "reason", "column").annotate(number=Count("id"))
    reasons: dict[str, int] = {}
    columns: dict[str, int] = {}
    states: dict[WaitingState, int] = {}
    for state, reason, column, number in counted:
        reasons[reason] = reasons.get(reason, 0) + number
        columns[column] = columns.get(column, 0) + number
        states[WaitingState(state)] = states.get(WaitingState(state), 0) + number
    return WaitingChoice(tuple(sorted(reasons.items())), tuple(sorted(columns.items())), states)


def _asked_for(delivery: UUID, asked: WaitingQuestion) -> QuerySet[QuarantinedRow]:
    wanted = Q(delivery_id=delivery, state=asked.state)
    if asked.reason:
        wanted &= Q(reason=asked.reason)
    if asked.column:
        wanted &= Q(column=asked.column)
    if asked.text:
        wanted &= Q(value__icontains=asked.text)
    found = QuarantinedRow.objects.filter(wanted).select_related("corrected_by")
    return found.order_by("number", "id")


def _facts(delivery: UUID, found: QuerySet[QuarantinedRow]) -> tuple[WaitingRow, ...]:
    rows = list(found)
    values = {row.number: row.values for row in rows_at((delivery, row.number) for row in rows)}
    return tuple(_fact(row, values.get(row.number, {})) for row in rows)


def _fact(row: QuarantinedRow, values: dict[str, str]) -> WaitingRow:
    return WaitingRow(
        number=row.number,
        column=row.column,
        value=row.value,
        reason=row.reason,
        remedy_nl=row.remedy_nl,
        remedy_en=row.remedy_en,
        state=WaitingState(row.state),
        values=values,
        corrected=row.corrected_values,
        explanation=row.explanation,
        decided_at=row.corrected_at,
        decided_by=row.corrected_by.full_name if row.corrected_by else "",
    )
