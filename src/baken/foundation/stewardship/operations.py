"""The operation under way: one id that joins what a request or command writes in several logs."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_UNDER_WAY: ContextVar[tuple[str, set[Hashable]] | None] = ContextVar("operation", default=None)


@contextmanager
def operation() -> Iterator[str]:
    """Give everything written inside one id of 32 hexadecimal digits; an outer one goes on."""
    begun = _UNDER_WAY.get() or (uuid4().hex, set())
    token = _UNDER_WAY.set(begun)
    try:
        yield begun[0]
    finally:
        _UNDER_WAY.reset(token)


def operation_under_way() -> str:
    """Return the id of the operation under way, or a new one that joins nothing."""
    begun = _UNDER_WAY.get()
    return begun[0] if begun else uuid4().hex


def first_time(what: Hashable) -> bool:
    """Return whether this is met for the first time in the operation under way."""
    begun = _UNDER_WAY.get()
    if begun is None:
        return True
    known = what in begun[1]
    begun[1].add(what)
    return not known
