"""What kind of number an indicator is, and how often it is measured."""

from enum import StrEnum


class Measure(StrEnum):
    """A count of happenings, a rate per inhabitants, a share of a whole, or a score on a scale."""

    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    SCORE = "score"


class Cadence(StrEnum):
    """How often an indicator is measured."""

    YEARLY = "yearly"
    END_OF_YEAR = "end-of-year"
    ODD_YEARS = "odd-years"
    SEVERAL_YEARS = "several-years"
    IRREGULAR = "irregular"
