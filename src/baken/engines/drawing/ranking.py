"""Areas in order of their figure: a dot with its interval per area, beside a reference line."""

from collections.abc import Callable

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.keys import Key, draw_keys, keys_height
from baken.engines.drawing.lettering import shorten, text_width
from baken.engines.drawing.ranking_frame import (
    HEAD_LINE,
    NAME_LINE,
    RankingFrame,
    RowPlace,
    head_lines,
    lay_out_compact,
    lay_out_wide,
)
from baken.engines.drawing.ranking_rows import (
    Ranking,
    RankingReference,
    RankingRow,
    RankingTexts,
    Standing,
    interval_of,
)
from baken.engines.drawing.svg import (
    circle,
    finite,
    group,
    key_of,
    line,
    link,
    linked_drawing,
    number,
    path,
    rectangle,
    surface_to_point_at,
    text,
    title,
)

__all__ = [
    "Ranking",
    "RankingReference",
    "RankingRow",
    "RankingTexts",
    "Standing",
    "draw_compact_ranking",
    "draw_ranking",
]

_LONG = 15  # rows after which the axis is repeated at the foot
_RADIUS = 4.5
_SMALLEST = 240

_LayOut = Callable[[Ranking, tuple[RankingRow, ...], float], RankingFrame]


def draw_ranking(ranking: Ranking, *, width: float = 640) -> str:
    """Return the plot with names on the left and values on the right; the height follows.

    Raises:
        ValueError: when the width is below 240 units.
    """
    return _draw(ranking, width, lay_out_wide)


def draw_compact_ranking(ranking: Ranking, *, width: float = 340) -> str:
    """Return the plot for a phone: name and value above each row, the marks over full width.

    Raises:
        ValueError: when the width is below 240 units.
    """
    return _draw(ranking, width, lay_out_compact)


def _draw(ranking: Ranking, width: float, lay_out: _LayOut) -> str:
    _check_width(width)
    words = (ranking.texts.title, ranking.texts.description)
    rows = ranking.ordered()
    if not rows:
        key = f"{key_of(ranking.key)}-{number(width)}"
        return draw_empty(key, "chart chart--ranking", (width, 120), words, ranking.texts.empty)
    frame = lay_out(ranking, rows, width)
    keys = _keys(ranking)
    under_keys = frame.bottom + (24 if len(rows) > _LONG else 4)
    return linked_drawing(
        f"{key_of(ranking.key)}-{frame.form}-{number(width)}",
        f"chart chart--ranking chart--ranking-{frame.form}",
        (width, under_keys + keys_height(keys, width)),
        words,
        _backdrop(ranking, frame),
        group("ranking-rows", *_rows(ranking, rows, frame)),
        draw_keys(keys, width, under_keys),
    )


def _check_width(width: float) -> None:
    if width < _SMALLEST:
        raise ValueError(
            f"a ranking of {width} units wide is too narrow to read; give at least {_SMALLEST} "
            "(draw_compact_ranking is made for 340)"
        )


def _backdrop(ranking: Ranking, frame: RankingFrame) -> str:
    """Return band, gridlines, axis texts and reference; the rows say it all in words."""
    ticks = [
        (frame.x(tick), ranking.format(tick, frame.ticks.decimals)) for tick in frame.ticks.values
    ]
    heights = [frame.top - 10] + ([frame.bottom + 17] if len(frame.rows) > _LONG else [])
    return group(
        "chart-grid",
        _reference_band(ranking, frame),
        *(_grid_line(frame, tick) for tick in frame.ticks.values),
        *(_centred(frame, x, y, words, "chart-tick") for y in heights for x, words in ticks),
        text(0, 12, shorten(ranking.unit, frame.width), "chart-unit") if ranking.unit else "",
        _reference_line(ranking, frame),
        aria_hidden="true",
    )


def _grid_line(frame: RankingFrame, tick: float) -> str:
    class_ = "chart-gridline chart-gridline--zero" if tick == 0 else "chart-gridline"
    return _upright(frame, frame.x(tick), class_)


def _upright(frame: RankingFrame, x: float, class_: str) -> str:
    """Return an upright line through the strips of all rows."""
    at = number(x)
    pieces = "".join(f"M{at} {number(top)}V{number(bottom)}" for top, bottom in frame.strips)
    return f'<path class="{class_}" fill="none" d="{pieces}"/>'


def _centred(frame: RankingFrame, x: float, y: float, words: str, class_: str) -> str:
    half = text_width(words) / 2
    return text(max(half, min(x, frame.width - half)), y, words, class_, "middle")


def _reference_band(ranking: Ranking, frame: RankingFrame) -> str:
    reference = ranking.reference
    lower = finite(reference.lower) if reference else None
    upper = finite(reference.upper) if reference else None
    if lower is None or upper is None:
        return ""
    left, right = sorted((frame.x(lower), frame.x(upper)))
    return "".join(
        rectangle("ranking-reference-band", (left, top, right, bottom))
        for top, bottom in frame.strips
    )


