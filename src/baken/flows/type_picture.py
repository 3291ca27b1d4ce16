"""One type of crime: the country's series, every municipality in one year, notices, revisions."""

from dataclasses import dataclass

from baken.catalogue.indicators import Indicator, indicator
from baken.catalogue.offences import Offence, offence
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.quality.notices import QualityNoticeFact, quality_notices
from baken.foundation.intake.selectors import deliveries
from baken.foundation.places import selectors as places
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import ChangeFact, FigureFact, SpreadFact
from baken.records.indicators.placing import spreads_of
from baken.records.indicators.selectors import changes_of_level, figures_of_level
from baken.records.indicators.through_years import revised_of
from baken.vocabulary.area import AreaLevel


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A municipality in the year, with its change since the year before."""

    area: AreaFact
    figure: FigureFact | None
    change: ChangeFact | None


@dataclass(frozen=True, slots=True)
class TypePicture:
    """Everything the page of a type shows; ``revised`` is how many values were delivered anew."""

    definition: Indicator
    offence: Offence | None
    year: int
    years: tuple[int, ...]
    national: tuple[SpreadFact, ...]
    rows: tuple[TypeRow, ...]
    notices: tuple[QualityNoticeFact, ...]
    revised: int
    deliveries: tuple[DeliveryFact, ...]


def type_picture(chosen: str, *, year: int | None) -> TypePicture | None:
    """Return the picture of a type in a year, or None where nothing is known of it."""
    definition = indicator(chosen)
    national = spreads_of(indicator=chosen)
    years = tuple(each.year for each in reversed(national))
    if not years:
        return None
    wanted = year if year in years else max(years)
    asked = {"level": AreaLevel.MUNICIPALITY, "year": wanted, "indicator": chosen}
    figures = {figure.area_code: figure for figure in figures_of_level(**asked)}
    changes = {change.area_code: change for change in changes_of_level(**asked)}
    used = {delivery for figure in figures.values() for delivery, _ in figure.sources}
    return TypePicture(
        definition=definition,
        offence=offence(definition.offence),
        year=wanted,
        years=years,
        national=national,
        rows=tuple(
            TypeRow(area, figures.get(area.code), changes.get(area.code))
            for area in places.municipalities(year=wanted)
        ),
        notices=tuple(each for each in quality_notices() if chosen in each.subject),
        revised=revised_of(chosen),
        deliveries=deliveries(used),
    )
