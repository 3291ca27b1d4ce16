"""Reads whole columns of coordinates; for jobs, with the outcome of ``reading.point_of``."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.engines.projection.rd_approximation import rd_metres
from baken.records.registrations.reading import LATITUDES, LONGITUDES, XS, YS

Floats = NDArray[np.float64]
_DIGITS = frozenset("0123456789.")


@dataclass(frozen=True, slots=True)
class Points:
    """Points in RD metres, NaN where none is said, and their texts as COPY reads them.

    ``odd`` marks the rows whose place must be looked at by itself.
    """

    x: Floats
    y: Floats
    x_texts: list[str | None]
    y_texts: list[str | None]
    odd: NDArray[np.bool_]


def read_points(
    xs: Sequence[str] | None, ys: Sequence[str] | None, decimal: str, number: int
) -> Points:
    """Return the points of ``number`` rows, from two columns of texts (None: the file has none)."""
    if xs is None or ys is None:
        nowhere, said = np.full(number, np.nan), np.full(number, xs is not None or ys is not None)
        return Points(nowhere, nowhere, [r"\N"] * number, [r"\N"] * number, said)
    one, other = _numbers(xs, decimal), _numbers(ys, decimal)
    x, y = np.full(number, np.nan), np.full(number, np.nan)
    for east, north in ((one, other), (other, one)):
        rd = _within(east, XS) & _within(north, YS) & np.isnan(x)
        x[rd], y[rd] = _decimetres(east[rd]), _decimetres(north[rd])
        degrees = _within(east, LONGITUDES) & _within(north, LATITUDES) & np.isnan(x)
        if degrees.any():
            metres = np.array(
                [rd_metres(*each) for each in zip(east[degrees], north[degrees], strict=True)]
            )
            x[degrees], y[degrees] = _decimetres(metres[:, 0]), _decimetres(metres[:, 1])
    odd = np.isnan(x)
    return Points(x, y, _texts(x, one, xs, decimal), _texts(y, other, ys, decimal), odd)


def _within(values: Floats, stretch: tuple[float, float]) -> NDArray[np.bool_]:
    return (values >= stretch[0]) & (values <= stretch[1])


def _decimetres(metres: Floats) -> Floats:
    found: Floats = np.floor(metres * 10 + 0.5) / 10
    return found


def _numbers(texts: Sequence[str], decimal: str) -> Floats:
    """Return plain numbers; NaN for any other text, which is looked at by itself."""
    joined = "".join(texts)
    if decimal == ",":
        texts = [text.replace(",", ".") if "." not in text else "" for text in texts]
        joined = "".join(texts)
    if frozenset(joined) <= _DIGITS and "" not in texts:
        try:
            return np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
        except ValueError:
            pass
    return np.fromiter(map(_number, texts), dtype=np.float64, count=len(texts))


def _number(text: str) -> float:
    plain = text.replace(".", "", 1)
    return float(text) if plain.isascii() and plain.isdigit() else np.nan


def _texts(found: Floats, given: Floats, texts: Sequence[str], decimal: str) -> list[str | None]:
    """Return numbers as texts: as they stood, where they are what was given."""
    if decimal == "." and bool(np.all((found == given) | np.isnan(found))):
        return list(texts)
    return [repr(value) for value in found.tolist()]
