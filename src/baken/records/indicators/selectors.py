"""Questions about figures; every answer is a fact or a tuple of facts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from baken.foundation.intake.selectors import counted_at
from baken.records.indicators.facts import (
    ChangeFact,
    ComparisonFact,
    ComputationFact,
    DeliveredValue,
    ExpectedRange,
    FigureFact,
    HiddenFact,
    ObservationFact,
    SourceList,
)
from baken.records.indicators.models import (
    Computation,
    HiddenFigure,
    Observation,
    StoredChange,
    StoredComparison,
    StoredFigure,
)
from baken.records.indicators.settled import settled_status, with_settled_status
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

PUBLISHED = "registered-crime-"
"""How the ids begin of what others publish; a municipality's own counts have ids of their own."""


def latest_year() -> int | None:
    """Return the newest year of which others publish any figure; own counts may be of a later."""
    published = StoredFigure.objects.filter(indicator__startswith=PUBLISHED)
    newest = published.aggregate(newest=Max("period"))["newest"]
    return int(newest) if newest else None


def years_of_areas(area_codes: Iterable[str]) -> tuple[int, ...]:
    """Return the years in which others publish a figure of any of these areas, newest first."""
    rows = StoredFigure.objects.filter(
        area_code__in=list(area_codes), indicator__startswith=PUBLISHED
    )
    periods = rows.order_by("-period").values_list("period", flat=True).distinct()
    return tuple(int(period) for period in periods)


def years_of_indicator(indicator: str) -> tuple[int, ...]:
    """Return the years in which any area has a figure of an indicator, the newest first."""
    rows = StoredFigure.objects.filter(indicator=indicator)
    periods = rows.order_by("-period").values_list("period", flat=True).distinct()
    return tuple(int(period) for period in periods)


def figures_of_area(area_code: str) -> tuple[FigureFact, ...]:
    """Return every figure of an area: all indicators, all years."""
    rows = StoredFigure.objects.filter(area_code=area_code).order_by("indicator", "period")
    return tuple(figure_fact(row) for row in rows)


def newest_years_of_area(area_code: str) -> dict[str, int]:
    """Return the newest year in which others publish each indicator of an area."""
    rows = StoredFigure.objects.filter(area_code=area_code, indicator__startswith=PUBLISHED)
    newest = rows.order_by().values_list("indicator").annotate(newest=Max("period"))
    return {indicator: int(period) for indicator, period in newest}


def figures_of_areas(area_codes: Iterable[str], *, year: int) -> tuple[FigureFact, ...]:
    """Return the figures of several areas in one year, all indicators."""
    rows = StoredFigure.objects.filter(area_code__in=list(area_codes), period=str(year))
    return tuple(figure_fact(row) for row in rows.order_by("indicator", "area_code"))


def figures_of_level(
    *, level: str, year: int, indicator: str, municipality_code: str | None = None
) -> tuple[FigureFact, ...]:
    """Return one indicator for every area of a level in a year, nationwide or in one place."""
    rows = StoredFigure.objects.filter(level=level, period=str(year), indicator=indicator)
    if municipality_code:
        rows = rows.filter(municipality_code=municipality_code)
    return tuple(figure_fact(row) for row in rows)


def newest_figures_of_parts(
    *, level: str, indicator: str, municipality_code: str
) -> tuple[FigureFact, ...]:
    """Return one indicator for the parts of a municipality in the newest year that has any."""
    rows = StoredFigure.objects.filter(
        level=level, indicator=indicator, municipality_code=municipality_code
    )
    newest = rows.order_by("-period").values("period")[:1]
    return tuple(figure_fact(row) for row in rows.filter(period=newest))


def figures_of_places(
    municipality_codes: Iterable[str], *, year: int, level_of_parts: str, indicator: str
) -> tuple[FigureFact, ...]:
    """Return all figures of municipalities and one indicator of their parts, in one query."""
    wanted = _of_places(municipality_codes, level_of_parts, indicator)
    return tuple(figure_fact(row) for row in StoredFigure.objects.filter(wanted, period=str(year)))


def changes_of_places(
    municipality_codes: Iterable[str], *, year: int, level_of_parts: str, indicator: str
) -> tuple[ChangeFact, ...]:
    """Return all changes of municipalities and one indicator's of their parts, in one query."""
    wanted = _of_places(municipality_codes, level_of_parts, indicator)
    return tuple(_change(row) for row in StoredChange.objects.filter(wanted, period=str(year)))


