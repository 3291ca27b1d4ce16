"""Questions about where municipalities stand, and about the groups they stand in."""

from django.db import connection

from baken.records.indicators.facts import FunnelPlace, SpreadFact, StandingFact
from baken.records.indicators.models import StoredSpread, StoredStanding
from baken.vocabulary.figure import FigureStatus

COUNTRY = "country"
# One question for a whole funnel. A set of types has no figures of its own: its sizes are those of
# one of its types, and its rates are told by the standings themselves.
_FUNNEL = """
    SELECT row_to_json(spread), json_agg(json_build_array(
        standing.area_code, figure.exposure, standing.ratio * spread.rate, standing.outside,
        standing.rank, standing.best, standing.worst, standing.compared))
    FROM indicators_storedspread spread
    JOIN indicators_storedstanding standing USING (indicator, period, "group")
    JOIN indicators_storedfigure figure ON figure.area_code = standing.area_code
        AND figure.period = spread.period AND figure.indicator = %(sized_by)s
    WHERE spread.indicator = %(indicator)s AND spread."group" = %(group)s AND spread.period = (
        SELECT max(period) FROM indicators_storedspread
        WHERE indicator = %(indicator)s AND "group" = %(group)s)
    GROUP BY spread.id
"""


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


def newest_funnel(
    indicator: str, *, sized_by: str
) -> tuple[SpreadFact, tuple[FunnelPlace, ...]] | None:
    """Return the funnel of all municipalities in the newest year, or None where there is none.

    ``sized_by`` is the indicator whose figures hold the inhabitants: the same one, or one of the
    types of a set.
    """
    asked = {"indicator": indicator, "sized_by": sized_by, "group": COUNTRY}
    with connection.cursor() as cursor:
        cursor.execute(_FUNNEL, asked)
        found = cursor.fetchone()
    if found is None:
        return None
    spread, places = found
    return _spread(StoredSpread(**spread)), tuple(FunnelPlace(*place) for place in places)


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
