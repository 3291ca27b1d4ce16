"""What became of a delivery, and of a row of it that had to wait."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """A delivery counts, or no longer does; in both cases it and its history are kept."""

    TAKEN_IN = "taken-in"
    WITHDRAWN = "withdrawn"


class WaitingState(StrEnum):
    """A row in quarantine waits, was corrected by a person and stored, or was set aside."""

    WAITING = "waiting"
    CORRECTED = "corrected"
    SET_ASIDE = "set-aside"
