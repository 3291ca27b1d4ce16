"""Brings the parts of a scan together: figures, key figures, statements, what residents said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from baken.catalogue.area_scan import (
    GAPS,
    KEY_FIGURES,
    PILLARS,
    SCAN_RULE,
    PillarEntry,
    ScanKeyFigure,
)
from baken.catalogue.indicators import ALL_CRIME, INDICATORS, indicator
from baken.flows.area_scan.facts import (
    AreaScan,
    BesideCity,
    HeardTheme,
    PillarScan,
    PlacedFigure,
    ProposedPriority,
    ScanFigure,
)
from baken.flows.area_scan.heard import heard_in
from baken.flows.area_scan.rules import (
    against_city,
    belongs,
    direction_of,
    disagreements_of,
    priorities_of,
    questions_of,
)
from baken.foundation.intake.selectors import deliveries
from baken.foundation.partners.scope import VISITOR, Scope
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import INHABITANTS, key_figures
from baken.foundation.places.surroundings import LandAround, land_of
from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.records.indicators.pictures import (
    JudgedFigure,
    beside_figures,
    judged_of_area,
    judged_parts,
)
from baken.records.indicators.selectors import hidden_parts
from baken.records.statements.facts import AreaStatementFact
from baken.records.statements.rules import readable_tenants
from baken.records.statements.selectors import statements_on
from baken.vocabulary.area import AreaCode, AreaLevel, municipality_of
from baken.vocabulary.permission import PermissionName

ROOM_AROUND = 0.45
_KNOWN = {entry.id for entry in INDICATORS}


def area_scan(code: AreaCode, *, today: date, by: Scope = VISITOR) -> AreaScan | None:
    """Return the scan of a wijk or buurt, or None when the area is unknown or a municipality."""
    municipality = municipality_of(code)
    own = judged_of_area(code)
    year = max((each.figure.year for each in own), default=None)
    land = land_of(municipality, year=year, room=ROOM_AROUND)
    areas = {area.code: area for area in land.family}
    area = areas.get(code)
    if area is None or area.level == AreaLevel.MUNICIPALITY:
        return None
    parts = tuple(each.code for each in land.family if each.wijk_code == code)
    said = statements_on((code, *parts, *_above(area)), today=today, by=by)
    figures = _figures(area, own, year, land)
    themes, quotes = heard_in((code, *parts))
    pillars = tuple(_pillar(entry, area, figures, said, themes, land.family) for entry in PILLARS)
    city = areas[municipality].name
    return AreaScan(
        area=area,
        municipality=areas[municipality],
        wijk=areas.get(area.wijk_code),
        family=land.family,
        names={each.code: each.name for each in land.family},
        year=year,
        today=today,
        inhabitants=_inhabitants(code),
        pillars=pillars,
        themes=themes,
        quotes=quotes,
        questions=questions_of(pillars, heard=bool(themes or quotes), today=today),
        priorities=priorities_of(area, city, pillars),
        deliveries=_deliveries(figures, land),
        full=municipality in readable_tenants(by),
        may_sign=by.may(PermissionName.SIGN_STATEMENTS, tenant=municipality),
        may_show=by.may(PermissionName.PUBLISH_STATEMENTS, tenant=municipality),
    )


def proposed_priorities(
    code: AreaCode, *, today: date, by: Scope = VISITOR
) -> tuple[ProposedPriority, ...]:
    """Return what the scan of an area proposes, for a plan to take over; none when unknown."""
    scan = area_scan(code, today=today, by=by)
    return scan.priorities if scan else ()


def _above(area: AreaFact) -> tuple[str, ...]:
    return (area.wijk_code,) if area.level == AreaLevel.BUURT and area.wijk_code else ()


def _figures(
    area: AreaFact, own: Sequence[JudgedFigure], year: int | None, land: LandAround
) -> tuple[ScanFigure, ...]:
    """Return the indicators of the scan's year; the total leads and has its years and peers."""
    hidden = _hidden(area, year)
    current = {
        each.figure.indicator: each
        for each in own
        if each.figure.year == year and each.figure.indicator in _KNOWN
    }
    names = [entry.id for entry in INDICATORS if entry.id in current or entry.id in hidden]
    found = [_figure(name, current.get(name), hidden.get(name)) for name in names]
    if not found or year is None:
        return tuple(found)
    lead = found[0].definition.id
    series = tuple(each.figure for each in own if each.figure.indicator == lead)
    beside = _beside(area, year, lead, land)
    against = against_city(found[0].figure, beside["city"])
    found[0] = replace(found[0], series=series, against=against, **beside)
    return tuple(found)


def _figure(name: str, judged: JudgedFigure | None, hidden: HiddenFact | None) -> ScanFigure:
    definition = indicator(name)
    change = judged.change if judged else None
    return ScanFigure(
        definition=definition,
        figure=judged.figure if judged else None,
        change=change,
        comparison=judged.comparison if judged else None,
        city=None,
        hidden=None if judged else hidden,
        direction=direction_of(change, definition.polarity),
    )