def _reference_line(ranking: Ranking, frame: RankingFrame) -> str:
    """Return the reference with its text over it, tied by a short line past the axis texts."""
    reference = ranking.reference
    value = finite(reference.value) if reference else None
    if reference is None or value is None:
        return ""
    x, baseline = frame.x(value), HEAD_LINE * head_lines(ranking, frame.width) - 5
    words = shorten(reference.label, frame.width)
    tie = line("ranking-reference", x, baseline + 4, x, frame.top) if words else ""
    drawn = _upright(frame, x, "ranking-reference")
    return drawn + tie + _centred(frame, x, baseline, words, "chart-reference-label")


def _rows(ranking: Ranking, rows: tuple[RankingRow, ...], frame: RankingFrame) -> list[str]:
    places = zip(rows, frame.rows, strict=True)
    return [_row(ranking, row, place, frame) for row, place in places]


def _row(ranking: Ranking, row: RankingRow, place: RowPlace, frame: RankingFrame) -> str:
    return link(
        row.href,
        f"ranking-row ranking-row--{row.standing.value}",
        title(row.title or _row_title(ranking, row)),
        surface_to_point_at("ranking-hit", place.surface),
        line("ranking-leader", frame.x.start - 4, place.mark, frame.x.end, place.mark),
        _row_texts(row, place, frame),
        _mark(row, place.mark, frame),
    )


def _row_texts(row: RankingRow, place: RowPlace, frame: RankingFrame) -> str:
    """Return name, note and value, with spaces that keep them apart for screen readers."""
    drawn = [
        text(0, place.name_baseline + count * NAME_LINE, words, "ranking-name")
        for count, words in enumerate(place.names)
    ]
    if place.note:
        y = place.name_baseline + len(place.names) * NAME_LINE
        drawn.append(text(0, y, place.note, "ranking-note"))
    missing = " ranking-value--missing" if finite(row.value) is None else ""
    class_ = f"ranking-value{missing}"
    drawn.append(text(frame.width, place.value_baseline, place.value, class_, "end"))
    return " ".join(drawn)


def _mark(row: RankingRow, y: float, frame: RankingFrame) -> str:
    value, ends = finite(row.value), interval_of(row)
    if value is None:
        return ""
    whisker = line("ranking-whisker", frame.x(ends[0]), y, frame.x(ends[1]), y) if ends else ""
    if value > frame.x.high:
        return whisker + _arrow(frame.x.end, y, row)
    return whisker + _point(frame.x(value), y, row)


def _point(x: float, y: float, row: RankingRow) -> str:
    """Return a dot, or a triangle that points up (higher) or down (lower)."""
    class_ = _point_class(row)
    if row.standing is Standing.ORDINARY:
        return circle(class_, x, y, _RADIUS)
    way = -1 if row.standing is Standing.HIGHER else 1
    corners = [(x - 5.8, y - way * 4.4), (x + 5.8, y - way * 4.4), (x, y + way * 6)]
    return f'<path class="{class_}" d="{path(corners)}Z"/>'


def _arrow(x: float, y: float, row: RankingRow) -> str:
    """Return the arrow of a value beyond the axis limit."""
    corners = [(x - 5, y - 5.5), (x + 5, y), (x - 5, y + 5.5)]
    class_ = f"{_point_class(row)} ranking-point--beyond"
    return f'<path class="{class_}" d="{path(corners)}Z"/>'


def _point_class(row: RankingRow) -> str:
    settled = " ranking-point--provisional" if row.provisional else ""
    return f"ranking-point ranking-point--{row.standing.value}{settled}"


def _row_title(ranking: Ranking, row: RankingRow) -> str:
    words, ends = f"{row.name}: {ranking.text_of(row)}", interval_of(row)
    if ends:
        lower, upper = (ranking.format(end, ranking.decimals) for end in ends)
        words += f" ({lower} – {upper})"
    return f"{words}, {row.note}" if row.note else words


def _keys(ranking: Ranking) -> list[Key]:
    """Return the keys of the kinds of marks that are drawn and have words."""
    texts = ranking.texts
    rows = [row for row in ranking.rows if finite(row.value) is not None]
    standings = {row.standing for row in rows}
    limit = finite(ranking.axis_limit) or 0.0
    beyond = limit > 0 and any((row.value or 0.0) > limit for row in rows)
    banded = ranking.reference is not None and finite(ranking.reference.lower) is not None
    offered = (
        (texts.interval, any(map(interval_of, rows)), _KEY_INTERVAL),
        (texts.band, banded, _KEY_BAND),
        (texts.higher, Standing.HIGHER in standings, _KEY_HIGHER),
        (texts.lower, Standing.LOWER in standings, _KEY_LOWER),
        (texts.provisional, any(row.provisional for row in rows), _KEY_PROVISIONAL),
        (texts.beyond, beyond, _KEY_BEYOND),
    )
    return [Key(mark, words) for words, present, mark in offered if words and present]


_PLAIN = RankingRow("", 0.0)
_KEY_BAND = rectangle("ranking-reference-band", (0, -6, 16, 6))
_KEY_INTERVAL = line("ranking-whisker", 0, 0, 16, 0) + _point(8, 0, _PLAIN)
_KEY_HIGHER = _point(8, 0, RankingRow("", 0.0, standing=Standing.HIGHER))
_KEY_LOWER = _point(8, 0, RankingRow("", 0.0, standing=Standing.LOWER))
_KEY_PROVISIONAL = _point(8, 0, RankingRow("", 0.0, provisional=True))
_KEY_BEYOND = _arrow(9, 0, _PLAIN)
