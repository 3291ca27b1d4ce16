"""What a published figure of an indicator is: what happened, or what was wanted."""

from enum import StrEnum


class FigureRole(StrEnum):
    """Whether a figure says what was, from where one started, or what was aimed at."""

    REALISATION = "realisation"
    BASELINE = "baseline"
    TARGET = "target"
