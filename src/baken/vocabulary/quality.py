"""How far a person is with a data-quality notice."""

from enum import StrEnum


class QualityState(StrEnum):
    """A notice is open until somebody looks at it; mended when the data no longer give it."""

    OPEN = "open"
    BEING_LOOKED_AT = "being-looked-at"
    EXPLAINED = "explained"
    MENDED = "mended"
