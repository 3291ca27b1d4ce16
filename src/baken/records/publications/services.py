"""Writes decisions: what is new is decided on around what stands, and then stands itself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from baken.foundation.intake.turns import take_turn
from baken.records.publications.facts import (
    CellDecision,
    CellKey,
    CountToPublish,
    PastCell,
    PublicationFact,
    SumRule,
)
from baken.records.publications.models import DecidedCell
from baken.records.publications.selectors import history_of
from baken.records.publications.tables import Decided, decide
from baken.vocabulary.disclosure import CellState


def decide_publication(
    counts: Sequence[CountToPublish],
    *,
    tenant: str,
    areas: Sequence[SumRule],
    types: Sequence[SumRule],
    at: datetime,
) -> PublicationFact:
    """Decide what is shown of a municipality's counts, and keep it.

    A count that stands with the same value keeps its decision without being looked at again.
    """
    with transaction.atomic():
        take_turn(f"publications {tenant}")
        ordered = sorted(counts, key=lambda each: each.key)
        history = history_of(tenant)
        standing = {past.key: past for past in history}
        last = max((past.publication for past in history), default=0)
        own = [each for each in ordered if not each.public]
        if all(_stands(each, standing.get(each.key)) for each in own):
            fresh = Decided({}, protected=True)
        else:
            fresh = decide(ordered, history, areas=areas, types=types)
        number = last + bool(fresh.fresh)
        by_key = {each.key: each.count for each in own}
        _store(fresh, by_key, tenant=tenant, number=number, at=at)
    decisions: dict[CellKey, CellDecision] = {
        each.key: fresh.fresh.get(each.key) or standing[each.key].decision for each in own
    }
    decisions |= {e.key: CellDecision(CellState.SHOWN, e.minimum) for e in ordered if e.public}
    return PublicationFact(number, decisions, len(fresh.fresh), fresh.protected)


def _stands(each: CountToPublish, past: PastCell | None) -> bool:
    return past is not None and past.count == each.count


def _store(
    fresh: Decided, counts: dict[CellKey, int], *, tenant: str, number: int, at: datetime
) -> None:
    DecidedCell.objects.bulk_create(
        [
            DecidedCell(
                tenant_id=tenant,
                indicator=key.indicator,
                area_code=key.area_code,
                period=key.period,
                publication=number,
                count=counts[key],
                state=decision.state,
                minimum=decision.minimum,
                decided_at=at,
            )
            for key, decision in fresh.fresh.items()
        ],
        batch_size=2_000,
    )
