"""All figures, computed once from what was delivered and stored as facts.

Delivered counts -> sums of buurten -> series with inhabitants -> figures, changes, comparisons.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from baken import __version__
from baken.catalogue.disclosure import DISCLOSURE_RULES
from baken.catalogue.indicators import ALL_CRIME, INDICATORS, Indicator, indicator
from baken.catalogue.places import (
    PEER_CLASSES,
    PEER_GROUPING,
    VISITOR_RULES,
    peer_groups,
)
from baken.catalogue.policy_indicators import CRIME_SETS
from baken.catalogue.quality import CHECKS, QualityRule
from baken.catalogue.years import YEAR_NOTES
from baken.engines import rates, targets
from baken.flows.compute_figures.door import open_values
from baken.foundation.intake.quality.notices import raise_findings
from baken.foundation.intake.selectors import deliveries
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.partners.scope import every_municipality, see_only
from baken.foundation.places.selectors import (
    AVERAGE_INHABITANTS,
    INHABITANTS,
    names_of,
    outline_sizes,
    sourced_key_figures,
)
from baken.records.indicators.facts import ComputationFact, DeliveredValue
from baken.records.indicators.judging import (
    JUDGING_VERSION,
    adjust_together,
    change_rows,
    comparison_rows,
    dispersions_by_year,
    figure_rows,
)
from baken.records.indicators.opening import OpenValues, hidden_rows
from baken.records.indicators.policy_judging import POLICY_VERSION
from baken.records.indicators.rules import INHABITANTS_OF_OTHER_YEAR, SUM_OF_BUURTEN
from baken.records.indicators.selectors import last_computation
from baken.records.indicators.series import (
    Exposure,
    Key,
    Series,
    build_series,
    newest_year,
    series_of_types,
)
from baken.records.indicators.services import replace_figures
from baken.records.indicators.standings import Groups, StandingRows, standing_rows
from baken.records.publications.facts import RoundFact
from baken.records.publications.findings import not_protected
from baken.records.publications.selectors import newest_rounds
from baken.records.registrations.known import KIND as REGISTRATIONS
from baken.vocabulary.area import UNKNOWN_MUNICIPALITY, AreaLevel
from baken.vocabulary.permission import PermissionName

Progress = Callable[[str, int, int], None]


@transaction.atomic
def compute_figures(*, at: datetime, again: bool, progress: Progress) -> ComputationFact:
    """Compute and store all figures; nothing happens when nothing that goes in has changed.

    One transaction: no decision on small counts stands without the figures that follow it.
    """
    with every_municipality():
        fingerprint = fingerprint_of_inputs()
    last = last_computation()
    if last and last[0] == fingerprint and not again:
        return last[1]
    with every_municipality():
        opened = open_values(at=at)
    tell_of_failures(at=at)
    all_series = collect_series(opened)
    of_cities = {s.indicator: s for s in all_series if s.level is AreaLevel.MUNICIPALITY}
    pools = _pools(of_cities, _sum_of_types(opened.delivered))
    figures, changes, comparisons = [], [], []
    for done, series in enumerate(all_series):
        progress("compute", done, len(all_series))
        definition = indicator(series.indicator)
        noise = dispersions_by_year(_pool(series, definition, pools))
        figures += figure_rows(
            series,
            definition,
            phi_of=noise,
            leave_out=tuple(note.year for note in YEAR_NOTES if not note.baseline),
            city_rate=_city_rate(of_cities.get(definition.total)),
            rule=VISITOR_RULES[0],
            at=at,
        )
        changes += change_rows(series, phi_of=noise, definition=definition, at=at)
        if series.level is not AreaLevel.MUNICIPALITY:
            comparisons += comparison_rows(series, phi_of=noise, definition=definition, at=at)
    adjust_together(changes)
    standings = _standings(all_series, opened, at)
    progress("store", 0, len(figures))
    return replace_figures(
        figures=figures,
        changes=changes,
        comparisons=comparisons,
        standings=[row for each in standings for row in each.standings],
        spreads=[row for each in standings for row in each.spreads],
        hidden=hidden_rows(opened.hidden, at=at),
        fingerprint=fingerprint,
        at=at,
    )


def rounds_of_all() -> tuple[RoundFact, ...]:
    """Return the newest round of deciding of every municipality: how many, never which counts."""
    with every_municipality():
        return newest_rounds()


def tell_of_failures(*, at: datetime) -> None:
    """Raise a notice for every municipality whose newest counts could not be protected."""
    failed = [found for found in rounds_of_all() if not found.passed]
    check = next(each for each in CHECKS if each.rule is QualityRule.COUNTS_NOT_PROTECTED)
    names = names_of({found.tenant for found in failed})
    raise_findings([not_protected(check, found) for found in failed], names=names, at=at)


def fingerprint_of_inputs() -> str:
    """Return a hash of everything that goes in: deliveries, catalogue, versions.

    Registrations are counted apart: what comes in every day makes no figure old.
    """
    content = "\n".join(
        [
            __version__,
            JUDGING_VERSION,
            POLICY_VERSION,
            rates.VERSION,
            targets.VERSION,
            repr((PEER_CLASSES, PEER_GROUPING, CRIME_SETS)),
            repr(INDICATORS),
            repr(VISITOR_RULES),
            repr(YEAR_NOTES),
            repr(DISCLOSURE_RULES),
            *sorted(
                f"{d.kind} {d.sha256} {d.source} {d.known_from} {d.state} {d.quarantined}"
                for d in deliveries()
                if d.kind != REGISTRATIONS
            ),
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()


def collect_series(values: OpenValues) -> tuple[Series, ...]:
    """Return every series: as delivered, and added up from buurten."""
    return build_series(values.delivered, _exposures(values.delivered)) + build_series(
        values.added,
        _exposures(values.delivered) | _exposures(values.added),
        note=SUM_OF_BUURTEN,
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


def _sum_of_types(values: tuple[DeliveredValue, ...]) -> Series | None:
    of_types = [
        value
        for value in values
        if value.area.startswith("GM") and indicator(value.indicator).part_of == ALL_CRIME
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


def _standings(
    all_series: tuple[Series, ...], opened: OpenValues, at: datetime
) -> list[StandingRows]:
    """Rank the municipalities per published type and year.

    Of all types together only a few have a total, and of its own counts each has only its own.
    """
    of_types = [
        series
        for series in all_series
        if series.level is AreaLevel.MUNICIPALITY
        and indicator(series.indicator).part_of == ALL_CRIME
    ]
    sizes, found, groups = outline_sizes(level=AreaLevel.MUNICIPALITY), [], {}
    for series in of_types:
        groups |= {
            year: _groups(series, year, sizes) for year in series.years if year not in groups
        }
        unplaced = {
            value.year: value.value
            for value in opened.delivered
            if value.area == UNKNOWN_MUNICIPALITY and value.indicator == series.indicator
        }
        found += standing_rows(
            series,
            definition=indicator(series.indicator),
            groups_of=groups,
            unplaced=unplaced,
            phi_of=dispersions_by_year(series),
            at=at,
        )
    return [*found, *_standings_of_sets(of_types, at)]


def _standings_of_sets(of_types: list[Series], at: datetime) -> Iterator[StandingRows]:
    """Yield where the municipalities stand in the newest year of every named set of types."""
    by_code = {series.indicator.removeprefix("registered-crime-"): series for series in of_types}
    for entry in CRIME_SETS:
        types = [by_code[code] for code in entry.offences if code in by_code]
        if len(types) < len(entry.offences) or len({each.years for each in types}) > 1:
            continue
        series = series_of_types(entry.id, types)
        yield from standing_rows(
            newest_year(series),
            definition=replace(indicator(types[0].indicator), id=entry.id),
            groups_of={},
            unplaced={},
            phi_of=dispersions_by_year(series),
            at=at,
        )


def _groups(series: Series, year: int, sizes: dict[str, float]) -> Groups:
    """Return the groups of peers in a year, by inhabitants and by inhabitants per km²."""
    column = series.years.index(year)
    inhabitants = {
        area: float(number)
        for area, number in zip(series.areas, series.exposures[:, column], strict=True)
        if number > 0
    }
    densities = {
        code: number / sizes[code] for code, number in inhabitants.items() if sizes.get(code)
    }
    return peer_groups(inhabitants, densities)


def _pools(of_cities: dict[str, Series], totals: Series | None) -> dict[str, Series]:
    """Return, by the offence counted, the series of all municipalities that noise is learned from.

    Two municipalities are no pool: the noise of totals is learned from the sum of the types that
    are published for each of the 342.
    """
    found = {
        entry.offence: of_cities[entry.id]
        for entry in INDICATORS
        if entry.total == ALL_CRIME and entry.id in of_cities
    }
    return found | ({indicator(ALL_CRIME).offence: totals} if totals else {})


def _pool(series: Series, definition: Indicator, pools: dict[str, Series]) -> Series:
    pool = pools.get(definition.offence)
    if pool is None or series.level is not AreaLevel.MUNICIPALITY:
        return series
    return pool if set(series.years) <= set(pool.years) else series


def _city_rate(totals: Series | None) -> Callable[[str, int], float | None]:
    def rate(code: str, year: int) -> float | None:
        if totals is None or code not in totals.areas or year not in totals.years:
            return None
        place = totals.areas.index(code), totals.years.index(year)
        return 1000 * float(totals.counts[place] / totals.exposures[place])

    return rate


def _as_job(run: JobRun) -> dict[str, Any]:
    # Figures are everybody's, whoever asked for them: of a municipality's own counts only what was
    # decided to be shown goes in.
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
