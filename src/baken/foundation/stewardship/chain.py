"""The chain of the log: how an entry is written before it is hashed, and what breaks a chain.

Every entry carries the SHA-256 over the hash before it and its own contents. Whoever changes,
drops, inserts or swaps an entry breaks the chain from there on. Whoever makes the whole rest of
the chain anew is caught by an anchor: a hash that was kept outside the database.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

FIRST = "0" * 64
"""What the first entry of a log is chained to."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as chained: its log, number, hashes, and its contents as texts in fixed order."""

    log: str
    number: int
    previous: str
    sha256: str
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest hash of a log as it was on a day, kept outside the database."""

    day: str
    log: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A place where a log is not what was written.

    ``what`` is edited, dropped, inserted, broken, truncated or rewritten; ``number`` is the entry.
    """

    log: str
    number: int
    what: str
    sentence: str


@dataclass(slots=True)
class ChainState:
    """What verifying a log needs to remember: the last number and hash, and anchors to come."""

    log: str
    anchors: dict[int, Anchor]
    number: int = 0
    sha256: str = FIRST
    faults: list[ChainFault] = field(default_factory=list)


def canonical(link: Link) -> bytes:
    """Return the bytes that are hashed: every text as length in bytes, colon, text, comma."""
    texts = (link.previous, link.log, str(link.number), *link.contents)
    return b"".join(_netstring(text.encode()) for text in texts)


def _netstring(raw: bytes) -> bytes:
    return b"%d:%s," % (len(raw), raw)


def sha256_of(link: Link) -> str:
    """Return the hash that the entry must carry, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(link)).hexdigest()


def verify(
    links: Iterable[Link],
    anchors: Iterable[Anchor] = (),
    *,
    starts: Mapping[str, tuple[int, str]] | None = None,
) -> Iterator[ChainState]:
    """Walk over the logs, ordered by log and number, and yield the state of each at its end.

    ``starts`` gives, for a log whose oldest entries were destroyed on time, the number and hash
    of the last one destroyed. A log that only an anchor knows is yielded too: it was truncated.
    """
    waiting: dict[str, dict[int, Anchor]] = {}
    for anchor in anchors:
        waiting.setdefault(anchor.log, {})[anchor.number] = anchor
    begun = starts or {}
    state: ChainState | None = None
    for link in links:
        if state is None or state.log != link.log:
            if state is not None:
                yield _ended(state)
            state = _begin(link.log, waiting.pop(link.log, {}), begun)
        _check(state, link)
    if state is not None:
        yield _ended(state)
    for log, left in sorted(waiting.items()):
        yield _ended(_begin(log, left, begun))


def _begin(
    log: str, anchors: dict[int, Anchor], starts: Mapping[str, tuple[int, str]]
) -> ChainState:
    number, sha256 = starts.get(log, (0, FIRST))
    # What an anchor said of entries that were destroyed on time can no longer be compared.
    kept = {at: anchor for at, anchor in anchors.items() if at >= number}
    state = ChainState(log, kept, number, sha256)
    _compare(state)
    return state


def _check(state: ChainState, link: Link) -> None:
    expected = state.number + 1
    if link.number > expected:
        for_whom = (
            f"entries {expected} to {link.number - 1} are"
            if (link.number - expected > 1)
            else f"entry {expected} is"
        )
        _fault(state, expected, "dropped", f"{for_whom} missing")
    elif link.number < expected:
        _fault(state, link.number, "inserted", "an entry with this number stands there already")
    elif link.previous != state.sha256:
        _fault(state, link.number, "broken", "does not follow from the entry before it")
    if sha256_of(link) != link.sha256:
        _fault(state, link.number, "edited", "its contents are not those that were hashed")
    state.number, state.sha256 = link.number, link.sha256
    _compare(state)


def _compare(state: ChainState) -> None:
    anchor = state.anchors.pop(state.number, None)
    if anchor is not None and anchor.sha256 != state.sha256:
        sentence = f"has another hash than the anchor of {anchor.day}: the log was made anew"
        _fault(state, state.number, "rewritten", sentence)


def _ended(state: ChainState) -> ChainState:
    for number, anchor in sorted(state.anchors.items()):
        if number > state.number:
            sentence = (
                f"the anchor of {anchor.day} saw {number} entries; the log ends at {state.number}"
            )
            _fault(state, number, "truncated", sentence)
    return state


def _fault(state: ChainState, number: int, what: str, sentence: str) -> None:
    state.faults.append(ChainFault(state.log, number, what, sentence))
