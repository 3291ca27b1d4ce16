"""The honest empty state: a drawing that says in the caller's words why there is nothing."""

from baken.engines.drawing.lettering import wrap
from baken.engines.drawing.svg import drawing, element, text

_LINE_HEIGHT = 18.0
_INSET = 0.5


def draw_empty(
    key: str, class_: str, size: tuple[float, float], words: tuple[str, str], message: str
) -> str:
    """Return a frame with the message in its middle; ``words`` are title and description."""
    width, height = size
    lines = wrap(message, width - 32, most=3)
    top = height / 2 - (len(lines) - 1) * _LINE_HEIGHT / 2 + 4
    frame = element(
        "rect",
        class_="chart-empty-frame",
        fill="none",
        x=_INSET,
        y=_INSET,
        width=width - 2 * _INSET,
        height=height - 2 * _INSET,
    )
    drawn = [
        text(width / 2, top + _LINE_HEIGHT * place, line, "chart-empty", "middle")
        for place, line in enumerate(lines)
    ]
    return drawing(key, f"{class_} chart--empty", size, words, frame, *drawn)
