"""What an officer sees of hidden counts: how many, why, what the check found; never a count."""

from dataclasses import dataclass

from baken.catalogue.indicators import INDICATORS, Indicator, indicator
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_of_municipality
from baken.records.publications.facts import PublishedCell, RoundFact, TallyFact
from baken.records.publications.selectors import published_cells, rounds_of, tallies_of
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.disclosure import CellState

_KNOWN = {entry.id for entry in INDICATORS}


@dataclass(frozen=True, slots=True)
class DecisionsAsked:
    """What is looked at; what is empty or unknown is answered by the newest year and by wijken."""

    period: str = ""
    level: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class FamilyDecisions:
    """A family of counts that is decided on together: how many are shown, and how others are not.

    ``states`` counts every count that stands, by what is shown of it.
    """

    total: Indicator
    states: dict[CellState, int]
    periods: tuple[str, ...]
    minimum: int

    @property
    def cells(self) -> int:
        """Return how many counts there are."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything on the page: families, rounds, and the cells of one period and level."""

    families: tuple[FamilyDecisions, ...]
    rounds: tuple[RoundFact, ...]
    periods: tuple[str, ...]
    asked: DecisionsAsked
    areas: tuple[AreaFact, ...]
    types: tuple[Indicator, ...]
    cells: dict[tuple[str, str], PublishedCell]

    @property
    def newest_passed(self) -> RoundFact | None:
        """Return the newest round that was published."""
        return next((found for found in self.rounds if found.passed), None)


def decisions_of(tenant: str, asked: DecisionsAsked) -> Decisions:
    """Return the decisions on a municipality's own counts."""
    tallies = [each for each in tallies_of(tenant) if each.indicator in _KNOWN]
    periods = tuple(sorted({each.period for each in tallies}, reverse=True))
    chosen = _chosen(asked, periods)
    found = published_cells(tenant, period=chosen.period) if periods else ()
    areas = areas_of_municipality(tenant, year=int(chosen.period)) if periods else ()
    shown = {each.key for each in found if chosen.state in {"", each.state}}
    cells = {(e.key.area_code, e.key.indicator): e for e in found if e.key in shown}
    return Decisions(
        families=_families(tallies),
        rounds=rounds_of(frozenset({tenant})),
        periods=periods,
        asked=chosen,
        areas=tuple(
            area
            for area in areas
            if area.level in {AreaLevel.MUNICIPALITY, chosen.level}
            and any(code == area.code for code, _ in cells)
        ),
        types=tuple(e for e in INDICATORS if any(e.id == name for _, name in cells)),
        cells=cells,
    )


def _chosen(asked: DecisionsAsked, periods: tuple[str, ...]) -> DecisionsAsked:
    newest = periods[0] if periods else ""
    return DecisionsAsked(
        period=asked.period if asked.period in periods else newest,
        level=asked.level if asked.level in {AreaLevel.WIJK, AreaLevel.BUURT} else AreaLevel.WIJK,
        state=asked.state if asked.state in set(CellState) else "",
    )


def _families(tallies: list[TallyFact]) -> tuple[FamilyDecisions, ...]:
    by_total: dict[str, list[TallyFact]] = {}
    for each in tallies:
        by_total.setdefault(indicator(each.indicator).total, []).append(each)
    return tuple(_family(total, found) for total, found in sorted(by_total.items()))


def _family(total: str, tallies: list[TallyFact]) -> FamilyDecisions:
    states = {
        state: sum(each.cells for each in tallies if each.state is state) for state in CellState
    }
    return FamilyDecisions(
        total=indicator(total),
        states=states,
        periods=tuple(sorted({each.period for each in tallies})),
        minimum=max(each.minimum for each in tallies),
    )
