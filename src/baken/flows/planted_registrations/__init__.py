"""The declared generator at work: rows as the police would deliver, and what stands beside them."""

from baken.flows.planted_registrations.declaration import declaration
from baken.flows.planted_registrations.planting import (
    NothingToPlantError,
    PlantedGround,
    PlantedOutbreak,
    Planting,
    delivered_rows,
    final_rows,
    planted_ground,
    planted_years,
)
from baken.flows.planted_registrations.rows import HEADER

__all__ = [
    "HEADER",
    "NothingToPlantError",
    "PlantedGround",
    "PlantedOutbreak",
    "Planting",
    "declaration",
    "delivered_rows",
    "final_rows",
    "planted_ground",
    "planted_years",
]
