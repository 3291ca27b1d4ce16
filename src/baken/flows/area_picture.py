"""The picture of one area in one year: its figures, its parts, its surroundings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from baken.catalogue.indicators import ALL_CRIME, INDICATORS, Indicator, indicator
from baken.catalogue.places import PEER_RULES
from baken.catalogue.sources import Source, source
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries
from baken.foundation.partners.scope import VISITOR, Scope
from baken.foundation.places.facts import AreaFact, Peer
from baken.foundation.places.surroundings import LandAround, land_of, peers_in_one
from baken.records.indicators.facts import ChangeFact, ComparisonFact, FigureFact, HiddenFact
from baken.records.indicators.pictures import (
    JudgedFigure,
    beside_figures,
    judged_of_area,
    judged_of_areas,
    judged_parts,
)
from baken.records.indicators.selectors import hidden_parts
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.rules import readable_tenants
from baken.records.remarks.selectors import remarks_on_area
from baken.vocabulary.area import AreaCode, AreaLevel, municipality_of

ROOM_AROUND = 0.45
OWN_TOTAL = "registrations-0.0.0"
_KNOWN = frozenset(entry.id for entry in INDICATORS)
Judged = tuple[JudgedFigure, ...]
Hidden = tuple[HiddenFact, ...]


@dataclass(frozen=True, slots=True)
class AskedPicture:
    """What the reader asked; None, or what the area does not have, is answered by the default.

    The default is the newest year and all crimes, or else the first type that the area has.
    """

    year: int | None = None
    indicator: str | None = None
    parts: AreaLevel = AreaLevel.WIJK


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What the picture shows: year, indicator, and the level of the areas on the map.

    ``level`` is that of the area's parts; a municipality without figures of parts is shown among
    the municipalities around it.
    """

    year: int
    indicator: str
    level: AreaLevel


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the area in the chosen year; what is ``hidden`` has no figure."""

    definition: Indicator
    figure: FigureFact | None
    change: ChangeFact | None
    hidden: HiddenFact | None = None


@dataclass(frozen=True, slots=True)
class YearRow:
    """The chosen indicator in one year; what is ``hidden`` has no figure."""

    year: int
    figure: FigureFact | None
    change: ChangeFact | None
    hidden: HiddenFact | None = None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One area of the map with its figure; None where nothing was delivered or it is hidden.

    ``inside`` marks the parts of the area itself: all wijken or buurten of a municipality, of a
    wijk its own buurten, of a buurt those of its wijk, itself included.
    """

    area: AreaFact
    figure: FigureFact | None
    change: ChangeFact | None
    comparison: ComparisonFact | None
    inside: bool
    hidden: HiddenFact | None = None


