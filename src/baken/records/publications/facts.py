"""What goes into a decision and what leaves it: frozen facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from baken.vocabulary.disclosure import CellState


class CellKey(NamedTuple):
    """What a count is about."""

    indicator: str
    area_code: str
    period: str


@dataclass(frozen=True, slots=True)
class CountToPublish:
    """A true count with the rule that holds for it.

    ``base`` is what it is rounded to, 0: it is not. ``public``: others publish it already;
    ``ours``: the municipality holds it, so that it is shown as its own as well.
    """

    key: CellKey
    count: int
    minimum: int
    slide: int
    zeros_shown: bool
    base: int = 0
    public: bool = False
    ours: bool = True


@dataclass(frozen=True, slots=True)
class SumRule:
    """What adds up to what: areas into an area, or types into a total."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellDecision:
    """What is shown of a count; ``minimum`` is what the words "fewer than" stand for.

    ``rounded`` is the number in its place where it is rounded, else None.
    """

    state: CellState
    minimum: int
    rounded: int | None = None


@dataclass(frozen=True, slots=True)
class PastCell:
    """An earlier decision with the count it was about."""

    key: CellKey
    publication: int
    count: int
    decision: CellDecision


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """What stands of a count, and since when; the count itself is not here."""

    key: CellKey
    state: CellState
    minimum: int
    publication: int
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class TallyFact:
    """How many counts of an indicator in a period have a state, and since when the newest has."""

    indicator: str
    period: str
    state: CellState
    cells: int
    minimum: int
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class RoundFact:
    """One round of deciding on a municipality's counts, and what its audit found.

    ``cells`` counts what was decided on, ``small`` to ``rounded`` what was decided. ``lost_share``
    is the share of what could be told that is hidden to protect others. ``failing`` counts the
    hidden cells of which too much could be told: where it is not 0, nothing of the round was
    published.
    """

    tenant: str
    number: int
    decided_at: datetime
    method: str
    minimum: int
    cells: int
    shown: int
    small: int
    withheld: int
    silent: int
    rounded: int
    lost_share: float
    failing: int
    passed: bool


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """Everything decided about a municipality's counts.

    ``protected`` is false when the engine could not protect the whole; what has no earlier
    decision is then not shown.
    """

    number: int
    decisions: Mapping[CellKey, CellDecision]
    decided: int
    protected: bool
