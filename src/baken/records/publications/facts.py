"""What goes into a decision and what leaves it: frozen facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from baken.vocabulary.disclosure import CellState


class CellKey(NamedTuple):
    """What a count is about."""

    indicator: str
    area_code: str
    period: str


@dataclass(frozen=True, slots=True)
class CountToPublish:
    """A true count with the rule that holds for it; ``public``: others publish it already."""

    key: CellKey
    count: int
    minimum: int
    slide: int
    zeros_shown: bool
    public: bool = False


@dataclass(frozen=True, slots=True)
class SumRule:
    """What adds up to what: areas into an area, or types into a total."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellDecision:
    """What is shown of a count; ``minimum`` is what the words "fewer than" stand for."""

    state: CellState
    minimum: int


@dataclass(frozen=True, slots=True)
class PastCell:
    """An earlier decision with the count it was about."""

    key: CellKey
    publication: int
    count: int
    decision: CellDecision


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
