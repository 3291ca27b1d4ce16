"""Aoristic: from-to intervals spread over the hours of the week."""

from baken.engines.aoristic.hours import HOURS, HourWeights, hour_weights

VERSION = "1"

__all__ = ["HOURS", "VERSION", "HourWeights", "hour_weights"]
