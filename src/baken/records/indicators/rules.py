"""Decisions about figures, without a database."""

from collections.abc import Iterable

from baken.catalogue.places import VisitorRule
from baken.vocabulary.standing import KeptVerdict

SUM_OF_BUURTEN = "sum-of-buurten"
ROUNDED = "rounded"
INHABITANTS_OF_OTHER_YEAR = "inhabitants-of-other-year"
FEW_RESIDENTS = "few-residents"
MANY_VISITORS = "many-visitors"
INHABITANTS_UNKNOWN = "inhabitants-unknown"
TOO_FEW_FOR_A_RATE = "too-few-inhabitants-for-a-rate"


def place_notes(
    *, exposure: float | None, rate: float | None, city_rate: float | None, rule: VisitorRule
) -> tuple[str, ...]:
    """Return the marks of an area whose rate says little about those who live there."""
    notes = [INHABITANTS_UNKNOWN] if exposure is None else []
    if exposure is not None and exposure < rule.fewer_inhabitants_than:
        notes.append(FEW_RESIDENTS)
    if rate is not None and city_rate and rate > rule.times_the_municipal_rate * city_rate:
        notes.append(MANY_VISITORS)
    return tuple(notes)


def kept_together(verdicts: Iterable[KeptVerdict]) -> KeptVerdict:
    """Return what can be said of a whole set of levels to keep.

    It is kept only when every level is; one that is lost loses it. With one that cannot be told,
    the whole cannot.
    """
    found = set(verdicts)
    if KeptVerdict.LOST in found:
        return KeptVerdict.LOST
    return KeptVerdict.HELD if found == {KeptVerdict.HELD} else KeptVerdict.NOT_TO_BE_TOLD