def _of_places(municipality_codes: Iterable[str], level: str, indicator: str) -> Q:
    codes = list(municipality_codes)
    return Q(area_code__in=codes) | Q(municipality_code__in=codes, level=level, indicator=indicator)


def figure(*, indicator: str, area_code: str, year: int) -> FigureFact | None:
    """Return one figure, or None when there is none."""
    row = StoredFigure.objects.filter(
        indicator=indicator, area_code=area_code, period=str(year)
    ).first()
    return figure_fact(row) if row else None


def change(*, indicator: str, area_code: str, year: int) -> ChangeFact | None:
    """Return one change since the year before, or None when there is none."""
    row = StoredChange.objects.filter(
        indicator=indicator, area_code=area_code, period=str(year)
    ).first()
    return _change(row) if row else None


def changes_of_area(area_code: str) -> tuple[ChangeFact, ...]:
    """Return every year-on-year change of an area."""
    rows = StoredChange.objects.filter(area_code=area_code).order_by("indicator", "period")
    return tuple(_change(row) for row in rows)


def changes_of_areas(area_codes: Iterable[str], *, year: int) -> tuple[ChangeFact, ...]:
    """Return the changes of several areas in one year, all indicators."""
    rows = StoredChange.objects.filter(area_code__in=list(area_codes), period=str(year))
    return tuple(_change(row) for row in rows.order_by("indicator", "area_code"))


def changes_of_level(
    *, level: str, year: int, indicator: str, municipality_code: str | None = None
) -> tuple[ChangeFact, ...]:
    """Return one indicator's change for every area of a level."""
    rows = StoredChange.objects.filter(level=level, period=str(year), indicator=indicator)
    if municipality_code:
        rows = rows.filter(municipality_code=municipality_code)
    return tuple(_change(row) for row in rows)


def comparisons(
    *, municipality_codes: Iterable[str], year: int, indicator: str | None = None
) -> tuple[ComparisonFact, ...]:
    """Return how the wijken and buurten of municipalities stand against their own city."""
    wanted = Q(municipality_code__in=list(municipality_codes), period=str(year))
    if indicator:
        wanted &= Q(indicator=indicator)
    return tuple(_comparison(row) for row in StoredComparison.objects.filter(wanted))


def hidden_parts(
    *, municipality_code: str, level: str, year: int, indicator: str
) -> tuple[HiddenFact, ...]:
    """Return the parts of a municipality whose figure is not shown, with the words in its place."""
    rows = HiddenFigure.objects.filter(
        municipality_code=municipality_code, level=level, period=str(year), indicator=indicator
    )
    return tuple(hidden_fact(row) for row in rows.order_by("area_code"))


def hidden_figure(*, indicator: str, area_code: str, year: int) -> HiddenFact | None:
    """Return what stands in the place of a figure that is not shown, or None."""
    row = HiddenFigure.objects.filter(
        indicator=indicator, area_code=area_code, period=str(year)
    ).first()
    return hidden_fact(row) if row else None


def hidden_of_area(*, area_code: str, year: int) -> tuple[HiddenFact, ...]:
    """Return what stands in the place of every figure of an area that is not shown."""
    rows = HiddenFigure.objects.filter(area_code=area_code, period=str(year))
    return tuple(hidden_fact(row) for row in rows.order_by("indicator"))


def hidden_fact(row: HiddenFigure) -> HiddenFact:
    """Return a stored row as the fact that leaves the record."""
    return HiddenFact(
        indicator=row.indicator,
        area_code=row.area_code,
        level=row.level,
        year=int(row.period),
        state=CellState(row.state),
        minimum=row.minimum,
        source=row.source,
        computed_at=row.computed_at,
    )


def value_as_known_on(
    *, indicator: str, area_code: str, period: str, moment: datetime
) -> tuple[int, FigureStatus, UUID, int] | None:
    """Return (value, status, delivery, row) of what others publish, as known at a moment."""
    # The last that was said by then, leaving out what did not count then.
    found = Observation.objects.filter(
        indicator=indicator,
        area_code=area_code,
        period=period,
        known_from__lte=moment,
        tenant=None,
    ).select_related("delivery")
    rows = (row for row in found.order_by("-known_from") if counted_at(row.delivery, moment))
    row = next(rows, None)
    return (row.value, settled_status(row, rows), row.delivery_id, row.row) if row else None


