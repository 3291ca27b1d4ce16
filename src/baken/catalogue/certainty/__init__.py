"""How sure a verdict is: one scale with its words, used on every page."""

from baken.catalogue.certainty.entries import CERTAINTIES, Certainty, certainty_of

__all__ = ["CERTAINTIES", "Certainty", "certainty_of"]
