"""Anchors: the newest hash of every log, written to a file outside the database.

The file is only added to. One line holds day, log, number and hash, with tabs between them; it
can be copied to another machine, mailed, or printed and put in a safe.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from baken.foundation.stewardship.chain import Anchor
from baken.vocabulary.errors import UnusableInputError

HEADER = "day\tlog\tnumber\tsha256"
FILE_NAME = "audit.tsv"
_LINE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)\t(?P<log>[^\t]{1,40})\t(?P<number>\d{1,18})\t(?P<sha>[0-9a-f]{64})"
)


def read_anchors(path: Path) -> tuple[Anchor, ...]:
    """Return the anchors of a file; a file that is not there holds none.

    Raises:
        UnusableInputError: naming the first line that is no anchor.
    """
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = enumerate(lines, start=1)
    return tuple(_anchor(path, n, line) for n, line in numbered if line and line != HEADER)


def _anchor(path: Path, number: int, line: str) -> Anchor:
    found = _LINE.fullmatch(line)
    if found is None:
        raise UnusableInputError(
            f'"{path.name}", line {number}: "{line[:80]}" is no anchor; a line holds day, log, '
            "number and hash with tabs between them. Take the file from a safer copy"
        )
    return Anchor(found["day"], found["log"], int(found["number"]), found["sha"])


def add_anchors(path: Path, heads: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Add the heads that the file does not hold yet and return those; safe to repeat.

    A log that did not grow since its last anchor still gets its line once a day.
    """
    known = set(read_anchors(path))
    new = tuple(head for head in heads if head not in known)
    path.parent.mkdir(parents=True, exist_ok=True)
    begins = not path.exists()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in ((HEADER,) if begins else ()))
        file.writelines(f"{line_of(head)}\n" for head in new)
        file.flush()
        os.fsync(file.fileno())
    return new


def line_of(anchor: Anchor) -> str:
    """Return an anchor as a line of the file."""
    return f"{anchor.day}\t{anchor.log}\t{anchor.number}\t{anchor.sha256}"
