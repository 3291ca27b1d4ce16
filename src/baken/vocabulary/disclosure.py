"""What the public sees of a count, and who published it first."""

from enum import StrEnum


class CellState(StrEnum):
    """What the public sees of one count in a published table.

    - SHOWN: the count itself.
    - SMALL: "fewer than the minimum", and not 0.
    - SMALL_OR_ZERO: "fewer than the minimum", below a total that is small itself.
    - WITHHELD: no count; hidden so that a small one cannot be worked out.
    - SILENT: no count and no words about it.
    - ROUNDED: a multiple of the base next to the count.
    """

    SHOWN = "shown"
    SMALL = "small"
    SMALL_OR_ZERO = "small-or-zero"
    WITHHELD = "withheld"
    SILENT = "silent"
    ROUNDED = "rounded"

    @property
    def is_small(self) -> bool:
        """Return whether the words "fewer than" stand in its place."""
        return self in {CellState.SMALL, CellState.SMALL_OR_ZERO}

    @property
    def has_number(self) -> bool:
        """Return whether a number stands in its place: the count itself, or one rounded."""
        return self in {CellState.SHOWN, CellState.ROUNDED}


class Shield(StrEnum):
    """What protects small counts: they and some others are hidden, or all counts are rounded."""

    HIDE = "hide"
    ROUND = "round"


class Publisher(StrEnum):
    """Who brings a source's counts into the open: another (then they are public), or ourselves."""

    OTHER = "published-by-other"
    OWN = "own"