@dataclass(frozen=True, slots=True)
class PeerRow:
    """A municipality of about the same size with its figure of the chosen indicator."""

    peer: Peer
    figure: FigureFact | None


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source under what the page shows, with the newest of its deliveries that is used."""

    source: Source
    newest: DeliveryFact
    deliveries: int
    under_the_figure: bool = False


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """Everything a page about one area shows.

    ``family`` is the municipality with all its parts, ``around`` the municipalities near it,
    itself included. ``figure`` is None where the chosen one is ``hidden``; ``municipal`` is that
    of the municipality.
    """

    area: AreaFact
    municipality: AreaFact
    wijk: AreaFact | None
    choice: PictureChoice
    definition: Indicator
    indicators: tuple[Indicator, ...]
    figure: FigureFact | None
    municipal: FigureFact | None
    hidden: HiddenFact | None
    change: ChangeFact | None
    comparison: ComparisonFact | None
    series: tuple[YearRow, ...]
    rows: tuple[IndicatorRow, ...]
    parts: tuple[PartRow, ...]
    peers: tuple[PeerRow, ...]
    family: tuple[AreaFact, ...]
    around: tuple[AreaFact, ...]
    remarks: tuple[RemarkFact, ...]
    may_read_remarks: bool
    has_policy_indicators: bool
    sources: tuple[UsedSource, ...]

    @property
    def synthetic(self) -> bool:
        """Return whether the figure itself rests on invented rows."""
        return any(used.source.synthetic and used.under_the_figure for used in self.sources)

    @property
    def among_municipalities(self) -> bool:
        """Return whether the map shows municipalities, not parts of this area."""
        return self.choice.level is AreaLevel.MUNICIPALITY

    @property
    def types_counted(self) -> int:
        """Return how many types of registered crime the area has in the year."""
        return sum(row.definition.part_of == ALL_CRIME for row in self.rows)

    @property
    def share_of_types(self) -> float | None:
        """Return which share of all crimes the types of the area are together, when known."""
        counts = {
            row.definition.id: row.figure.n
            for row in self.rows
            if row.figure and row.definition.total == ALL_CRIME
        }
        total = counts.pop(ALL_CRIME, 0)
        return sum(counts.values()) / total if total and counts else None


def picture_of(
    code: AreaCode, asked: AskedPicture | None = None, *, by: Scope = VISITOR
) -> AreaPicture | None:
    """Return the picture of an area, or None when the area or its figures are unknown."""
    asked = asked or AskedPicture()
    own = judged_of_area(code, year=asked.year, indicator=asked.indicator)
    likely = _likely(own, asked)
    beside = beside_figures(
        code, municipality_code=municipality_of(code), indicator=likely[1], year=likely[0]
    )
    hidden = tuple(each for each in beside.hidden if each.area_code == code)
    if not own and not hidden:
        return None
    choice = _chosen(own, hidden, asked)
    land = land_of(municipality_of(code), year=choice.year, room=ROOM_AROUND)
    by_code = {area.code: area for area in land.family}
    if code not in by_code:
        return None
    area = by_code[code]
    choice = replace(choice, level=_level(area, asked, choice, land))
    peers = _peers(area, choice)
    others = _others(area, choice, land, peers)
    at_hand = beside.hidden if (choice.year, choice.indicator) == likely else None
    current = _current(own, choice)
    may_read = area.municipality_code in readable_tenants(by)
    return AreaPicture(
        area=area,
        municipality=by_code[area.municipality_code],
        wijk=by_code.get(area.wijk_code),
        choice=choice,
        definition=indicator(choice.indicator),
        indicators=_indicators(own, hidden),
        figure=current and current.figure,
        municipal=_figure_of(others, area.municipality_code),
        hidden=_hidden_in(hidden, choice),
        change=current and current.change,
        comparison=current and current.comparison,
        series=_series(own, hidden, choice),
        rows=_indicator_rows(own, hidden, choice.year),
        parts=_part_rows(area, choice, land, others, at_hand),
        peers=tuple(PeerRow(peer, _figure_of(others, peer.code)) for peer in peers),
        family=land.family,
        around=land.around,
        remarks=remarks_on_area(code, by=by) if may_read else (),
        may_read_remarks=may_read,
        has_policy_indicators=beside.has_policy_indicators,
        sources=_sources(current, others, land),
    )


def _likely(own: Judged, asked: AskedPicture) -> tuple[int, str]:
    """Return the year and indicator that will be chosen, most often: to ask for them at once."""
    known = {each.figure.indicator for each in own} & _KNOWN
    chosen = asked.indicator if asked.indicator in _KNOWN else min(known, default=OWN_TOTAL)
    years = {each.figure.year for each in own if each.figure.indicator == chosen}
    return asked.year or max(years, default=0), chosen


def _chosen(own: Judged, hidden: Hidden, asked: AskedPicture) -> PictureChoice:
    """Return what was asked where the area has it, and the default where it has not."""
    moments = {(each.figure.indicator, each.figure.year) for each in own}
    moments |= {(each.indicator, each.year) for each in hidden}
    known = {name for name, _ in moments} & _KNOWN
    chosen = asked.indicator if asked.indicator in known else min(known)
    years = {year for name, year in moments if name == chosen}
    year = asked.year if asked.year in years else max(years)
    return PictureChoice(year, chosen, AreaLevel.MUNICIPALITY)


def _level(
    area: AreaFact, asked: AskedPicture, choice: PictureChoice, land: LandAround
) -> AreaLevel:
    """Return the level of the areas to show, as far down as the source counts."""
    if indicator(choice.indicator).smallest is AreaLevel.MUNICIPALITY:
        return AreaLevel.MUNICIPALITY
    wanted = asked.parts if area.level == AreaLevel.MUNICIPALITY else AreaLevel.BUURT
    known = {part.level for part in land.family}
    return wanted if wanted in known else AreaLevel.MUNICIPALITY


def _peers(area: AreaFact, choice: PictureChoice) -> tuple[Peer, ...]:
    """Return the peers; of what is counted per buurt there is nothing to compare between them."""
    per_buurt = indicator(choice.indicator).smallest is not AreaLevel.MUNICIPALITY
    if area.level != AreaLevel.MUNICIPALITY or per_buurt:
        return ()
    return peers_in_one(area.code, year=choice.year, number=PEER_RULES[0].number)


def _others(
    area: AreaFact, choice: PictureChoice, land: LandAround, peers: tuple[Peer, ...]
) -> tuple[JudgedFigure, ...]:
    if choice.level is not AreaLevel.MUNICIPALITY:
        return judged_parts(
            municipality_code=area.municipality_code,
            level=choice.level,
            year=choice.year,
            indicator=choice.indicator,
        )
    codes = {each.code for each in land.around} | {peer.code for peer in peers}
    return judged_of_areas(codes, year=choice.year, indicator=choice.indicator)


def _current(own: Judged, choice: PictureChoice) -> JudgedFigure | None:
    moment = (choice.year, choice.indicator)
    found = (each for each in own if (each.figure.year, each.figure.indicator) == moment)
    return next(found, None)


def _hidden_in(hidden: Hidden, choice: PictureChoice) -> HiddenFact | None:
    moment = (choice.year, choice.indicator)
    return next((each for each in hidden if (each.year, each.indicator) == moment), None)


def _series(own: Judged, hidden: Hidden, choice: PictureChoice) -> tuple[YearRow, ...]:
    rows = [
        YearRow(each.figure.year, each.figure, each.change)
        for each in own
        if each.figure.indicator == choice.indicator
    ]
    rows += [
        YearRow(each.year, None, None, each)
        for each in hidden
        if each.indicator == choice.indicator
    ]
    return tuple(sorted(rows, key=lambda row: row.year))


def _indicators(own: Judged, hidden: Hidden) -> tuple[Indicator, ...]:
    known = {each.figure.indicator for each in own} | {each.indicator for each in hidden}
    return tuple(entry for entry in INDICATORS if entry.id in known)


def _indicator_rows(own: Judged, hidden: Hidden, year: int) -> tuple[IndicatorRow, ...]:
    rows = {
        each.figure.indicator: IndicatorRow(
            indicator(each.figure.indicator), each.figure, each.change
        )
        for each in own
        if each.figure.year == year and each.figure.indicator in _KNOWN
    }
    rows |= {
        each.indicator: IndicatorRow(indicator(each.indicator), None, None, each)
        for each in hidden
        if each.year == year and each.indicator in _KNOWN
    }
    return tuple(rows[entry.id] for entry in INDICATORS if entry.id in rows)


def _part_rows(
    area: AreaFact,
    choice: PictureChoice,
    land: LandAround,
    others: tuple[JudgedFigure, ...],
    at_hand: Hidden | None,
) -> tuple[PartRow, ...]:
    found = {each.figure.area_code: each for each in others}
    own_wijk = area.code if area.level == AreaLevel.WIJK else area.wijk_code
    whole = choice.level is AreaLevel.MUNICIPALITY
    hidden = {} if whole else _hidden_parts(area, choice, at_hand)
    shown = land.around if whole else [p for p in land.family if p.level == choice.level]
    return tuple(
        _part_row(
            part,
            found.get(part.code),
            part.code == area.code if whole else part.wijk_code == own_wijk or not own_wijk,
            hidden.get(part.code),
        )
        for part in shown
    )


def _hidden_parts(
    area: AreaFact, choice: PictureChoice, at_hand: Hidden | None
) -> dict[str, HiddenFact]:
    """Return what of the parts is not shown: out of what was asked already, or asked now."""
    if at_hand is not None:
        asked = (choice.indicator, choice.year, choice.level)
        return {e.area_code: e for e in at_hand if (e.indicator, e.year, e.level) == asked}
    found = hidden_parts(
        municipality_code=area.municipality_code,
        level=choice.level,
        year=choice.year,
        indicator=choice.indicator,
    )
    return {each.area_code: each for each in found}


def _part_row(
    part: AreaFact,
    found: JudgedFigure | None,
    inside: bool,  # noqa: FBT001  a row's own mark
    hidden: HiddenFact | None,
) -> PartRow:
    if found is None:
        return PartRow(part, None, None, None, inside, hidden)
    return PartRow(part, found.figure, found.change, found.comparison, inside)


def _figure_of(others: tuple[JudgedFigure, ...], code: str) -> FigureFact | None:
    return next((each.figure for each in others if each.figure.area_code == code), None)


def _sources(
    current: JudgedFigure | None, others: Iterable[JudgedFigure], land: LandAround
) -> tuple[UsedSource, ...]:
    """Return the sources under the figures and the outlines, in the catalogue's words."""
    own = {delivery for delivery, _ in current.figure.sources} if current else set()
    beside = {delivery for each in others for delivery, _ in each.figure.sources}
    used = own | beside | land.deliveries
    by_source: dict[str, list[DeliveryFact]] = {}
    for fact in deliveries(used):
        by_source.setdefault(fact.source, []).append(fact)
    return tuple(
        UsedSource(source(name), found[0], len(found), any(fact.id in own for fact in found))
        for name, found in sorted(by_source.items())
    )
