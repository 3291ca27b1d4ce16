"""Delay: how late registrations come in, and what unfinished days will grow to."""

from baken.engines.delay.curve import (
    DelayCurve,
    Nowcast,
    counts_by_delay,
    delay_curve,
    nowcast,
    nowcast_of_shares,
)

VERSION = "1"

__all__ = [
    "VERSION",
    "DelayCurve",
    "Nowcast",
    "counts_by_delay",
    "delay_curve",
    "nowcast",
    "nowcast_of_shares",
]
