"""The frame of a ranking: where rows, names and marks stand, and the common scale."""

from dataclasses import dataclass

from baken.engines.drawing.lettering import LINE, bold_width, shorten, text_width, wrap
from baken.engines.drawing.placing import Box
from baken.engines.drawing.ranking_rows import Ranking, RankingRow, interval_of
from baken.engines.drawing.scale import LinearScale, Ticks, nice_ticks
from baken.engines.drawing.svg import finite

NAME_LINE = 15.0
"""Distance between lines of a name, in user units."""

HEAD_LINE = 17.0
"""Height of a line of text over the plot, in user units."""

_NAME_SHARE = 0.38
_VALUE_SHARE = 0.3
_ROW_PADDING = 11.0
_STRIP = 18.0
_TICK_SPACE = 70.0
_AXIS_TEXT = 30.0


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where one row stands, in user units: its surface, its texts, its mark and its strip.

    The strip is the (top, bottom) over which gridlines and reference run; in the compact form
    it leaves the name free.
    """

    surface: Box
    names: tuple[str, ...]
    note: str
    value: str
    name_baseline: float
    value_baseline: float
    mark: float
    strip: tuple[float, float]


@dataclass(frozen=True, slots=True)
class RankingFrame:
    """The common scale from left to right, and the rows from top to bottom."""

    form: str
    width: float
    top: float
    bottom: float
    x: LinearScale
    ticks: Ticks
    rows: tuple[RowPlace, ...]
    strips: tuple[tuple[float, float], ...]


def lay_out_wide(ranking: Ranking, rows: tuple[RankingRow, ...], width: float) -> RankingFrame:
    """Return the frame with names left of the marks and values right of them."""
    room = min(max(_name_width(row) for row in rows) * 1.04, width * _NAME_SHARE)
    values = [shorten(ranking.text_of(row), width * _VALUE_SHARE) for row in rows]
    top, places = _head(ranking, width), []
    for row, value in zip(rows, values, strict=True):
        places.append(_wide_row(row, value, room, Box(0, top, width, top)))
        top = places[-1].surface.bottom
    ends = (room + 18, width - max(map(bold_width, values)) - 18)
    return _frame(ranking, "wide", width, places, ends)


def lay_out_compact(ranking: Ranking, rows: tuple[RankingRow, ...], width: float) -> RankingFrame:
    """Return the frame with name and value over each row's marks."""
    values = [shorten(ranking.text_of(row), width * _VALUE_SHARE) for row in rows]
    room = width - max(map(bold_width, values)) - 20
    top, places = _head(ranking, width), []
    for row, value in zip(rows, values, strict=True):
        places.append(_compact_row(row, value, room, Box(0, top, width, top)))
        top = places[-1].surface.bottom
    return _frame(ranking, "compact", width, places, (10, width - 12))


def head_lines(ranking: Ranking, width: float) -> int:
    """Return the lines over the plot: unit and reference text share one when they are short."""
    label = ranking.reference.label if ranking.reference else ""
    if not (ranking.unit and label):
        return 1 if ranking.unit or label else 0
    return 1 if text_width(ranking.unit) + text_width(label) + 40 <= width * 0.6 else 2


def _head(ranking: Ranking, width: float) -> float:
    return _AXIS_TEXT + HEAD_LINE * head_lines(ranking, width)


def _name_width(row: RankingRow) -> float:
    return max(text_width(row.name), text_width(row.note))


def _wide_row(row: RankingRow, value: str, room: float, start: Box) -> RowPlace:
    names, note = wrap(row.name, room), shorten(row.note, room)
    count = max(1, len(names) + bool(note))
    surface = start._replace(bottom=start.top + _ROW_PADDING + NAME_LINE * count)
    middle = (surface.top + surface.bottom) / 2
    first = middle - (count - 1) * NAME_LINE / 2 + LINE * 0.35
    strip = (surface.top, surface.bottom)
    return RowPlace(surface, names, note, value, first, middle + LINE * 0.35, middle, strip)


def _compact_row(row: RankingRow, value: str, room: float, start: Box) -> RowPlace:
    names, note = wrap(row.name, room), shorten(row.note, start.right)
    first = start.top + 17
    strip_top = first + max(0, len(names) - 1 + bool(note)) * NAME_LINE + 5
    strip = (strip_top, strip_top + _STRIP)
    surface = start._replace(bottom=strip[1] + 4)
    return RowPlace(surface, names, note, value, first, first, sum(strip) / 2, strip)


def _frame(
    ranking: Ranking, form: str, width: float, places: list[RowPlace], ends: tuple[float, float]
) -> RankingFrame:
    top, bottom = places[0].surface.top, places[-1].surface.bottom
    x, ticks = _scale(ranking, ends)
    strips = tuple(_joined([place.strip for place in places]))
    return RankingFrame(form, width, top, bottom, x, ticks, tuple(places), strips)


def _joined(strips: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the strips with those that touch made into one."""
    joined: list[tuple[float, float]] = []
    for top, bottom in strips:
        if joined and joined[-1][1] == top:
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def _scale(ranking: Ranking, ends: tuple[float, float]) -> tuple[LinearScale, Ticks]:
    """Return the scale from zero to the highest value, or to the axis limit when that is lower."""
    shown = _shown_values(ranking)
    low, high = min([0.0, *shown]), max([0.0, *shown])
    limit = finite(ranking.axis_limit)
    cut = limit is not None and 0 < limit < high
    most = max(2, int((ends[1] - ends[0]) / _TICK_SPACE))
    ticks = nice_ticks(low, limit if cut and limit else high, most, 10.0**-ranking.decimals)
    end = limit if cut and limit else ticks.high
    kept = Ticks(tuple(tick for tick in ticks.values if tick <= end), ticks.decimals)
    return LinearScale(ticks.low, end, *ends), kept


def _shown_values(ranking: Ranking) -> list[float]:
    """Return every value, interval end and reference that the axis must show."""
    reference = ranking.reference
    offered = [reference.value, reference.lower, reference.upper] if reference else []
    for row in ranking.rows:
        offered += [row.value, *(interval_of(row) or ())]
    return [value for value in map(finite, offered) if value is not None]