def _hidden(area: AreaFact, year: int | None) -> dict[str, HiddenFact]:
    beside = beside_figures(
        area.code,
        municipality_code=area.municipality_code,
        indicator=ALL_CRIME,
        year=year or 0,
    )
    newest = [each for each in beside.hidden if each.area_code == area.code]
    return {each.indicator: each for each in newest if year in (None, each.year)}


def _beside(area: AreaFact, year: int, lead: str, land: LandAround):
    """Return the figure of the municipality, of the peers, and of the buurten."""
    asked = {"municipality_code": area.municipality_code, "year": year, "indicator": lead}
    of_level = judged_parts(**asked, level=area.level)
    city = next((e.figure for e in of_level if e.figure.area_code == area.municipality_code), None)
    peers = [
        each
        for each in land.family
        if each.level == area.level
        and (area.level == AreaLevel.WIJK or each.wijk_code == area.wijk_code)
    ]
    of_buurten = judged_parts(**asked, level=AreaLevel.BUURT)
    hidden = {
        each.area_code: each
        for level in {area.level, AreaLevel.BUURT}
        for each in hidden_parts(**asked, level=level)
    }
    all_buurten = (each for each in land.family if each.level == AreaLevel.BUURT)
    buurten = _placed(all_buurten, of_buurten, city, hidden)
    return {
        "city": city,
        "peers": _placed(peers, of_level, city, hidden),
        "inside": tuple(each for each in buurten if each.area.wijk_code == area.code),
        "buurten": buurten,
    }


def _placed(
    areas: Iterable[AreaFact],
    judged: Sequence[JudgedFigure],
    city: FigureFact | None,
    hidden: Mapping[str, HiddenFact],
) -> tuple[PlacedFigure, ...]:
    found = {each.figure.area_code: each for each in judged}
    return tuple(
        PlacedFigure(area, each.figure, each.comparison, against_city(each.figure, city))
        if (each := found.get(area.code))
        else PlacedFigure(area, None, None, hidden=hidden.get(area.code))
        for area in areas
    )


def _pillar(
    entry: PillarEntry,
    area: AreaFact,
    figures: tuple[ScanFigure, ...],
    said: Sequence[AreaStatementFact],
    themes: Sequence[HeardTheme],
    family: tuple[AreaFact, ...],
) -> PillarScan:
    own = tuple(each for each in figures if each.definition.id.startswith(entry.figures))
    statements = tuple(each for each in said if each.pillar == entry.pillar)
    heard = tuple(each for each in themes if belongs(each, PILLARS) == entry.pillar)
    shown = {each.definition.id for each in own}
    gaps = tuple(
        gap
        for gap in GAPS
        if gap.pillar == entry.pillar
        and not (gap.filled_by and any(name.startswith(gap.filled_by) for name in shown))
    )
    return PillarScan(
        entry=entry,
        figures=own,
        key_figures=_key_figures(entry, area, family),
        themes=heard,
        statements=statements,
        gaps=gaps,
        disagreements=disagreements_of(entry.pillar, own[0] if own else None, statements, heard),
    )


def _key_figures(
    entry: PillarEntry, area: AreaFact, family: tuple[AreaFact, ...]
) -> tuple[BesideCity, ...]:
    peers = [
        each.code
        for each in family
        if each.level == area.level
        and (area.level == AreaLevel.WIJK or each.wijk_code == area.wijk_code)
    ]
    wanted = [each for each in KEY_FIGURES if each.pillar == entry.pillar]
    found = (_beside_city(each, area, peers) for each in wanted)
    return tuple(each for each in found if each is not None)


def _beside_city(entry: ScanKeyFigure, area: AreaFact, peers: Sequence[str]) -> BesideCity | None:
    values = key_figures(area_codes=(*peers, area.municipality_code), name=entry.id)
    year = max((year for code, year in values if code == area.code), default=None)
    if year is None:
        return None
    value, city = values[area.code, year], values.get((area.municipality_code, year))
    others = [values[code, year] for code in peers if (code, year) in values]
    return BesideCity(
        entry=entry,
        year=year,
        value=value * entry.times,
        city=None if city is None else city * entry.times,
        alike=city is not None and _alike(value, city),
        rank=1 + sum(other > value for other in others),
        ranked=len(others),
    )


def _alike(value: float, city: float) -> bool:
    return abs(value - city) * 100 <= SCAN_RULE.alike_percent * abs(city)


def _inhabitants(code: str) -> tuple[float, int] | None:
    found = key_figures(area_codes=[code], name=INHABITANTS)
    newest = max((year for _, year in found), default=None)
    return None if newest is None else (found[code, newest], newest)


def _deliveries(figures: Sequence[ScanFigure], land: LandAround):
    used = {delivery for each in figures if each.figure for delivery, _ in each.figure.sources}
    return deliveries(used | land.deliveries)
