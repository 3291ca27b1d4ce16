"""What is counted under a published type of crime: the police incident codes behind it."""

from baken.catalogue.offences.entries import OFFENCES, Offence, offence

__all__ = ["OFFENCES", "Offence", "offence"]
