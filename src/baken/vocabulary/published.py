"""What a published figure of an indicator is: what happened, or what was wanted."""

from enum import StrEnum


class FigureRole(StrEnum):
    """Whether a figure says what was, from where one started, or what was aimed at."""

    REALISATION = "realisation"
    BASELINE = "baseline"
    TARGET = "target"


class Confidence(StrEnum):
    """How surely a value was read from its publication, its year included."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ValueOrigin(StrEnum):
    """Where the value of a year comes from: a publication, the registrations, or a sum of these."""

    PUBLISHED = "published"
    REGISTERED = "registered"
    DERIVED = "derived"
