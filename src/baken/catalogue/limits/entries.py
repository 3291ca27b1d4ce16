"""Reads ``limits/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class ApiLimits:
    """What one caller may ask: requests a minute, and items a page (usual and at most)."""

    id: str
    requests_per_minute: int
    page_size: int
    largest_page: int


API_LIMITS: ApiLimits = read_entries(Path(__file__).parent, "limits", ApiLimits)[0]
