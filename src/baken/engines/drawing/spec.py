"""The same charts as Vega-Lite specifications, for readers who want to point and zoom.

No expression, no colour and no number format is written here: texts arrive formatted, colours
and sizes come from the caller's ``config`` (``config.style`` knows the names in ``STYLES``), so
the specifications run under a strict policy with ``ast: true``. They are valid for Vega-Lite 5
and 6.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from baken.engines.drawing.ranking_rows import Ranking, RankingRow, Standing
from baken.engines.drawing.ranking_rows import interval_of as row_interval
from baken.engines.drawing.svg import finite, safe_address
from baken.engines.drawing.trend_series import (
    AxisStart,
    IntervalMark,
    Trend,
    expected_of,
    interval_of,
    runs,
)

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""Names the language; nothing is fetched from it."""

STYLES = (
    "baken-note",
    "baken-expected",
    "baken-interval",
    "baken-band",
    "baken-reference",
    "baken-series",
    "baken-provisional",
    "baken-point",
    "baken-open-point",
    "baken-empty",
)
"""Style names that ``config.style`` may dress."""

Spec = dict[str, Any]

PLAIN_CONFIG: Spec = {
    "style": {
        "baken-note": {"opacity": 0.1},
        "baken-expected": {"opacity": 0.18},
        "baken-interval": {"opacity": 0.6},
        "baken-band": {"opacity": 0.25},
        "baken-point": {"opacity": 1, "size": 45},
        "baken-open-point": {"opacity": 1, "size": 50, "strokeWidth": 2},
    }
}
"""What is used when the caller gives no config: no colours, only weights."""


def trend_spec(trend: Trend, *, config: Mapping[str, Any] | None = None) -> Spec:
    """Return the specification of a trend; without any figure it shows the empty text.

    Equal period labels are numbered, since an axis would join them.
    """
    values = trend.values()
    if all(value is None for value in values):
        return _empty(trend.texts.title, trend.texts.empty, config)
    rows = _trend_rows(trend)
    layers = [
        _layer({"type": "rect", "style": "baken-note"}, [row for row in rows if row["note"]]),
        *_expected_layers(rows),
        _references([(line.value, line.label) for line in trend.references], "y"),
        *_interval_layers(trend, rows),
        *_line_layers(rows),
        *_point_layers(rows),
    ]
    zero = trend.axis_start is AxisStart.ZERO
    y = {"type": "quantitative", "title": trend.unit or None, "scale": {"zero": zero}}
    return _spec(trend.texts.title, trend.texts.description, layers, config) | {
        "height": 260,
        "encoding": {"x": _periods(rows), "y": y},
    }


def ranking_spec(ranking: Ranking, *, config: Mapping[str, Any] | None = None) -> Spec:
    """Return the specification of a ranking, highest first; equal names are numbered."""
    if not ranking.rows:
        return _empty(ranking.texts.title, ranking.texts.empty, config)
    rows = _ranking_rows(ranking)
    known = [row for row in rows if row["value"] is not None]
    intervals = [row for row in known if row["lower"] is not None]
    reference = ranking.reference
    lines = [(reference.value, reference.label)] if reference else []
    layers = [
        _reference_band(ranking),
        _references(lines, "x"),
        _layer(
            {"type": "rule", "style": "baken-interval", "clip": True},
            intervals,
            x={"field": "lower"},
            x2={"field": "upper"},
            y=_names(rows),
            color=_standing(),
        ),
        _ranking_points(rows, known),
    ]
    return _spec(ranking.texts.title, ranking.texts.description, layers, config) | {
        "height": {"step": 24},
        "encoding": {"x": _ranking_axis(ranking)},
    }


def _spec(
    title: str, description: str, layers: Iterable[Spec | None], config: Mapping[str, Any] | None
) -> Spec:
    return {
        "$schema": SCHEMA,
        "description": f"{title}. {description}" if title else description,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [layer for layer in layers if layer],
        "config": dict(PLAIN_CONFIG if config is None else config),
    }


