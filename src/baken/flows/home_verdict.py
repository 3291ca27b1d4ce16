"""The home page's verdict per municipality: what changed, what did not, which wijken stand out."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.catalogue.certainty import certainty_of
from baken.catalogue.indicators import ALL_CRIME, REGISTERED_CRIME, Indicator
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

_SHOWN = (ChangeVerdict.HIGHER, ChangeVerdict.LOWER)


@dataclass(frozen=True, slots=True)
class ChangedIndicator:
    """An indicator of a municipality with its figure and its change."""

    definition: Indicator
    figure: FigureFact
    change: ChangeFact

    @property
    def shown(self) -> bool:
        """Return whether a change was demonstrated."""
        return self.change.verdict in _SHOWN

    @property
    def holds_among_many(self) -> bool:
        """Return whether the change also holds when all types are looked at together."""
        return _holds(self.change)


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
        return self.change is not None and self.change.verdict in _SHOWN

    @property
    def holds_among_many(self) -> bool:
        """Return whether the change also holds when all wijken are looked at together."""
        return self.change is not None and _holds(self.change)


@dataclass(frozen=True, slots=True)
class MunicipalVerdict:
    """What the home page says of one municipality.

    ``total`` is None where no change of the total is stored; ``total_figure`` may still be known.
    ``incomparable`` are the types of which no change can be told, such as from nothing to nothing.
    """

    municipality: AreaFact
    year: int
    total: ChangedIndicator | None
    total_figure: FigureFact | None
    higher: tuple[ChangedIndicator, ...]
    lower: tuple[ChangedIndicator, ...]
    unchanged: tuple[ChangedIndicator, ...]
    incomparable: tuple[ChangedIndicator, ...]
    wijken: tuple[StandingArea, ...]
    areas: tuple[AreaFact, ...]
    wijk_figures: tuple[FigureFact, ...]

    @property
    def types(self) -> int:
        """Return how many types a change could be told of, or not."""
        return len(self.rows)

    @property
    def rows(self) -> tuple[ChangedIndicator, ...]:
        """Return all types, whatever their verdict."""
        return (*self.higher, *self.lower, *self.unchanged, *self.incomparable)

    @property
    def share_of_types(self) -> float | None:
        """Return which share of all crimes the types are together, when known."""
        total = self.total_figure.n if self.total_figure else 0
        return sum(row.figure.n for row in self.rows) / total if total and self.rows else None

    @property
    def all_figures(self) -> tuple[FigureFact, ...]:
        """Return every figure that the verdict shows."""
        total = (self.total_figure,) if self.total_figure else ()
        return (*total, *(row.figure for row in self.rows), *self.wijk_figures)


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
        total_figure=next(
            (f for f in figures if f.area_code == municipality.code and f.indicator == ALL_CRIME),
            None,
        ),
        higher=_with(types, ChangeVerdict.HIGHER),
        lower=_with(types, ChangeVerdict.LOWER),
        unchanged=_with(types, ChangeVerdict.NO_DEMONSTRABLE_CHANGE),
        incomparable=_with(types, ChangeVerdict.NOT_COMPARABLE),
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
        for definition in REGISTERED_CRIME
        if definition.id in figure_of and definition.id in change_of
    )


def _with(
    rows: tuple[ChangedIndicator, ...], verdict: ChangeVerdict
) -> tuple[ChangedIndicator, ...]:
    found = [row for row in rows if row.change.verdict is verdict]
    return tuple(sorted(found, key=lambda row: (_p(row.change), row.definition.id)))


def _holds(change: ChangeFact) -> bool:
    return certainty_of(change.p_adjusted).among_many


def _p(change: ChangeFact) -> float:
    return 1.0 if change.p is None else change.p


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
    return tuple(sorted(chosen, key=_highest_first))


def _highest_first(row: StandingArea) -> tuple[float, str]:
    ratio = row.comparison.ratio if row.comparison else None
    return (-(ratio or 0.0), row.area.code)
