"""The indicators: what is counted, per what, from which source, and how to say it."""

from baken.catalogue.indicators.entries import INDICATORS, Indicator, indicator
from baken.vocabulary.standing import Polarity

__all__ = ["INDICATORS", "Indicator", "Polarity", "indicator"]
