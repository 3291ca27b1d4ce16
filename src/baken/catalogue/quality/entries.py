"""Reads ``quality/*.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class QualityRule(StrEnum):
    """The comparisons that a check can ask for."""

    PARTS_AGAINST_WHOLE = "parts-against-whole"
    BUURT_WITHOUT_WIJK = "buurt-without-wijk"
    BUURT_OUTSIDE_WIJK = "buurt-outside-wijk"
    AREA_WITHOUT_FIGURE = "area-without-figure"
    JUMP = "jump"
    LARGE_REVISION = "large-revision"
    UNKNOWN_AREA = "unknown-area"
    YEAR_TO_COME = "year-to-come"
    TWO_SOURCES = "two-sources"
    RATE_AGAINST_COUNT = "rate-against-count"
    TWO_PUBLICATIONS = "two-publications"
    TWO_POPULATIONS = "two-populations"
    RATE_BESIDE_COUNT = "rate-beside-count"
    TARGET_AGAINST_TARGET = "target-against-target"
    SHARES_OF_A_WHOLE = "shares-of-a-whole"
    TARGET_WITHIN_NOISE = "target-within-noise"
    COUNTS_NOT_PROTECTED = "counts-not-protected"


@dataclass(frozen=True, slots=True)
class QualityCheck:
    """One check: its rule, on what, and the sentence of its notices.

    ``subject`` is an indicator or a key figure; ``other`` the one it is held against.
    ``tolerance`` is a share of the value held against; ``least`` a count below which nothing is
    said. The sentences may name the arithmetic of the rule between braces. ``fits`` says what it
    means that everything fits.
    """

    id: str
    rule: QualityRule
    label_nl: str
    label_en: str
    sentence_nl: str
    sentence_en: str
    subject: str = ""
    other: str = ""
    area: str = ""
    tolerance: float = 0.0
    least: float = 0.0
    fits_nl: str = ""
    fits_en: str = ""


CHECKS: tuple[QualityCheck, ...] = read_entries(Path(__file__).parent, "check", QualityCheck)
