"""Reads ``limits/*.toml`` (the open API), ``limits/reading/*.toml`` (delivered files),
``limits/uploads/*.toml`` (bytes that came in) and ``limits/plans/*.toml`` (workbooks of plans)."""

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


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much a delivered file may be; larger files are refused before they are read.

    ``feature_bytes`` holds for one area of a map and for one object of JSON; ``unpacked_bytes``
    and ``unpacked_times`` (how many times its packed size) for what a zip or a workbook unpacks
    to; ``shared_text_bytes`` for the texts that a workbook keeps apart from its cells.
    """

    id: str
    file_bytes: int
    line_characters: int
    cell_characters: int
    columns: int
    rows: int
    map_bytes: int
    feature_bytes: int
    json_depth: int
    archive_entries: int
    unpacked_bytes: int
    unpacked_times: int
    shared_text_bytes: int


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """How many rows a plan as a workbook may have, over all its sheets, and how many bytes."""

    id: str
    rows: int
    file_bytes: int


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """After how many hours bytes that no upload uses any more are removed."""

    id: str
    unused_hours: int


_FOLDER = Path(__file__).parent
API_LIMITS: ApiLimits = read_entries(_FOLDER, "limits", ApiLimits)[0]
READING_LIMITS: ReadingLimits = read_entries(_FOLDER / "reading", "limits", ReadingLimits)[0]
UPLOAD_LIMITS: UploadLimits = read_entries(_FOLDER / "uploads", "limits", UploadLimits)[0]
PLAN_LIMITS: PlanLimits = read_entries(_FOLDER / "plans", "limits", PlanLimits)[0]
