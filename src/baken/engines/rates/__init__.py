"""Rates: intervals, tests, shrinkage, overdispersion, change, expected range, stand-out areas."""

from baken.engines.rates.change import (
    Change,
    DetectableChange,
    compare_periods,
    smallest_detectable,
    verdicts,
)
from baken.engines.rates.dispersion import (
    Dispersion,
    SeriesDispersion,
    dispersion_along_series,
    dispersion_between_areas,
    dispersion_between_years,
)
from baken.engines.rates.intervals import (
    RateInterval,
    byar_interval,
    dispersed_interval,
    exact_interval,
)
from baken.engines.rates.multiplicity import Adjustment, adjust_p_values
from baken.engines.rates.shrinkage import (
    EmpiricalBayes,
    ShrunkenRates,
    marshall_rates,
    neighbour_rates,
    shrunken_rates,
)
from baken.engines.rates.stand_out import StandOut, stand_out_areas
from baken.engines.rates.trend import ExpectedRange, expected_range
from baken.engines.rates.two_samples import (
    RateRatio,
    ShareDifference,
    ShareInterval,
    clopper_pearson_interval,
    compare_rates,
    compare_shares,
    wilson_interval,
)

VERSION = "1"

__all__ = [
    "VERSION",
    "Adjustment",
    "Change",
    "DetectableChange",
    "Dispersion",
    "EmpiricalBayes",
    "ExpectedRange",
    "RateInterval",
    "RateRatio",
    "SeriesDispersion",
    "ShareDifference",
    "ShareInterval",
    "ShrunkenRates",
    "StandOut",
    "adjust_p_values",
    "byar_interval",
    "clopper_pearson_interval",
    "compare_periods",
    "compare_rates",
    "compare_shares",
    "dispersed_interval",
    "dispersion_along_series",
    "dispersion_between_areas",
    "dispersion_between_years",
    "exact_interval",
    "expected_range",
    "marshall_rates",
    "neighbour_rates",
    "shrunken_rates",
    "smallest_detectable",
    "stand_out_areas",
    "verdicts",
    "wilson_interval",
]