def revisions(*, indicator: str, area_code: str, period: str) -> tuple[ObservationFact, ...]:
    """Return every version of the counts that others publish of an area and its buurten.

    Only of those that were revised; a municipality's own counts have none here.
    A wijk or municipality whose figure is a sum has no counts of its own: those of its buurten
    are looked at. The oldest version comes first; empty where nothing was ever revised.
    """
    digits = area_code[2:]
    rows = Observation.objects.filter(
        Q(area_code=area_code) | Q(area_code__startswith=f"BU{digits}"),
        indicator=indicator,
        period=period,
        tenant=None,
    ).order_by("area_code", "known_from")
    versions: dict[str, list[Observation]] = {}
    for row in rows:
        versions.setdefault(row.area_code, []).append(row)
    return tuple(
        _observation(row) for found in versions.values() if len(found) > 1 for row in found
    )


def published_values() -> tuple[DeliveredValue, ...]:
    """Return every yearly count that others publish, as it holds now.

    A municipality's own counts are not among them: these are read through the door only.
    """
    return values_as_they_hold(Observation.objects.filter(tenant=None))


def values_as_they_hold(observations: QuerySet[Observation]) -> tuple[DeliveredValue, ...]:
    """Return the yearly counts among these observations that hold now."""
    current = observations.filter(known_until=None, period__regex=r"^[0-9]{4}$")
    rows = with_settled_status(current).values_list(
        "indicator", "area_code", "period", "value", "settled", "delivery_id", "row", "tenant_id"
    )
    return tuple(
        DeliveredValue(
            *(indicator, area, int(period), value, FigureStatus(status)),
            ((str(delivery), row),),
            tenant,
        )
        for indicator, area, period, value, status, delivery, row, tenant in rows.iterator(10_000)
    )


def last_computation() -> tuple[str, ComputationFact] | None:
    """Return the fingerprint and outcome of the newest computation, or None."""
    row = Computation.objects.order_by("-computed_at").first()
    if row is None:
        return None
    return row.fingerprint, ComputationFact(
        computed=False, figures=row.figures, changes=row.changes, computed_at=row.computed_at
    )


def _observation(row: Observation) -> ObservationFact:
    return ObservationFact(
        area_code=row.area_code,
        value=row.value,
        status=FigureStatus(row.status),
        delivery=row.delivery_id,
        row=row.row,
        known_from=row.known_from,
        known_until=row.known_until,
    )


def figure_fact(row: StoredFigure, *, sources: SourceList | None = None) -> FigureFact:
    """Return a stored row as the fact that leaves the record, with its own sources or others."""
    expected = None
    if row.expected is not None:
        expected = ExpectedRange(
            row.expected, row.expected_lower, row.expected_upper, row.expected_years
        )
    return FigureFact(
        id=row.id,
        indicator=row.indicator,
        area_code=row.area_code,
        level=row.level,
        year=int(row.period),
        n=row.n,
        n_lower=row.n_lower,
        n_upper=row.n_upper,
        exposure=row.exposure,
        rate=row.rate,
        lower=row.lower,
        upper=row.upper,
        shrunken=row.shrunken,
        dispersion=row.dispersion,
        expected=expected,
        status=FigureStatus(row.status),
        method=row.method,
        version=row.version,
        notes=tuple(row.notes),
        sources=tuple(
            (UUID(delivery), number)
            for delivery, number in (row.sources if sources is None else sources)
        ),
        computed_at=row.computed_at,
    )


def _change(row: StoredChange) -> ChangeFact:
    return ChangeFact(
        indicator=row.indicator,
        area_code=row.area_code,
        year=int(row.period),
        previous_year=int(row.previous_period),
        n=row.n,
        previous_n=row.previous_n,
        ratio=row.ratio,
        lower=row.lower,
        upper=row.upper,
        p=row.p,
        p_adjusted=row.p_adjusted,
        detectable_up=row.detectable_up,
        detectable_down=row.detectable_down,
        dispersion=row.dispersion,
        verdict=ChangeVerdict(row.verdict),
        method=row.method,
        version=row.version,
    )


def _comparison(row: StoredComparison) -> ComparisonFact:
    return ComparisonFact(
        indicator=row.indicator,
        area_code=row.area_code,
        year=int(row.period),
        ratio=row.ratio,
        p_adjusted=row.p_adjusted,
        probability_above=row.probability_above,
        stands_out=row.stands_out,
        method=row.method,
        version=row.version,
    )
