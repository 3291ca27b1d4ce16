"""What the policy texts are about: burglary, nuisance, undermining, unsafe traffic and the like."""

from baken.catalogue.phenomena.entries import PHENOMENA, CodeFit, Phenomenon

__all__ = ["PHENOMENA", "CodeFit", "Phenomenon"]
