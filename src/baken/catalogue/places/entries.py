"""Reads ``places/visitors/*.toml`` and ``places/peers/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class VisitorRule:
    """When an area is marked: its rate says little about those who live there.

    ``fewer_inhabitants_than`` marks "few residents"; ``more_crimes_per_1000_than`` times the rate
    of the municipality marks "many-visitors". No count of visitors is bundled: the second rule is
    no measure of them, and the screen says only that the rate says little.
    """

    id: str
    fewer_inhabitants_than: int
    times_the_municipal_rate: float
    label_few_nl: str
    label_few_en: str
    label_many_nl: str
    label_many_en: str
    explanation_nl: str
    explanation_en: str


@dataclass(frozen=True, slots=True)
class PeerRule:
    """Who a municipality's peers are: the nearest in inhabitants, ``number`` of them."""

    id: str
    number: int
    explanation_nl: str
    explanation_en: str


_FOLDER = Path(__file__).parent
VISITOR_RULES: tuple[VisitorRule, ...] = read_entries(_FOLDER / "visitors", "rule", VisitorRule)
PEER_RULES: tuple[PeerRule, ...] = read_entries(_FOLDER / "peers", "rule", PeerRule)
