"""Holds a header against the one a mapping was saved for: what is new, missing or renamed."""

import difflib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from baken.foundation.intake.columns.column import plain_name
from baken.foundation.intake.columns.mapping import ColumnMapping

_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class HeaderChange:
    """What became of the columns of a file since its mapping was saved.

    ``renamed`` are pairs (old, new) that look like one column under two names.
    """

    missing: tuple[str, ...]
    new: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """Return the change in a sentence; empty when nothing changed."""
        parts = [f'"{old}" may now be called "{new}"' for old, new in self.renamed]
        if self.missing:
            parts.append(f"missing: {', '.join(self.missing)}")
        if self.new:
            parts.append(f"new: {', '.join(self.new)}")
        return "; ".join(parts)


def header_fingerprint(header: Sequence[str]) -> str:
    """Return by what a header is recognised; the order of columns does not matter."""
    names = "\n".join(sorted(plain_name(name) for name in header))
    return hashlib.sha256(names.encode()).hexdigest()


def compare_headers(saved: Sequence[str], now: Sequence[str]) -> HeaderChange:
    """Return what changed between the saved header and the one of a file."""
    missing = [name for name in saved if name not in now]
    new = [name for name in now if name not in saved]
    renamed = []
    for name in list(missing):
        by_plain = {plain_name(each): each for each in new}
        close = difflib.get_close_matches(plain_name(name), by_plain, n=1, cutoff=_ALIKE)
        if close:
            renamed.append((name, by_plain[close[0]]))
            missing.remove(name)
            new.remove(by_plain[close[0]])
    return HeaderChange(tuple(missing), tuple(new), tuple(renamed))


def explain_missing(gone: Sequence[str], header: Sequence[str], mapping: ColumnMapping) -> str:
    """Return why a mapping does not fit a header, and what to do."""
    change = compare_headers(gone, [name for name in header if name not in mapping.file_columns])
    told = HeaderChange(change.missing, change.new, change.renamed).sentence
    return (
        f"the column mapping does not fit: {told}. Save the mapping anew for this header "
        "(baken mapping save), or rename the columns"
    )
