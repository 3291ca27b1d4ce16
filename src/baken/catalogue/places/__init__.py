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

__all__ = [
    "PEER_CLASSES",
    "PEER_GROUPING",
    "PEER_RULES",
    "VISITOR_RULES",
    "PeerClass",
    "PeerGrouping",
    "PeerRule",
    "VisitorRule",
    "classes_of_group",
    "group_of",
    "peer_groups",
]
