"""What the watch holds: counts per area, of no person."""

from baken.foundation.stewardship.held import Holder
from baken.records.watches.models import WatchCalibration, WatchedCourse, WatchedWeek, WatchRound

HOLDERS = (
    Holder(WatchRound, "made_at"),
    Holder(WatchedWeek, "", place=("area",)),
    Holder(WatchedCourse, "", place=("area",)),
    Holder(WatchCalibration, "made_at"),
)
