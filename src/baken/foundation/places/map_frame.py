"""The one frame in which every outline is drawn, so that any map is a window on it.

A picture unit is 10 metres and paths are rounded to a tenth of a unit: one metre.
"""

WEST, SOUTH, EAST, NORTH = 0.0, 280_000.0, 300_000.0, 640_000.0
METRES_PER_UNIT = 10.0


def view_box(min_x: float, min_y: float, max_x: float, max_y: float, margin: float) -> str:
    """Return the SVG viewBox of a rectangle in RD metres with a margin (a share of its width)."""
    room = margin * max(max_x - min_x, max_y - min_y)
    left, top = picture_point(min_x - room, max_y + room)
    right, bottom = picture_point(max_x + room, min_y - room)
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


def picture_point(x: float, y: float) -> tuple[float, float]:
    """Return where a point in RD metres lies in the picture, y downwards."""
    return (x - WEST) / METRES_PER_UNIT, (NORTH - y) / METRES_PER_UNIT
