"""The three pillars of an area scan, and what somebody who knows an area says of one."""

from enum import StrEnum


class Pillar(StrEnum):
    """A side of how safe an area is: how it looks, what happens, how people live together."""

    PHYSICAL = "physical"
    SAFE = "safe"
    SOCIAL = "social"


class Bearing(StrEnum):
    """Which way a statement points; it is no verdict on anybody."""

    GOES_WELL = "goes-well"
    WORRY = "worry"
    CHANGE = "change"
