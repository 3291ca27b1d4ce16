"""The account for the residents of one wijk: what was promised there, and what changed there."""

from dataclasses import dataclass

from baken.catalogue.indicators import INDICATORS, Indicator
from baken.flows.account_year.facts import AccountedMeasure, AccountYear
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import ChangeFact, HiddenFact
from baken.records.indicators.selectors import changes_of_areas, hidden_of_area


@dataclass(frozen=True, slots=True)
class ChangedType:
    """A type of crime with its change in the wijk."""

    definition: Indicator
    change: ChangeFact


@dataclass(frozen=True, slots=True)
class WijkYear:
    """The account of a year for one wijk: ``here`` are the measures that the plan names it in.

    ``hidden`` are the types whose number of this year is not shown, with what stands in its place.
    """

    account: AccountYear
    wijk: AreaFact
    here: tuple[AccountedMeasure, ...]
    changes: tuple[ChangedType, ...]
    hidden: tuple[tuple[Indicator, HiddenFact], ...] = ()


def wijk_of_account(account: AccountYear, code: str) -> WijkYear | None:
    """Return the account for a wijk, or None where the municipality has no such wijk."""
    wijk = next((each for each in account.wijken if each.code == code), None)
    if wijk is None:
        return None
    named = {area.id for area in account.plan.areas if code in area.codes}
    known = {each.id: each for each in INDICATORS}
    changes = [
        ChangedType(known[each.indicator], each)
        for each in changes_of_areas([code], year=account.year)
        if each.indicator in known and each.ratio is not None
    ]
    return WijkYear(
        account=account,
        wijk=wijk,
        here=tuple(
            measure
            for chapter in account.chapters
            for line in chapter.lines
            for measure in line.measures
            if named & set(measure.measure.areas)
        ),
        changes=tuple(changes),
        hidden=tuple(
            (known[each.indicator], each)
            for each in hidden_of_area(area_code=code, year=account.year)
            if each.indicator in known
        ),
    )
