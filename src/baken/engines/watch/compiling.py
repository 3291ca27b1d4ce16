"""The one way in which the watch compiles with Numba."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Compile on first call, keep the result, release the interpreter lock; never fastmath."""
    dispatcher: _Function = njit(cache=True, nogil=True, error_model="numpy")(function)
    return dispatcher
