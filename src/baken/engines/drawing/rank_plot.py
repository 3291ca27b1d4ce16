"""All ranks in one picture: a dot per area and the interval of its rank, from first to last."""

from dataclasses import dataclass

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.lettering import shorten, text_width
from baken.engines.drawing.scale import LinearScale
from baken.engines.drawing.svg import (
    circle,
    group,
    key_of,
    line,
    link,
    linked_drawing,
    number,
    text,
    title,
)

_TOP, _FOOT, _LEFT = 30.0, 26.0, 34.0
_SMALLEST = 240
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class RankedPoint:
    """An area with its rank and the interval of that; ``chosen`` ones are marked and named."""

    name: str
    rank: int
    best: int
    worst: int
    href: str = ""
    title: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class RankPlotTexts:
    """The caller's words, in the reader's language."""

    title: str
    description: str
    empty: str
    across: str = ""
    interval: str = ""
    chosen: str = ""


def draw_rank_plot(
    key: str,
    points: tuple[RankedPoint, ...],
    texts: RankPlotTexts,
    *,
    width: float = 760,
    height: float = 420,
    tooltips: bool = True,
) -> str:
    """Return the plot: areas in the order of their ranks from left to right, rank 1 at the top.

    Without ``tooltips`` (a phone has no pointer) all that are not chosen are one path.

    Raises:
        ValueError: when the width is below 240 units.
    """
    if width < _SMALLEST:
        raise ValueError(f"a rank plot of {width} units wide cannot be read; give 240 or more")
    whole, words = f"{key_of(key)}-{number(width)}", (texts.title, texts.description)
    if not points:
        return draw_empty(whole, "chart chart--ranks", (width, 120), words, texts.empty)
    most = max(2, *(point.worst for point in points))
    ordered = sorted(points, key=lambda point: (point.rank, point.name))
    keys = _keys(texts, points)
    bottom = height - _FOOT - keys_height(keys, width)
    y = LinearScale(1, most, _TOP, bottom)
    step = (width - _LEFT - 6) / len(ordered)
    places = [(_LEFT + (at + 0.5) * step, point) for at, point in enumerate(ordered)]
    return linked_drawing(
        whole,
        "chart chart--ranks",
        (width, height),
        words,
        _grid(most, y, width),
        _others(
            [(x, point) for x, point in places if not point.chosen], y, step, tooltips=tooltips
        ),
        group("ranks", *(_point(x, y, point, step) for x, point in places if point.chosen)),
        _names([(x, point) for x, point in places if point.chosen], y, width),
        text(_LEFT, bottom + 18, shorten(texts.across, width - _LEFT), "chart-unit"),
        draw_keys(keys, width, bottom + _FOOT),
    )


def _grid(most: int, y: LinearScale, width: float) -> str:
    ticks = [1, *(round(most * share / 4) for share in (1, 2, 3)), most]
    drawn = []
    for tick in dict.fromkeys(ticks):
        drawn.append(line("chart-gridline", _LEFT, y(tick), width, y(tick)))
        drawn.append(text(_LEFT - 6, y(tick) + 4, str(tick), "chart-tick", "end"))
    return group("chart-grid", *drawn, aria_hidden="true")


def _others(
    places: list[tuple[float, RankedPoint]], y: LinearScale, step: float, *, tooltips: bool
) -> str:
    if tooltips:
        return group("ranks", *(_point(x, y, point, step) for x, point in places))
    whiskers = "".join(f"M{x:.1f} {y(p.best):.1f}V{y(p.worst):.1f}" for x, p in places)
    dots = "".join(f"M{x:.1f} {y(p.rank) - 1:.1f}v2" for x, p in places)
    if not places:
        return ""
    return f'<path class="rank-whisker" d="{whiskers}"/><path class="rank-dot" d="{dots}"/>'


def _point(x: float, y: LinearScale, point: RankedPoint, step: float) -> str:
    ending = " rank-point--chosen" if point.chosen else ""
    radius = 4.0 if point.chosen else max(1.0, min(3.0, step / 2))
    drawn = (
        title(point.title or f"{point.name}: {point.rank} ({point.best} – {point.worst})"),
        line(
            f"rank-whisker{' rank-whisker--chosen' if point.chosen else ''}",
            x,
            y(point.best),
            x,
            y(point.worst),
        ),
        circle(f"rank-point{ending}", x, y(point.rank), radius),
    )
    # Only what is named can be reached by keyboard: 342 links would bar the way to the table.
    return link(point.href, "rank-link", *drawn) if point.chosen else group("rank", *drawn)


def _names(chosen: list[tuple[float, RankedPoint]], y: LinearScale, width: float) -> str:
    drawn = []
    for x, point in chosen[:_MOST_NAMES]:
        words = shorten(point.name, width * 0.4)
        left = x + 8 + text_width(words) < width
        at = x + 8 if left else x - 8
        drawn.append(text(at, y(point.rank) - 6, words, "rank-name", "" if left else "end"))
    return group("chart-labels", *drawn)


def _keys(texts: RankPlotTexts, points: tuple[RankedPoint, ...]) -> list[Key]:
    whisker = line("rank-whisker", 8, -7, 8, 7) + circle("rank-point", 8, 0, 3.0)
    marked = circle("rank-point rank-point--chosen", 8, 0, 4.0)
    offered = (
        (texts.interval, True, whisker),
        (texts.chosen, any(point.chosen for point in points), marked),
    )
    return [Key(mark, words) for words, present, mark in offered if words and present]
