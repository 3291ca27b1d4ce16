"""The operation under way: one id that joins what a request or command writes in several logs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_UNDER_WAY: ContextVar[str] = ContextVar("operation", default="")


@contextmanager
def operation(identifier: str = "") -> Iterator[str]:
    """Give everything written inside one id of 32 hexadecimal digits; an outer one goes on."""
    chosen = _UNDER_WAY.get() or identifier or uuid4().hex
    token = _UNDER_WAY.set(chosen)
    try:
        yield chosen
    finally:
        _UNDER_WAY.reset(token)


def operation_under_way() -> str:
    """Return the id of the operation under way, or a new one that joins nothing."""
    return _UNDER_WAY.get() or uuid4().hex