def _empty(title: str, words: str, config: Mapping[str, Any] | None) -> Spec:
    layer = {
        "data": {"values": [{}]},
        "mark": {"type": "text", "style": "baken-empty", "text": words},
    }
    return _spec(title, words, [layer], config)


def _layer(mark: Spec, rows: list[Spec], **encoding: Spec) -> Spec | None:
    if not rows:
        return None
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _trend_rows(trend: Trend) -> list[Spec]:
    labels = _distinct([point.label for point in trend.points])
    return [
        {
            "period": label,
            "value": finite(point.value),
            "text": point.title or _sentence(trend, place),
            "note": point.note,
            "provisional": point.provisional,
            **_ends("lower", "upper", interval_of(point)),
            **_ends("expected_lower", "expected_upper", expected_of(point)),
        }
        for place, (label, point) in enumerate(zip(labels, trend.points, strict=True))
    ]


def _sentence(trend: Trend, place: int) -> str:
    point, value = trend.points[place], finite(trend.points[place].value)
    if value is None:
        return f"{point.label}: {trend.texts.missing or trend.texts.empty}"
    ends = interval_of(point)
    margin = f" ({trend.text_of(ends[0])} – {trend.text_of(ends[1])})" if ends else ""
    settled = f", {trend.texts.provisional}" if point.provisional else ""
    return f"{point.label}: {trend.text_of(value)}{margin}{settled}"


def _ends(low: str, high: str, ends: tuple[float, float] | None) -> Spec:
    return {low: ends[0], high: ends[1]} if ends else {low: None, high: None}


def _periods(rows: list[Spec]) -> Spec:
    return {
        "field": "period",
        "type": "ordinal",
        "sort": None,
        "title": None,
        "scale": {"type": "band", "domain": [row["period"] for row in rows], "padding": 0},
        "axis": {"labelAngle": 0, "labelOverlap": True, "ticks": False},
    }


def _expected_layers(rows: list[Spec]) -> list[Spec | None]:
    ends = {"y": {"field": "expected_lower"}, "y2": {"field": "expected_upper"}}
    mark = {"type": "area", "style": "baken-expected"}
    stretches = _stretches(rows, "expected_lower")
    return [_layer(mark, stretch, **ends) for stretch in stretches]


def _interval_layers(trend: Trend, rows: list[Spec]) -> list[Spec | None]:
    ends = {"y": {"field": "lower"}, "y2": {"field": "upper"}}
    if trend.interval is IntervalMark.BAND:
        mark = {"type": "area", "style": "baken-band"}
        return [_layer(mark, stretch, **ends) for stretch in _stretches(rows, "lower")]
    known = [row for row in rows if row["lower"] is not None]
    return [_layer({"type": "rule", "style": "baken-interval"}, known, **ends)]


def _line_layers(rows: list[Spec]) -> list[Spec | None]:
    """Return the settled line, and dashed pieces from and to provisional points."""
    settled = [row["value"] is not None and not row["provisional"] for row in rows]
    value = {"y": {"field": "value"}}
    solid = {"type": "line", "style": "baken-series"}
    dashed = {"type": "line", "style": "baken-provisional", "strokeDash": [2, 4]}
    layers = [_layer(solid, rows[a : b + 1], **value) for a, b in runs(settled) if b > a]
    for place, (here, there) in enumerate(itertools.pairwise(rows)):
        known = here["value"] is not None and there["value"] is not None
        if known and not (settled[place] and settled[place + 1]):
            layers.append(_layer(dashed, [here, there], **value))
    return layers


def _point_layers(rows: list[Spec]) -> list[Spec | None]:
    known = [row for row in rows if row["value"] is not None]
    encoding = {"y": {"field": "value"}, "tooltip": {"field": "text", "type": "nominal"}}
    final = [row for row in known if not row["provisional"]]
    unsettled = [row for row in known if row["provisional"]]
    return [
        _layer({"type": "point", "filled": True, "style": "baken-point"}, final, **encoding),
        _layer(
            {"type": "point", "filled": False, "style": "baken-open-point"}, unsettled, **encoding
        ),
    ]


