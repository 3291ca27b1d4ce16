"""Municipalities in a row, each with the interval of its rank; one type, one year, one group."""

from dataclasses import dataclass

from baken.catalogue.indicators import Indicator, indicator
from baken.catalogue.places import PeerClass, classes_of_group
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries
from baken.foundation.places.selectors import names_of
from baken.records.indicators.facts import FigureFact, SpreadFact, StandingFact
from baken.records.indicators.placing import (
    COUNTRY,
    groups_in,
    spreads_in,
    spreads_of,
    standings_in,
    standings_of,
)
from baken.records.indicators.selectors import figures_of_areas, years_of_indicator
from baken.records.indicators.through_years import figures_in_year


@dataclass(frozen=True, slots=True)
class PlacedMunicipality:
    """A municipality with its figure and its standing in the group."""

    code: str
    name: str
    figure: FigureFact
    standing: StandingFact


@dataclass(frozen=True, slots=True)
class PlacedList:
    """A rank list, the highest rate first; ``groups`` are the groups there are and their sizes."""

    definition: Indicator
    year: int
    years: tuple[int, ...]
    group: str
    groups: dict[str, int]
    rows: tuple[PlacedMunicipality, ...]
    spread: SpreadFact
    deliveries: tuple[DeliveryFact, ...]

    @property
    def classes(self) -> tuple[PeerClass, ...]:
        """Return what the members of the group share; nothing for the whole country."""
        return classes_of_group(self.group)


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One type of a municipality beside its group of peers."""

    definition: Indicator
    figure: FigureFact
    standing: StandingFact
    spread: SpreadFact
    in_country: StandingFact | None


@dataclass(frozen=True, slots=True)
class PeerPicture:
    """A municipality among its peers: every type in one year, and one type member by member."""

    code: str
    name: str
    rows: tuple[PeerRow, ...]
    placed: PlacedList


def placed_list(chosen: str, *, year: int | None, group: str | None = None) -> PlacedList | None:
    """Return a rank list; what cannot be had is answered by the newest year and the country."""
    years = years_of_indicator(chosen)
    if not years:
        return None
    wanted = year if year in years else max(years)
    groups = groups_in(indicator=chosen, year=wanted)
    within = group if group in groups else COUNTRY
    spread = spreads_in(year=wanted, group=within).get(chosen)
    return _placed(indicator(chosen), (wanted, years), groups, spread) if spread else None


def _placed(
    definition: Indicator,
    year_of: tuple[int, tuple[int, ...]],
    groups: dict[str, int],
    spread: SpreadFact,
) -> PlacedList:
    """Return the members of a group in order; ``year_of`` is the year, and all there are."""
    year, years = year_of
    standings = standings_in(indicator=definition.id, year=year, group=spread.group)
    codes = [each.area_code for each in standings]
    figures = figures_in_year(codes, indicator=definition.id, year=year)
    names = names_of(codes)
    used = {delivery for figure in figures.values() for delivery, _ in figure.sources}
    return PlacedList(
        definition=definition,
        year=year,
        years=years,
        group=spread.group,
        groups=groups,
        rows=tuple(
            PlacedMunicipality(code, names.get(code, code), figures[code], each)
            for each in standings
            for code in [each.area_code]
            if code in figures
        ),
        spread=spread,
        deliveries=deliveries(used),
    )


def peer_picture(code: str, chosen: str, *, year: int | None) -> PeerPicture | None:
    """Return a municipality among its peers, or None where it has no standing."""
    years = years_of_indicator(chosen)
    wanted = year if year in years else max(years, default=0)
    standings = standings_of(code, year=wanted)
    group = _narrowest({each.group for each in standings})
    spreads = spreads_in(year=wanted, group=group) if group else {}
    if chosen not in spreads:
        return None
    placed = _placed(indicator(chosen), (wanted, years), {}, spreads[chosen])
    found = figures_of_areas([code], year=wanted)
    figures = {each.indicator: each for each in found}
    country = {each.indicator: each for each in standings if each.group == COUNTRY}
    rows = tuple(
        PeerRow(
            definition=indicator(each.indicator),
            figure=figures[each.indicator],
            standing=each,
            spread=spreads[each.indicator],
            in_country=country.get(each.indicator),
        )
        for each in standings
        if each.group == group and each.indicator in figures and each.indicator in spreads
    )
    name = next((each.name for each in placed.rows if each.code == code), code)
    return PeerPicture(code=code, name=name, rows=rows, placed=placed)


def national_series(chosen: str) -> tuple[SpreadFact, ...]:
    """Return the common rate of all municipalities in every year."""
    return spreads_of(indicator=chosen)


def _narrowest(groups: set[str]) -> str:
    found = [group for group in groups if classes_of_group(group)]
    return max(found, key=lambda group: len(classes_of_group(group)), default="")
