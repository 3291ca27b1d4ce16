"""The home page's verdict per municipality: what changed, what did not, which wijken stand out."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.catalogue.indicators import INDICATORS, Indicator
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.indicators.facts import ChangeFact, ComparisonFact, FigureFact
from baken.records.indicators.selectors import (
    changes_of_places,
    comparisons,
    figures_of_places,
)
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import ChangeVerdict

ALL_CRIME = "registered-crime-0.0.0"


@dataclass(frozen=True, slots=True)
class ChangedIndicator:
    """An indicator of a municipality with its figure and its change."""

    definition: Indicator
    figure: FigureFact
    change: ChangeFact

    @property
    def holds_among_many(self) -> bool:
        """Return whether the change also holds when all types are looked at together."""
        return self.change.p_adjusted is not None and self.change.p_adjusted < 0.05


@dataclass(frozen=True, slots=True)
class StandingArea:
    """A wijk that stands out: by its level, by its change, or both."""

    area: AreaFact
    figure: FigureFact
    change: ChangeFact | None
    comparison: ComparisonFact | None

    @property
    def changed(self) -> bool:
        """Return whether a change was demonstrated."""
        verdicts = {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}
        return self.change is not None and self.change.verdict in verdicts


@dataclass(frozen=True, slots=True)
class MunicipalVerdict:
    """What the home page says of one municipality."""

    municipality: AreaFact
    year: int
    total: ChangedIndicator | None
    higher: tuple[ChangedIndicator, ...]
    lower: tuple[ChangedIndicator, ...]
    unchanged: tuple[ChangedIndicator, ...]
    wijken: tuple[StandingArea, ...]
    areas: tuple[AreaFact, ...]
    wijk_figures: tuple[FigureFact, ...]


def verdicts(codes: tuple[str, ...], *, year: int) -> tuple[MunicipalVerdict, ...]:
    """Return the verdict of each municipality that is known, in the order asked."""
    areas = areas_in_municipalities(
        codes, levels=(AreaLevel.MUNICIPALITY, AreaLevel.WIJK), year=year
    )
    figures = figures_of_places(
        codes, year=year, level_of_parts=AreaLevel.WIJK, indicator=ALL_CRIME
    )
    changes = changes_of_places(
        codes, year=year, level_of_parts=AreaLevel.WIJK, indicator=ALL_CRIME
    )
    compared = comparisons(municipality_codes=codes, year=year, indicator=ALL_CRIME)
    by_code = {area.code: area for area in areas}
    return tuple(
        _verdict(by_code[code], areas, figures, changes, compared, year)
        for code in codes
        if code in by_code
    )


def _verdict(
    municipality: AreaFact,
    areas: tuple[AreaFact, ...],
    figures: tuple[FigureFact, ...],
    changes: tuple[ChangeFact, ...],
    compared: tuple[ComparisonFact, ...],
    year: int,
) -> MunicipalVerdict:
    own = _changed(municipality.code, figures, changes)
    types = tuple(row for row in own if row.definition.id != ALL_CRIME)
    members = tuple(a for a in areas if a.municipality_code == municipality.code)
    codes = {area.code for area in members}
    return MunicipalVerdict(
        municipality=municipality,
        year=year,
        total=next((row for row in own if row.definition.id == ALL_CRIME), None),
        higher=_with(types, ChangeVerdict.HIGHER),
        lower=_with(types, ChangeVerdict.LOWER),
        unchanged=_with(types, ChangeVerdict.NO_DEMONSTRABLE_CHANGE),
        wijken=_standing(members, figures, changes, compared),
        areas=members,
        wijk_figures=tuple(
            f for f in figures if f.level == AreaLevel.WIJK and f.area_code in codes
        ),
    )


def _changed(
    code: str, figures: Iterable[FigureFact], changes: Iterable[ChangeFact]
) -> tuple[ChangedIndicator, ...]:
    figure_of = {f.indicator: f for f in figures if f.area_code == code}
    change_of = {c.indicator: c for c in changes if c.area_code == code}
    return tuple(
        ChangedIndicator(definition, figure_of[definition.id], change_of[definition.id])
        for definition in INDICATORS
        if definition.id in figure_of and definition.id in change_of
    )


def _with(
    rows: tuple[ChangedIndicator, ...], verdict: ChangeVerdict
) -> tuple[ChangedIndicator, ...]:
    found = [row for row in rows if row.change.verdict is verdict]
    return tuple(sorted(found, key=lambda row: (row.change.p or 1.0, row.definition.id)))


def _standing(
    areas: tuple[AreaFact, ...],
    figures: tuple[FigureFact, ...],
    changes: tuple[ChangeFact, ...],
    compared: tuple[ComparisonFact, ...],
) -> tuple[StandingArea, ...]:
    figure_of = {f.area_code: f for f in figures if f.level == AreaLevel.WIJK}
    change_of = {c.area_code: c for c in changes if c.indicator == ALL_CRIME}
    comparison_of = {c.area_code: c for c in compared}
    rows = [
        StandingArea(
            area, figure_of[area.code], change_of.get(area.code), comparison_of.get(area.code)
        )
        for area in areas
        if area.code in figure_of
    ]
    chosen = [row for row in rows if row.changed or (row.comparison and row.comparison.stands_out)]
    return tuple(
        sorted(chosen, key=lambda row: -(row.comparison.ratio or 0) if row.comparison else 0)
    )