def _stretches(rows: list[Spec], field: str) -> list[list[Spec]]:
    return [rows[a : b + 1] for a, b in runs([row[field] is not None for row in rows])]


def _references(lines: list[tuple[float, str]], axis: str) -> Spec | None:
    rows = [{"value": value, "text": label} for value, label in lines if finite(value) is not None]
    place = {axis: {"field": "value", "type": "quantitative"}}
    layer = _layer(
        {"type": "rule", "style": "baken-reference", "strokeDash": [5, 3]},
        rows,
        **place,
        tooltip={"field": "text", "type": "nominal"},
    )
    # without this the line would be drawn once per period or name
    return layer and layer | {"encoding": layer["encoding"] | {_other(axis): None}}


def _other(axis: str) -> str:
    return "x" if axis == "y" else "y"


def _ranking_rows(ranking: Ranking) -> list[Spec]:
    ordered = ranking.ordered()
    names = _distinct([row.name for row in ordered])
    return [
        {
            "name": name,
            "value": finite(row.value),
            "text": row.title or _row_sentence(ranking, row),
            "standing": row.standing.value,
            "provisional": row.provisional,
            "href": row.href if safe_address(row.href) else "",
            **_ends("lower", "upper", row_interval(row)),
        }
        for name, row in zip(names, ordered, strict=True)
    ]


def _row_sentence(ranking: Ranking, row: RankingRow) -> str:
    words, ends = f"{row.name}: {ranking.text_of(row)}", row_interval(row)
    if ends:
        lower, upper = (ranking.format(end, ranking.decimals) for end in ends)
        words += f" ({lower} – {upper})"
    return f"{words}, {row.note}" if row.note else words


def _ranking_axis(ranking: Ranking) -> Spec:
    limit = finite(ranking.axis_limit)
    scale: Spec = {"zero": True}
    if limit is not None and limit > 0:
        scale |= {"domainMax": limit, "clamp": True}
    return {"type": "quantitative", "title": ranking.unit or None, "scale": scale}


def _ranking_points(rows: list[Spec], known: list[Spec]) -> Spec | None:
    shapes = ["circle", "triangle-up", "triangle-down"]
    domain = [standing.value for standing in Standing]
    return _layer(
        {"type": "point", "filled": True, "style": "baken-point"},
        known,
        x={"field": "value"},
        y=_names(rows),
        shape={
            "field": "standing",
            "type": "nominal",
            "scale": {"domain": domain, "range": shapes},
            "legend": None,
        },
        color=_standing(),
        href={"field": "href"},
        tooltip={"field": "text", "type": "nominal"},
    )


def _standing() -> Spec:
    domain = [standing.value for standing in Standing]
    return {"field": "standing", "type": "nominal", "scale": {"domain": domain}, "legend": None}


def _reference_band(ranking: Ranking) -> Spec | None:
    reference = ranking.reference
    lower = finite(reference.lower) if reference else None
    upper = finite(reference.upper) if reference else None
    if lower is None or upper is None:
        return None
    return _layer(
        {"type": "rect", "style": "baken-expected"},
        [{"lower": lower, "upper": upper}],
        x={"field": "lower"},
        x2={"field": "upper"},
    )


def _names(rows: list[Spec]) -> Spec:
    return {
        "field": "name",
        "type": "ordinal",
        "sort": None,
        "title": None,
        "scale": {"domain": [row["name"] for row in rows]},
        "axis": {"labelLimit": 240, "ticks": False},
    }


def _distinct(labels: list[str]) -> list[str]:
    """Return the labels with a number behind every repetition."""
    seen: Counter[str] = Counter()
    distinct = []
    for label in labels:
        seen[label] += 1
        distinct.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return distinct
