"""The picture of one area in one year: its figures, its parts, its surroundings."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.catalogue.indicators import INDICATORS, Indicator, indicator
from baken.foundation.places.facts import AreaFact, Box
from baken.foundation.places.selectors import areas_of_municipality, municipalities_near
from baken.records.indicators.facts import ChangeFact, ComparisonFact, FigureFact
from baken.records.indicators.selectors import (
    changes_for_page,
    comparisons,
    figures_for_page,
)
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.selectors import remarks_on_area
from baken.vocabulary.area import AreaCode, AreaLevel, municipality_of

ALL_CRIME = "registered-crime-0.0.0"


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What the reader chose in the address: year, indicator, level of the parts."""

    year: int
    indicator: str = ALL_CRIME
    parts: AreaLevel = AreaLevel.WIJK


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the area in the chosen year."""

    definition: Indicator
    figure: FigureFact
    change: ChangeFact | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One wijk or buurt with its figure; None where nothing was delivered."""

    area: AreaFact
    figure: FigureFact | None
    change: ChangeFact | None
    comparison: ComparisonFact | None
    inside: bool


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """Everything a page about one area shows.

    ``parts`` are the areas of one level in the same municipality; ``inside`` marks those that
    belong to the area itself (all of them for a municipality).
    """

    area: AreaFact
    municipality: AreaFact | None
    wijk: AreaFact | None
    choice: PictureChoice
    definition: Indicator
    years: tuple[int, ...]
    figure: FigureFact | None
    change: ChangeFact | None
    comparison: ComparisonFact | None
    series: tuple[FigureFact, ...]
    rows: tuple[IndicatorRow, ...]
    part_level: AreaLevel | None
    parts: tuple[PartRow, ...]
    surroundings: tuple[AreaFact, ...]
    remarks: tuple[RemarkFact, ...]


def picture_of(code: AreaCode, choice: PictureChoice) -> AreaPicture | None:
    """Return the picture of an area, or None when the area is unknown."""
    family = areas_of_municipality(municipality_of(code), year=choice.year)
    by_code = {area.code: area for area in family}
    if code not in by_code:
        return None
    area = by_code[code]
    level = _part_level(area, choice, family)
    asked = {
        "municipality_code": area.municipality_code,
        "level": level,
        "year": choice.year,
        "indicator": choice.indicator,
    }
    figures = figures_for_page(code, **asked)
    changes = changes_for_page(code, **asked)
    compared = (
        comparisons(
            municipality_codes=[area.municipality_code],
            year=choice.year,
            indicator=choice.indicator,
        )
        if level
        else ()
    )
    own = [figure for figure in figures if figure.area_code == code]
    rows = _indicator_rows(own, changes, code, choice.year)
    current = next((row for row in rows if row.definition.id == choice.indicator), None)
    return AreaPicture(
        area=area,
        municipality=by_code.get(area.municipality_code),
        wijk=by_code.get(area.wijk_code) if area.wijk_code else None,
        choice=choice,
        definition=indicator(choice.indicator),
        years=tuple(sorted({figure.year for figure in own})),
        figure=current.figure if current else None,
        change=current.change if current else None,
        comparison=next((c for c in compared if c.area_code == code), None),
        series=tuple(figure for figure in own if figure.indicator == choice.indicator),
        rows=rows,
        part_level=level,
        parts=_part_rows(area, level, family, (figures, changes, compared), choice),
        surroundings=municipalities_near(_widened(area.box)),
        remarks=remarks_on_area(code),
    )


def _part_level(
    area: AreaFact, choice: PictureChoice, family: tuple[AreaFact, ...]
) -> AreaLevel | None:
    wanted = choice.parts if area.level == AreaLevel.MUNICIPALITY else AreaLevel.BUURT
    return wanted if any(part.level == wanted for part in family) else None


def _indicator_rows(
    figures: list[FigureFact], changes: Iterable[ChangeFact], code: str, year: int
) -> tuple[IndicatorRow, ...]:
    by_indicator = {figure.indicator: figure for figure in figures if figure.year == year}
    change_of = {c.indicator: c for c in changes if c.area_code == code and c.year == year}
    return tuple(
        IndicatorRow(definition, by_indicator[definition.id], change_of.get(definition.id))
        for definition in INDICATORS
        if definition.id in by_indicator
    )


def _part_rows(
    area: AreaFact,
    level: AreaLevel | None,
    family: tuple[AreaFact, ...],
    facts: tuple[tuple[FigureFact, ...], tuple[ChangeFact, ...], tuple[ComparisonFact, ...]],
    choice: PictureChoice,
) -> tuple[PartRow, ...]:
    figures, changes, compared = (
        {
            fact.area_code: fact
            for fact in group
            if fact.year == choice.year and fact.indicator == choice.indicator
        }
        for group in facts
    )
    own_wijk = area.code if area.level == AreaLevel.WIJK else area.wijk_code
    return tuple(
        PartRow(
            area=part,
            figure=figures.get(part.code),
            change=changes.get(part.code),
            comparison=compared.get(part.code),
            inside=area.level == AreaLevel.MUNICIPALITY or part.wijk_code == own_wijk,
        )
        for part in family
        if level is not None and part.level == level
    )


def _widened(box: Box) -> Box:
    room = 0.2 * max(box.max_x - box.min_x, box.max_y - box.min_y)
    return Box(box.min_x - room, box.min_y - room, box.max_x + room, box.max_y + room)
