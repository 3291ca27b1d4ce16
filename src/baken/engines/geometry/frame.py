"""The frame of a map: which part of the country is drawn, and how large."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.engines.geometry.rings import Rings


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of RD metres shown in a picture of ``width`` x ``height`` units, y downwards.

    One metre has the same length in both directions; the box is centred and keeps ``padding``
    picture units free on every side.

    Raises:
        ValueError: the box or the picture has no room.
    """

    xmin: float
    ymin: float
    xmax: float
    ymax: float
    width: float
    height: float
    padding: float = 0.0

    def __post_init__(self) -> None:
        if not (self.xmax > self.xmin and self.ymax > self.ymin):
            box = (self.xmin, self.ymin, self.xmax, self.ymax)
            raise ValueError(
                f"the frame's box {box} is empty; expected xmin < xmax and ymin < ymax"
            )
        if not (self.padding >= 0 and min(self.width, self.height) > 2 * self.padding):
            raise ValueError(
                f"a picture of {self.width} x {self.height} has no room inside a padding of "
                f"{self.padding}; choose a larger picture or a smaller padding"
            )

    @classmethod
    def around(
        cls,
        areas: Iterable[Rings],
        *,
        width: float,
        height: float | None = None,
        padding: float = 0.0,
    ) -> "Frame":
        """Return the frame that holds all areas; without a height, the areas' own proportions.

        Raises:
            ValueError: there is no area, or all of them lie on one line.
        """
        vertices = [ring for rings in areas for ring in rings]
        if not vertices:
            raise ValueError("there is no area to frame; give at least one ring")
        low = np.min([ring.min(axis=0) for ring in vertices], axis=0)
        high = np.max([ring.max(axis=0) for ring in vertices], axis=0)
        (xmin, ymin), (xmax, ymax) = low.tolist(), high.tolist()
        if height is None and xmax > xmin:
            ratio = (ymax - ymin) / (xmax - xmin)
            height = float(np.ceil((width - 2 * padding) * ratio + 2 * padding))
        return cls(xmin, ymin, xmax, ymax, width, height or width, padding)

    @property
    def scale(self) -> float:
        """Picture units per metre."""
        room = 2 * self.padding
        return min(
            (self.width - room) / (self.xmax - self.xmin),
            (self.height - room) / (self.ymax - self.ymin),
        )

    @property
    def view_box(self) -> str:
        """The picture's ``viewBox`` attribute."""
        return f"0 0 {self.width:g} {self.height:g}"

    def project(self, points: ArrayLike) -> NDArray[np.float64]:
        """Return points (shape (n, 2), RD metres) in picture units, y downwards."""
        xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        centre = np.array([(self.xmin + self.xmax) / 2, (self.ymin + self.ymax) / 2])
        middle = np.array([self.width / 2, self.height / 2])
        projected: NDArray[np.float64] = (xy - centre) * [self.scale, -self.scale] + middle
        return projected
