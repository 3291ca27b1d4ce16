"""What each policy text means by a name for several phenomena, such as HIC or volume crime."""

from baken.catalogue.phenomenon_sets.entries import PHENOMENON_SETS, PhenomenonSet, nearly_alike

__all__ = ["PHENOMENON_SETS", "PhenomenonSet", "nearly_alike"]
