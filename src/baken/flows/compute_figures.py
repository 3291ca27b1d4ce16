"""All figures, computed once from what was delivered and stored as facts.

Delivered counts -> sums of buurten -> series with inhabitants -> figures, changes, comparisons.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from baken import __version__
from baken.catalogue.indicators import INDICATORS, indicator
from baken.catalogue.places import VISITOR_RULES
from baken.catalogue.years import YEAR_NOTES
from baken.engines import rates
from baken.foundation.intake.selectors import deliveries
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.partners.scope import see_only
from baken.foundation.places.selectors import (
    AVERAGE_INHABITANTS,
    INHABITANTS,
    parts,
    sourced_key_figures,
)
from baken.records.indicators.facts import ComputationFact, DeliveredValue
from baken.records.indicators.judging import (
    JUDGING_VERSION,
    adjust_together,
    change_rows,
    comparison_rows,
    figure_rows,
)
from baken.records.indicators.rules import INHABITANTS_OF_OTHER_YEAR, SUM_OF_BUURTEN
from baken.records.indicators.selectors import delivered_values, last_computation
from baken.records.indicators.series import Exposure, Key, Series, build_series, summed
from baken.records.indicators.services import replace_figures
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.permission import PermissionName

ALL_CRIME = "registered-crime-0.0.0"
Progress = Callable[[str, int, int], None]


def compute_figures(*, at: datetime, again: bool, progress: Progress) -> ComputationFact:
    """Compute and store all figures; nothing happens when nothing that goes in has changed."""
    fingerprint = fingerprint_of_inputs()
    last = last_computation()
    if last and last[0] == fingerprint and not again:
        return last[1]
    all_series = collect_series()
    totals = {s.level: s for s in all_series if s.indicator == ALL_CRIME}
    pool_of_totals = _sum_of_types()
    figures, changes, comparisons = [], [], []
    for done, series in enumerate(all_series):
        progress("compute", done, len(all_series))
        definition = indicator(series.indicator)
        figures += figure_rows(
            series,
            definition,
            leave_out=tuple(note.year for note in YEAR_NOTES if not note.baseline),
            city_rate=_city_rate(totals.get(AreaLevel.MUNICIPALITY)),
            rule=VISITOR_RULES[0],
            at=at,
        )
        # Two municipalities are no pool: the noise of totals is learned from all 342, from the
        # sum of the types that are published for each of them.
        few = series.level is AreaLevel.MUNICIPALITY and series.indicator == ALL_CRIME
        pool = pool_of_totals if few and pool_of_totals else series
        changes += change_rows(series, dispersion_of=pool, definition=definition, at=at)
        if series.level is not AreaLevel.MUNICIPALITY:
            comparisons += comparison_rows(series, definition=definition, at=at)
    adjust_together(changes)
    progress("store", 0, len(figures))
    return replace_figures(
        figures=figures, changes=changes, comparisons=comparisons, fingerprint=fingerprint, at=at
    )


def fingerprint_of_inputs() -> str:
    """Return a hash of everything that goes in: deliveries, catalogue, versions."""
    content = "\n".join(
        [
            __version__,
            JUDGING_VERSION,
            rates.VERSION,
            repr(INDICATORS),
            repr(VISITOR_RULES),
            repr(YEAR_NOTES),
            *sorted(
                f"{d.kind} {d.sha256} {d.source} {d.known_from} {d.state} {d.quarantined}"
                for d in deliveries()
            ),
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()


def collect_series() -> tuple[Series, ...]:
    """Return every series: as delivered, and added up from buurten."""
    known = {definition.id for definition in INDICATORS}
    values = tuple(value for value in delivered_values() if value.indicator in known)
    of_buurten = tuple(value for value in values if value.area.startswith("BU"))
    exposures = _exposures(values)
    sums = summed(of_buurten, parts(level=AreaLevel.WIJK)) + summed(
        of_buurten, parts(level=AreaLevel.MUNICIPALITY)
    )
    delivered = {(value.indicator, value.area, value.year) for value in values}
    added = tuple(s for s in sums if (s.indicator, s.area, s.year) not in delivered)
    return build_series(values, exposures) + build_series(
        added, exposures | _exposures(added), note=SUM_OF_BUURTEN
    )


def _exposures(values: tuple[DeliveredValue, ...]) -> dict[Key, Exposure]:
    """Return average inhabitants of the year, or else those counted in the nearest year."""
    average = sourced_key_figures(AVERAGE_INHABITANTS)
    counted: dict[str, list[tuple[int, float, tuple[str, int]]]] = {}
    for (code, year), (number, source) in sourced_key_figures(INHABITANTS).items():
        counted.setdefault(code, []).append((year, number, source))
    found: dict[Key, Exposure] = {}
    for area, year in {(value.area, value.year) for value in values}:
        if (area, year) in average:
            number, source = average[area, year]
            found[area, year] = Exposure(number, (source,))
        elif area in counted and not area.startswith("GM"):
            nearest = min(counted[area], key=lambda option: abs(option[0] - year))
            notes = () if nearest[0] == year else (INHABITANTS_OF_OTHER_YEAR,)
            found[area, year] = Exposure(nearest[1], (nearest[2],), notes)
    return found


def _sum_of_types() -> Series | None:
    of_types = [
        value
        for value in delivered_values()
        if value.area.startswith("GM") and value.indicator != ALL_CRIME
    ]
    if not of_types:
        return None
    totals: dict[Key, DeliveredValue] = {}
    for value in of_types:
        held = totals.get((value.area, value.year))
        sum_so_far = held.value if held else 0
        totals[value.area, value.year] = DeliveredValue(
            ALL_CRIME, value.area, value.year, sum_so_far + value.value, value.status, ()
        )
    return build_series(totals.values(), _exposures(tuple(totals.values())))[0]


def _city_rate(totals: Series | None) -> Callable[[str, int], float | None]:
    def rate(code: str, year: int) -> float | None:
        if totals is None or code not in totals.areas or year not in totals.years:
            return None
        place = totals.areas.index(code), totals.years.index(year)
        return 1000 * float(totals.counts[place] / totals.exposures[place])

    return rate


def _as_job(run: JobRun) -> dict[str, Any]:
    # Figures are everybody's: they are made of open rows, whoever asked for them.
    see_only([])
    outcome = compute_figures(at=run.at, again=False, progress=run.progress)
    return {
        "computed": outcome.computed,
        "figures": outcome.figures,
        "changes": outcome.changes,
    }


COMPUTE_FIGURES = Work(
    WorkName.COMPUTE_FIGURES,
    may=lambda scope, tenant: scope.may(PermissionName.DELIVER_FILES, tenant=tenant),
    do=_as_job,
)
