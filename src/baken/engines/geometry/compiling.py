"""The one way in which this package compiles with Numba."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Compile on first call, keep the result in Numba's cache, release the interpreter lock.

    Never with fastmath: exact predicates rest on every operation being rounded as written.
    """
    dispatcher: _Function = njit(cache=True, nogil=True, error_model="numpy")(function)
    return dispatcher
