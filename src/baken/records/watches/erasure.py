"""Destruction of rounds and calibrations on time."""

from datetime import date

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.watches.models import WatchCalibration, WatchRound

TERM = "watch-round"


def _rounds(before: date) -> QuerySet[WatchRound]:
    return WatchRound.objects.filter(day__lt=before)


def _calibrations(before: date) -> QuerySet[WatchCalibration]:
    return WatchCalibration.objects.filter(day__lt=before)


ERASERS = (
    Eraser(
        "watches_watchround",
        TERM,
        lambda before: _rounds(before).count(),
        lambda before, _bury: delete_rows(_rounds(before)),
        more_tables=("watches_watchedweek", "watches_watchedcourse"),
    ),
    Eraser(
        "watches_watchcalibration",
        TERM,
        lambda before: _calibrations(before).count(),
        lambda before, _bury: delete_rows(_calibrations(before)),
    ),
)
