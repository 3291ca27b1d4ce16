"""Questions about decisions. No count of a hidden cell leaves, but to the deciding itself."""

from datetime import datetime

from django.db import connection

from baken.records.publications.facts import (
    CellDecision,
    CellKey,
    PastCell,
    PublishedCell,
    RoundFact,
    TallyFact,
)
from baken.records.publications.models import DecidedCell, PublicationRound
from baken.vocabulary.disclosure import CellState


def history_of(tenant: str) -> tuple[PastCell, ...]:
    """Return every decision on a municipality's counts, the oldest first."""
    rows = DecidedCell.objects.filter(tenant_id=tenant).order_by(
        "publication", "indicator", "area_code", "period"
    )
    return tuple(
        PastCell(
            CellKey(row.indicator, row.area_code, row.period),
            row.publication,
            row.count,
            CellDecision(CellState(row.state), row.minimum, row.rounded),
        )
        for row in rows.iterator(10_000)
    )


def published_cells(
    tenant: str, *, indicator: str = "", period: str = ""
) -> tuple[PublishedCell, ...]:
    """Return what stands of each of a municipality's counts, without any count."""
    rows = DecidedCell.objects.filter(tenant_id=tenant)
    if indicator:
        rows = rows.filter(indicator=indicator)
    if period:
        rows = rows.filter(period=period)
    newest = rows.order_by("indicator", "area_code", "period", "-publication").distinct(
        "indicator", "area_code", "period"
    )
    fields = ("indicator", "area_code", "period", "state", "minimum", "publication", "decided_at")
    return tuple(
        PublishedCell(CellKey(*row[:3]), CellState(row[3]), *row[4:])
        for row in newest.values_list(*fields)
    )


def tallies_of(tenant: str) -> tuple[TallyFact, ...]:
    """Return how many counts of each indicator and period are shown or hidden, and how."""
    newest = (
        "SELECT DISTINCT ON (indicator, area_code, period) indicator, period, state, minimum, "
        "decided_at FROM publications_decidedcell WHERE tenant_id = %s "
        "ORDER BY indicator, area_code, period, publication DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indicator, period, state, count(*), max(minimum), max(decided_at) "  # noqa: S608  constants only: what is asked travels as a parameter
            f"FROM ({newest}) newest GROUP BY indicator, period, state ORDER BY 1, 2, 3",
            [tenant],
        )
        return tuple(
            TallyFact(indicator, period, CellState(state), *rest)
            for indicator, period, state, *rest in cursor.fetchall()
        )


def number_published(key: CellKey, *, moment: datetime) -> CellDecision | None:
    """Return what was published of a count at a moment, the number only where it was shown.

    The number is in ``rounded``, rounded or not; None where nothing had been decided by then.
    """
    row = (
        DecidedCell.objects.filter(
            indicator=key.indicator,
            area_code=key.area_code,
            period=key.period,
            decided_at__lte=moment,
        )
        .order_by("-publication")
        .first()
    )
    if row is None:
        return None
    state = CellState(row.state)
    shown = row.count if state is CellState.SHOWN else row.rounded
    return CellDecision(state, row.minimum, shown if state.has_number else None)


def rounds_of(tenants: frozenset[str]) -> tuple[RoundFact, ...]:
    """Return the rounds of deciding of these municipalities, the newest first."""
    rows = PublicationRound.objects.filter(tenant_id__in=tenants).order_by("-decided_at", "-id")
    return tuple(_round(row) for row in rows)


def newest_rounds() -> tuple[RoundFact, ...]:
    """Return the newest round of every municipality that may be seen."""
    rows = PublicationRound.objects.order_by("tenant_id", "-decided_at", "-id")
    return tuple(_round(row) for row in rows.distinct("tenant_id"))


def _round(row: PublicationRound) -> RoundFact:
    return RoundFact(
        tenant=row.tenant_id,
        number=row.number,
        decided_at=row.decided_at,
        method=row.method,
        minimum=row.minimum,
        cells=row.cells,
        shown=row.shown,
        small=row.small,
        withheld=row.withheld,
        silent=row.silent,
        rounded=row.rounded,
        lost_share=row.lost_share,
        failing=row.failing,
        passed=row.passed,
    )
