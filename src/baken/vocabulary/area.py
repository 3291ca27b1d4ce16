"""Areas as Statistics Netherlands (CBS) codes them: gemeente, wijk, buurt."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NewType

AreaCode = NewType("AreaCode", str)
"""A validated code such as ``GM0344``, ``WK034401`` or ``BU03440111``."""

UNKNOWN_MUNICIPALITY = AreaCode("GM0000")
"""What CBS uses for registrations that belong to no municipality; it is no place on a map."""


class AreaLevel(StrEnum):
    """The three nested levels; the value is the stored word."""

    MUNICIPALITY = "municipality"
    WIJK = "wijk"
    BUURT = "buurt"


_PATTERNS = {
    AreaLevel.MUNICIPALITY: re.compile(r"GM\d{4}"),
    AreaLevel.WIJK: re.compile(r"WK\d{6}"),
    AreaLevel.BUURT: re.compile(r"BU\d{8}"),
}


@lru_cache(maxsize=32_768)  # a file says the same few thousand codes again and again
def parse_area_code(text: str) -> AreaCode:
    """Return the code without the spaces CBS pads it with.

    Raises:
        ValueError: when the text is no gemeente, wijk or buurt code.
    """
    code = text.strip().upper()
    if not any(pattern.fullmatch(code) for pattern in _PATTERNS.values()):
        raise ValueError(
            f'"{text}" is no area code; expected GM and 4 digits, WK and 6, or BU and 8 '
            "(for example GM0344, WK034401, BU03440111)"
        )
    return AreaCode(code)


def level_of(code: AreaCode) -> AreaLevel:
    """Return the level that the first two letters of the code name."""
    return next(level for level, pattern in _PATTERNS.items() if pattern.fullmatch(code))


def municipality_of(code: AreaCode) -> AreaCode:
    """Return the gemeente that a wijk or buurt lies in; a gemeente lies in itself."""
    return AreaCode("GM" + code[2:6])


def wijk_of(code: AreaCode) -> AreaCode | None:
    """Return the wijk of a buurt, the wijk itself, or None for a gemeente."""
    return None if level_of(code) is AreaLevel.MUNICIPALITY else AreaCode("WK" + code[2:8])
