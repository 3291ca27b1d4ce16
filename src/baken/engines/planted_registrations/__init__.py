"""Invented registrations that keep to real totals: the declared generator for trying Baken out."""

from baken.engines.planted_registrations.habits import Habit
from baken.engines.planted_registrations.lives import CORRECTIONS, Rates, Statements, tell
from baken.engines.planted_registrations.margins import CountedCrime, YearTotals, totals_of
from baken.engines.planted_registrations.places import Streets, lay_streets
from baken.engines.planted_registrations.plant import NO_AREA, Outbreak, PlantedYear, plant_year

VERSION = "1"

__all__ = [
    "CORRECTIONS",
    "NO_AREA",
    "VERSION",
    "CountedCrime",
    "Habit",
    "Outbreak",
    "PlantedYear",
    "Rates",
    "Statements",
    "Streets",
    "YearTotals",
    "lay_streets",
    "plant_year",
    "tell",
    "totals_of",
]
