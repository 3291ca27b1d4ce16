"""The operation under way: one id that joins what a request or command writes in several logs."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_THROUGH: ContextVar[tuple[tuple[str, str], ...]] = ContextVar("through", default=())
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


@contextmanager
def on_the_command_line(account: str) -> Iterator[None]:
    """Let every entry of the log written inside say that it came by the command line, and whose.

    ``account`` is the account of the machine: whoever has a shell can name anybody as the person
    who acts, so the log names the shell too.
    """
    token = _THROUGH.set((("through", "command-line"), ("account", account)))
    try:
        yield
    finally:
        _THROUGH.reset(token)


def way_here() -> dict[str, str]:
    """Return by which way what happens now was asked; empty for the web and for jobs."""
    return dict(_THROUGH.get())
