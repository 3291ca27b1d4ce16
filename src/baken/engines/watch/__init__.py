"""Watch: is this week's count unusual, given the years before? At a promised false-alarm rate."""

from baken.engines.watch.company import gate_chance, usual_dispersion
from baken.engines.watch.exact import Watched, count_interval, watch_counts
from baken.engines.watch.r_compatible import RWatched, watch_as_r
from baken.engines.watch.settings import RSettings, WatchSettings

VERSION = "1"

__all__ = [
    "VERSION",
    "RSettings",
    "RWatched",
    "WatchSettings",
    "Watched",
    "count_interval",
    "gate_chance",
    "usual_dispersion",
    "watch_as_r",
    "watch_counts",
]
