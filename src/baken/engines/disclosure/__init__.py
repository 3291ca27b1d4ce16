"""Small counts protected: which cells of a family of tables stay hidden, and who checks it."""

from baken.engines.disclosure.attack import Attack, attack
from baken.engines.disclosure.audit import Audit, audit
from baken.engines.disclosure.family import (
    Family,
    Publication,
    State,
    additive_relations,
    publication_of,
)
from baken.engines.disclosure.protect import Protection, primary_states, protect
from baken.engines.disclosure.rounding import Rounding, protect_by_rounding, round_together

VERSION = "1"

__all__ = [
    "VERSION",
    "Attack",
    "Audit",
    "Family",
    "Protection",
    "Publication",
    "Rounding",
    "State",
    "additive_relations",
    "attack",
    "audit",
    "primary_states",
    "protect",
    "protect_by_rounding",
    "publication_of",
    "round_together",
]
