"""Writes decisions: what is new is decided on around what stands, and then stands itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from baken.engines import disclosure
from baken.foundation.intake.turns import take_turn
from baken.records.publications.facts import (
    CellDecision,
    CellKey,
    CountToPublish,
    PastCell,
    PublicationFact,
    SumRule,
)
from baken.records.publications.models import DecidedCell, PublicationRound
from baken.records.publications.selectors import history_of
from baken.records.publications.tables import Decided, decide
from baken.vocabulary.disclosure import CellState

Decisions = Mapping[CellKey, CellDecision]


def decide_publication(
    counts: Sequence[CountToPublish],
    *,
    tenant: str,
    areas: Sequence[SumRule],
    types: Sequence[SumRule],
    at: datetime,
) -> PublicationFact:
    """Decide what is shown of a municipality's counts, and keep it.

    A count that stands with the same value keeps its decision without being looked at again. Of a
    round whose audit does not pass nothing is published: what is new stays silent until a later
    round passes.
    """
    with transaction.atomic():
        take_turn(f"publications {tenant}")
        ordered = sorted(counts, key=lambda each: each.key)
        history = history_of(tenant)
        standing = {past.key: past for past in history}
        last = max((past.publication for past in history), default=0)
        own = [each for each in ordered if each.ours]
        if all(_stands(each, standing.get(each.key)) for each in own):
            fresh: Decisions = {}
            number, protected = last, True
        else:
            found = decide(ordered, history, areas=areas, types=types)
            number, protected = last + 1, found.protected
            shown = _already_public(own, standing)
            fresh = {**found.fresh, **shown} if protected else _silent(found.fresh)
            _store_round(found, fresh, own, tenant=tenant, number=number, at=at)
            if protected:
                _store(fresh, own, tenant=tenant, number=number, at=at)
    decisions = {
        each.key: fresh.get(each.key) or standing[each.key].decision
        for each in ordered
        if each.key in fresh or _stands(each, standing.get(each.key))
    }
    return PublicationFact(number, decisions, len(fresh), protected)


def _already_public(
    own: Sequence[CountToPublish], standing: Mapping[CellKey, PastCell]
) -> Decisions:
    """Return what is shown since others publish the same count, where nothing stands yet."""
    return {
        each.key: CellDecision(CellState.SHOWN, each.minimum)
        for each in own
        if each.public and not _stands(each, standing.get(each.key))
    }


def _silent(decisions: Decisions) -> Decisions:
    return {key: CellDecision(CellState.SILENT, each.minimum) for key, each in decisions.items()}


def _stands(each: CountToPublish, past: PastCell | None) -> bool:
    return past is not None and past.count == each.count


def _store_round(
    found: Decided,
    fresh: Decisions,
    own: Sequence[CountToPublish],
    *,
    tenant: str,
    number: int,
    at: datetime,
) -> None:
    states = Counter(each.state for each in fresh.values())
    PublicationRound.objects.create(
        tenant_id=tenant,
        number=number,
        decided_at=at,
        method=found.method,
        version=disclosure.VERSION,
        minimum=max(each.minimum for each in own),
        cells=len(fresh),
        shown=states[CellState.SHOWN],
        small=states[CellState.SMALL] + states[CellState.SMALL_OR_ZERO],
        withheld=states[CellState.WITHHELD],
        silent=states[CellState.SILENT],
        rounded=states[CellState.ROUNDED],
        lost_share=found.lost_share,
        failing=found.failing,
        passed=found.protected,
    )


def _store(
    fresh: Decisions, own: Sequence[CountToPublish], *, tenant: str, number: int, at: datetime
) -> None:
    counts = {each.key: each.count for each in own}
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
                rounded=decision.rounded,
                decided_at=at,
            )
            for key, decision in fresh.items()
        ],
        batch_size=2_000,
    )
