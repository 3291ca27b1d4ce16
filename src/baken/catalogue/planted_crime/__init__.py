"""What the declared generator of registrations assumes, where no figures are known."""

from baken.catalogue.planted_crime.entries import (
    PLANTED_HABITS,
    PLANTED_TYPES,
    PlantedHabit,
    PlantedType,
    habit_of,
)

__all__ = ["PLANTED_HABITS", "PLANTED_TYPES", "PlantedHabit", "PlantedType", "habit_of"]
