"""Deliveries as a desk lists them: filtered, counted, page by page."""

from dataclasses import dataclass

from django.db.models import QuerySet

from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.models import Delivery, QuarantinedRow
from baken.foundation.intake.selectors import delivery_fact
from baken.vocabulary.delivery import DeliveryState, WaitingState


@dataclass(frozen=True, slots=True)
class DeliveryQuestion:
    """Which deliveries are asked for; empty is all. ``waiting``: only with rows that wait."""

    kind: str = ""
    source: str = ""
    name: str = ""
    waiting: bool = False


def listed_deliveries(
    asked: DeliveryQuestion, *, first: int, number: int
) -> tuple[DeliveryFact, ...]:
    """Return ``number`` deliveries, the newest first, after skipping the ``first`` newest."""
    found = _asked_for(asked).order_by("-received_at", "id")[first : first + number]
    return tuple(delivery_fact(row) for row in found)


def number_of_deliveries(asked: DeliveryQuestion) -> int:
    """Return how many deliveries fit."""
    return _asked_for(asked).count()


def number_waiting() -> int:
    """Return how many rows wait for a correction."""
    return QuarantinedRow.objects.filter(
        state=WaitingState.WAITING, delivery__state=DeliveryState.TAKEN_IN
    ).count()


def _asked_for(asked: DeliveryQuestion) -> QuerySet[Delivery]:
    found = Delivery.objects.all()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.source:
        found = found.filter(source=asked.source)
    if asked.name:
        found = found.filter(file_name__icontains=asked.name)
    if asked.waiting:
        found = found.filter(quarantined__gt=0, state=DeliveryState.TAKEN_IN)
    return found
