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
from baken.catalogue.disclosure import DISCLOSURE_RULES, DisclosureRule, disclosure_rule
from baken.catalogue.indicators import INDICATORS, indicator
from baken.catalogue.places import (
    PEER_CLASSES,
    PEER_GROUPING,
    VISITOR_RULES,
    peer_groups,
)
from baken.catalogue.policy_indicators import CRIME_SETS
from baken.catalogue.years import YEAR_NOTES
from baken.engines import rates, targets
from baken.foundation.intake.selectors import deliveries
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.partners.scope import every_municipality, see_only
from baken.foundation.places.selectors import (
    AVERAGE_INHABITANTS,
    INHABITANTS,
    outline_sizes,
    parts,
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
from baken.records.indicators.opening import HiddenValue, OpenValues, hidden_rows
from baken.records.indicators.rules import INHABITANTS_OF_OTHER_YEAR, SUM_OF_BUURTEN
from baken.records.indicators.selectors import delivered_values, last_computation
from baken.records.indicators.series import (
    Exposure,
    Key,
    Series,
    build_series,
    newest_year,
    series_of_types,
    summed,
)
from baken.records.indicators.services import replace_figures
from baken.records.indicators.standings import Groups, StandingRows, standing_rows
from baken.records.publications.facts import (
    CellDecision,
    CellKey,
    CountToPublish,
    PublicationFact,
    SumRule,
)
from baken.records.publications.services import decide_publication
from baken.vocabulary.area import UNKNOWN_MUNICIPALITY, AreaLevel, municipality_of
from baken.vocabulary.disclosure import CellState, Publisher
from baken.vocabulary.permission import PermissionName

ALL_CRIME = "registered-crime-0.0.0"
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
    all_series = collect_series(opened)
    totals = {s.level: s for s in all_series if s.indicator == ALL_CRIME}
    pool_of_totals = _sum_of_types(opened.delivered)
    figures, changes, comparisons = [], [], []
    for done, series in enumerate(all_series):
        progress("compute", done, len(all_series))
        definition = indicator(series.indicator)
        # Two municipalities are no pool: the noise of totals is learned from all 342, from the
        # sum of the types that are published for each of them.
        few = series.level is AreaLevel.MUNICIPALITY and series.indicator == ALL_CRIME
        pool = pool_of_totals if few and pool_of_totals else series
        noise = dispersions_by_year(pool)
        figures += figure_rows(
            series,
            definition,
            phi_of=noise,
            leave_out=tuple(note.year for note in YEAR_NOTES if not note.baseline),
            city_rate=_city_rate(totals.get(AreaLevel.MUNICIPALITY)),
            rule=VISITOR_RULES[0],
            at=at,
        )
        changes += change_rows(series, phi_of=noise, definition=definition, at=at)
        if series.level is not AreaLevel.MUNICIPALITY:
            comparisons += comparison_rows(series, definition=definition, at=at)
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


def fingerprint_of_inputs() -> str:
    """Return a hash of everything that goes in: deliveries, catalogue, versions."""
    content = "\n".join(
        [
            __version__,
            JUDGING_VERSION,
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
            ),
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()


def open_values(*, at: datetime) -> OpenValues:
    """Return every count that may be shown, delivered and added up, and which are hidden.

    Whatever is computed afterwards is computed from these, and can tell no more than they do.
    """
    known = {definition.id for definition in INDICATORS}
    delivered = tuple(value for value in delivered_values() if value.indicator in known)
    of_buurten = tuple(value for value in delivered if value.area.startswith("BU"))
    wijken, cities = parts(level=AreaLevel.WIJK), parts(level=AreaLevel.MUNICIPALITY)
    sums = summed(of_buurten, wijken) + summed(of_buurten, cities)
    held = {(value.indicator, value.area, value.year) for value in delivered}
    added = tuple(s for s in sums if (s.indicator, s.area, s.year) not in held)
    decisions = _decisions((*delivered, *added), at=at)
    hidden = tuple(
        HiddenValue(value, decision.state, decision.minimum, source)
        for value in (*delivered, *added)
        for decision, source in [decisions[_key(value)]]
        if decision.state is not CellState.SHOWN
    )
    closed = {_key(each.value) for each in hidden}
    return OpenValues(
        delivered=tuple(value for value in delivered if _key(value) not in closed),
        added=tuple(value for value in added if _key(value) not in closed),
        hidden=hidden,
    )


def _decisions(
    values: tuple[DeliveredValue, ...], *, at: datetime
) -> dict[CellKey, tuple[CellDecision, str]]:
    """Return what is shown of every value, with the source whose rule says so."""
    source_of = {str(each.id): each.source for each in deliveries()}
    decided: dict[CellKey, tuple[CellDecision, str]] = {}
    families: dict[str, list[CountToPublish]] = {}
    for value in values:
        sources = sorted({source_of.get(delivery, "") for delivery, _ in value.sources})
        # What has no rule, or waits for a decision, is not shown.
        decided[_key(value)] = CellDecision(CellState.SILENT, 0), sources[0]
        count = _count(value, [disclosure_rule(source) for source in sources])
        if count:
            families.setdefault(municipality_of(value.area), []).append(count)
    for tenant, counts in families.items():
        if all(count.public for count in counts):
            shown = dict.fromkeys((c.key for c in counts), CellDecision(CellState.SHOWN, 0))
        else:
            shown = dict(_decide(tenant, counts, at=at).decisions)
        decided |= {key: (decision, decided[key][1]) for key, decision in shown.items()}
    return decided


def _count(value: DeliveredValue, rules: list[DisclosureRule | None]) -> CountToPublish | None:
    """Return a count with its rule; None where no rule lets it be published."""
    known = [rule for rule in rules if rule is not None]
    if len(known) < len(rules):
        return None
    own = [rule for rule in known if rule.publisher is Publisher.OWN]
    public = not own and value.tenant is None
    if not public and not (own and value.tenant == municipality_of(value.area)):
        return None
    return CountToPublish(
        key=_key(value),
        count=value.value,
        minimum=max(rule.minimum for rule in own or known),
        slide=max(rule.slide for rule in own or known),
        zeros_shown=all(rule.zeros_shown for rule in own or known),
        public=public,
    )


def _key(value: DeliveredValue) -> CellKey:
    return CellKey(value.indicator, value.area, str(value.year))


def _decide(tenant: str, counts: list[CountToPublish], *, at: datetime) -> PublicationFact:
    """Let a municipality's counts be decided on as one family: its areas, its types, every year."""
    areas = [
        SumRule(whole, tuple(sorted(inside)))
        for level in (AreaLevel.WIJK, AreaLevel.MUNICIPALITY)
        for whole, inside in sorted(parts(level=level).items())
        if municipality_of(whole) == tenant
    ]
    wijken = tuple(rule.whole for rule in areas if rule.whole.startswith("WK"))
    types = tuple(entry.id for entry in INDICATORS if entry.id != ALL_CRIME)
    return decide_publication(
        counts,
        tenant=tenant,
        areas=[*areas, SumRule(tenant, wijken)],
        types=[SumRule(ALL_CRIME, types)],
        at=at,
    )


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
        value for value in values if value.area.startswith("GM") and value.indicator != ALL_CRIME
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
    """Rank the municipalities per type and year; of all types together only a few have a total."""
    of_types = [
        series
        for series in all_series
        if series.level is AreaLevel.MUNICIPALITY and series.indicator != ALL_CRIME
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
