"""Rules about places: where a rate per inhabitant misleads, and who a municipality's peers are."""

from baken.catalogue.places.entries import PEER_RULES, VISITOR_RULES, PeerRule, VisitorRule
from baken.catalogue.places.grouping import (
    PEER_CLASSES,
    PEER_GROUPING,
    PeerClass,
    PeerGrouping,
    classes_of_group,
    group_of,
    peer_groups,
)
from baken.catalogue.places.naming import SPOKEN_NAMES, SpokenName

__all__ = [
    "PEER_CLASSES",
    "PEER_GROUPING",
    "PEER_RULES",
    "SPOKEN_NAMES",
    "VISITOR_RULES",
    "PeerClass",
    "PeerGrouping",
    "PeerRule",
    "SpokenName",
    "VisitorRule",
    "classes_of_group",
    "group_of",
    "peer_groups",
]
