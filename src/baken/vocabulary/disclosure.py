"""What the public sees of a count, and who published it first."""

from enum import StrEnum


class CellState(StrEnum):
    """What the public sees of one count in a published table.

    - SHOWN: the count itself.
    - SMALL: "fewer than the minimum", and not 0.
    - SMALL_OR_ZERO: "fewer than the minimum", below a total that is small itself.
    - WITHHELD: no count; hidden so that a small one cannot be worked out.
    - SILENT: no count and no words about it.
    """

    SHOWN = "shown"
    SMALL = "small"
    SMALL_OR_ZERO = "small-or-zero"
    WITHHELD = "withheld"
    SILENT = "silent"

    @property
    def is_small(self) -> bool:
        """Return whether the words "fewer than" stand in its place."""
        return self in {CellState.SMALL, CellState.SMALL_OR_ZERO}


class Publisher(StrEnum):
    """Who brings a source's counts into the open: another (then they are public), or ourselves."""

    OTHER = "published-by-other"
    OWN = "own"
