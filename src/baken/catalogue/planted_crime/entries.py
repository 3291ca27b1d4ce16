"""Reads ``habits/*.toml`` and ``types/*.toml``: assumptions, each of them, and said to be so."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries


@dataclass(frozen=True, slots=True)
class PlantedHabit:
    """When, where and how offences of some kind happen and become known.

    ``centre``: from 0 (where people live) to 1 (where all crime is). ``season`` is how much the
    month ``peak_month`` lies above the year's mean, as a share. ``weekdays`` begin on Monday;
    ``hours`` at midnight: both are weights. ``interval_hours`` is the usual time between the
    earliest and the latest moment it can have happened; 0 where the moment is known.
    ``attempted_from``, ``attempted_to``: the share of attempts lies between; both 0: all are
    completed. ``tells_completion`` false: the police do not say. ``noted_hours`` and
    ``recorded_days`` are medians. ``near_repeats`` is the share of offences that follow another
    one nearby. ``unplaced`` is the share without a known place.
    """

    id: str
    label_nl: str
    label_en: str
    centre: float
    season: float
    peak_month: int
    weekdays: tuple[float, ...]
    hours: tuple[float, ...]
    interval_hours: float
    recorded_days: float
    noted_hours: float = 0.0
    attempted_from: float = 0.0
    attempted_to: float = 0.0
    tells_completion: bool = True
    found_by_police: float = 0.05
    near_repeats: float = 0.0
    unplaced: float = 0.01


@dataclass(frozen=True, slots=True)
class PlantedType:
    """A type of crime by its code of CBS: its habit, and its share where none is counted.

    ``share`` is its assumed part of all crimes of types whose counts per municipality are not
    known; shares are compared with each other.
    """

    id: str
    habit: str
    share: float


_FOLDER = Path(__file__).parent
PLANTED_HABITS: tuple[PlantedHabit, ...] = read_entries(_FOLDER / "habits", "habit", PlantedHabit)
PLANTED_TYPES: tuple[PlantedType, ...] = read_entries(_FOLDER / "types", "type", PlantedType)
_BY_ID = {entry.id: entry for entry in PLANTED_HABITS}


def _refuse_wrong() -> None:
    wrong = [
        f'type "{entry.id}": there is no habit "{entry.habit}"; known: {", ".join(_BY_ID)}'
        for entry in PLANTED_TYPES
        if entry.habit not in _BY_ID
    ]
    wrong += [
        f'habit "{entry.id}": give 7 weekdays and 24 hours'
        for entry in PLANTED_HABITS
        if len(entry.weekdays) != 7 or len(entry.hours) != 24
    ]
    if wrong:
        raise CatalogueError(wrong)


_refuse_wrong()


def habit_of(entry: PlantedType) -> PlantedHabit:
    """Return the habit of a type."""
    return _BY_ID[entry.habit]
