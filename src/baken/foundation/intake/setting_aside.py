"""Rows in quarantine that need no correction: set aside for a reason, or let wait again."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.correcting import Corrector, log_row, waiting_rows_by_number
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.turns import take_turn
from baken.foundation.partners.scope import in_tenant
from baken.vocabulary.delivery import DeliveryState, WaitingState
from baken.vocabulary.errors import UnusableInputError

LONGEST_REASON = 300


def set_rows_aside(
    *, delivery: UUID, numbers: Collection[int], reason: str, corrector: Corrector
) -> int:
    """Let rows wait no longer, with the reason; return how many.

    Raises:
        UnusableInputError: when no reason is given, or the delivery does not count.
    """
    said = " ".join(reason.split())[:LONGEST_REASON]
    if not said:
        raise UnusableInputError("rows are set aside for a reason; say why in a few words")
    return _move(
        delivery, numbers, corrector, WaitingState.WAITING, WaitingState.SET_ASIDE, reason=said
    )


def let_rows_wait(*, delivery: UUID, numbers: Collection[int], corrector: Corrector) -> int:
    """Let rows that were set aside wait for a correction again; return how many."""
    return _move(
        delivery, numbers, corrector, WaitingState.SET_ASIDE, WaitingState.WAITING, reason=""
    )


def _move(
    delivery: UUID,
    numbers: Collection[int],
    corrector: Corrector,
    old: WaitingState,
    new: WaitingState,
    *,
    reason: str,
) -> int:
    aside = new is WaitingState.SET_ASIDE
    with transaction.atomic(), in_tenant(corrector.tenant):
        take_turn("intake")
        found = Delivery.objects.filter(id=delivery, state=DeliveryState.TAKEN_IN).first()
        if found is None:
            raise UnusableInputError(f"there is no delivery {delivery} that counts")
        rows = waiting_rows_by_number(found, list(numbers), state=old)
        for row in rows.values():
            row.state, row.explanation = new, reason
            row.corrected_at = corrector.at if aside else None
            row.corrected_by_id = corrector.by if aside else None
            row.save(update_fields=["state", "explanation", "corrected_at", "corrected_by"])
            log_row(found, row.number, corrector, "set-row-aside" if aside else "let-row-wait")
        found.quarantined += -len(rows) if aside else len(rows)
        found.save(update_fields=["quarantined"])
        return len(rows)
