"""Questions about decisions."""

from baken.records.publications.facts import CellDecision, CellKey, PastCell
from baken.records.publications.models import DecidedCell
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
            CellDecision(CellState(row.state), row.minimum),
        )
        for row in rows.iterator(10_000)
    )
