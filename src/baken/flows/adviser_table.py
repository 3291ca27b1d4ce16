"""The policy adviser's table: every indicator of some municipalities with its change."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.catalogue.certainty import Certainty, certainty_of
from baken.catalogue.indicators import ALL_CRIME, REGISTERED_CRIME, Indicator, Polarity
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.records.indicators.selectors import changes_of_areas, figures_of_areas
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import ChangeVerdict

_GOOD_WHEN = {
    Polarity.LOWER_IS_BETTER: ChangeVerdict.LOWER,
    Polarity.HIGHER_IS_BETTER: ChangeVerdict.HIGHER,
}


@dataclass(frozen=True, slots=True)
class AdviserRow:
    """One indicator of a municipality: its figure, and its change where one can be told."""

    definition: Indicator
    figure: FigureFact
    change: ChangeFact | None

    @property
    def verdict(self) -> ChangeVerdict:
        """Return what can be said of the change."""
        return self.change.verdict if self.change else ChangeVerdict.NOT_COMPARABLE

    @property
    def certainty(self) -> Certainty | None:
        """Return how sure a change up or down is, among all types that are looked at together."""
        if self.change is None or self.verdict not in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
            return None
        return certainty_of(self.change.p_adjusted)

    @property
    def tone(self) -> str:
        """Return the class of the mark: favourable, unfavourable, or empty when neither."""
        good = _GOOD_WHEN.get(self.definition.polarity)
        if good is None or self.verdict not in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
            return ""
        return "favourable" if self.verdict is good else "unfavourable"


@dataclass(frozen=True, slots=True)
class AdviserTable:
    """The indicators of one municipality in one year; ``total`` is of all types together."""

    municipality: AreaFact
    year: int
    rows: tuple[AdviserRow, ...]
    total: AdviserRow | None


def adviser_tables(codes: Iterable[str], *, year: int) -> tuple[AdviserTable, ...]:
    """Return the table of each municipality that is known, in the order asked."""
    asked = tuple(codes)
    figures = figures_of_areas(asked, year=year)
    changes = {(c.area_code, c.indicator): c for c in changes_of_areas(asked, year=year)}
    areas = areas_in_municipalities(asked, levels=(AreaLevel.MUNICIPALITY,), year=year)
    by_code = {area.code: area for area in areas}
    return tuple(_table(by_code[code], figures, changes, year) for code in asked if code in by_code)


def _table(
    municipality: AreaFact,
    figures: tuple[FigureFact, ...],
    changes: dict[tuple[str, str], ChangeFact],
    year: int,
) -> AdviserTable:
    figure_of = {f.indicator: f for f in figures if f.area_code == municipality.code}
    rows = tuple(
        AdviserRow(entry, figure_of[entry.id], changes.get((municipality.code, entry.id)))
        for entry in REGISTERED_CRIME
        if entry.id in figure_of
    )
    return AdviserTable(
        municipality=municipality,
        year=year,
        rows=tuple(row for row in rows if row.definition.id != ALL_CRIME),
        total=next((row for row in rows if row.definition.id == ALL_CRIME), None),
    )
