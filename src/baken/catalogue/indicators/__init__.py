"""The indicators: what is counted, per what, from which source, and how to say it."""

from baken.catalogue.indicators.entries import (
    ALL_CRIME,
    INDICATORS,
    OWN_COUNTS,
    REGISTERED_CRIME,
    Indicator,
    indicator,
    own_twin,
)
from baken.vocabulary.standing import Polarity

__all__ = [
    "ALL_CRIME",
    "INDICATORS",
    "OWN_COUNTS",
    "REGISTERED_CRIME",
    "Indicator",
    "Polarity",
    "indicator",
    "own_twin",
]
