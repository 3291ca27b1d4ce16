"""Questions about where municipalities stand, and about the groups they stand in."""

from baken.records.indicators.facts import SpreadFact, StandingFact
from baken.records.indicators.models import StoredSpread, StoredStanding
from baken.vocabulary.figure import FigureStatus

COUNTRY = "country"


def standings_in(*, indicator: str, year: int, group: str = COUNTRY) -> tuple[StandingFact, ...]:
    """Return the standing of every municipality of a group, the highest rate first."""
    rows = StoredStanding.objects.filter(indicator=indicator, period=str(year), group=group)
    return tuple(_standing(row) for row in rows.order_by("rank", "area_code"))


def standings_of(area_code: str, *, year: int) -> tuple[StandingFact, ...]:
    """Return how a municipality stands in one year: every type, in the country and its groups."""
    rows = StoredStanding.objects.filter(area_code=area_code, period=str(year))
    return tuple(_standing(row) for row in rows.order_by("indicator", "group"))


def spreads_of(*, indicator: str, group: str = COUNTRY) -> tuple[SpreadFact, ...]:
    """Return the common rate of a group in every year, the oldest first."""
    rows = StoredSpread.objects.filter(indicator=indicator, group=group)
    return tuple(_spread(row) for row in rows.order_by("period"))


def spreads_in(*, year: int, group: str = COUNTRY) -> dict[str, SpreadFact]:
    """Return the common rate of a group in one year by indicator."""
    rows = StoredSpread.objects.filter(period=str(year), group=group)
    return {row.indicator: _spread(row) for row in rows}


def groups_in(*, indicator: str, year: int) -> dict[str, int]:
    """Return the groups of peers of a year, with how many municipalities each has."""
    rows = StoredSpread.objects.filter(indicator=indicator, period=str(year))
    found = rows.exclude(group=COUNTRY).values_list("group", "municipalities")
    return dict(found)


def _standing(row: StoredStanding) -> StandingFact:
    return StandingFact(
        indicator=row.indicator,
        area_code=row.area_code,
        year=int(row.period),
        group=row.group,
        rank=row.rank,
        best=row.best,
        worst=row.worst,
        joint_best=row.joint_best,
        joint_worst=row.joint_worst,
        compared=row.compared,
        ratio=row.ratio,
        outside=row.outside,
        method=row.method,
        version=row.version,
    )


def _spread(row: StoredSpread) -> SpreadFact:
    return SpreadFact(
        indicator=row.indicator,
        group=row.group,
        year=int(row.period),
        municipalities=row.municipalities,
        n=row.n,
        unplaced=row.unplaced,
        exposure=row.exposure,
        rate=row.rate,
        lower=row.lower,
        upper=row.upper,
        dispersion=row.dispersion,
        between=row.between,
        limits=tuple(tuple(limit) for limit in row.limits),
        status=FigureStatus(row.status),
        method=row.method,
        version=row.version,
    )
