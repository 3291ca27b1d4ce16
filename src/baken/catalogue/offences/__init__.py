"""What is counted under a published type of crime: the police incident codes behind it."""

from baken.catalogue.offences.entries import (
    OFFENCES,
    Offence,
    incidents_described,
    nearest_offences,
    offence,
    offences_of_incident,
)

__all__ = [
    "OFFENCES",
    "Offence",
    "incidents_described",
    "nearest_offences",
    "offence",
    "offences_of_incident",
]
