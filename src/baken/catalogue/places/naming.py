"""Reads ``places/spoken_names``: what people call a municipality beside its official name."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class SpokenName:
    """A name that is used (``id``, in small letters), and the official one that is meant."""

    id: str
    official: str


SPOKEN_NAMES: tuple[SpokenName, ...] = read_entries(
    Path(__file__).parent / "spoken_names", "name", SpokenName
)
