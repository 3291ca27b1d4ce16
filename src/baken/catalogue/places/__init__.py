"""Rules about places: where a rate per inhabitant misleads, and who a municipality's peers are."""

from baken.catalogue.places.entries import PEER_RULES, VISITOR_RULES, PeerRule, VisitorRule

__all__ = ["PEER_RULES", "VISITOR_RULES", "PeerRule", "VisitorRule"]
