"""What kind of number an indicator is."""

from enum import StrEnum


class Measure(StrEnum):
    """A count of happenings, a rate per inhabitants, a share of a whole, or a score on a scale."""

    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    SCORE = "score"
