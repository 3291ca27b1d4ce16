import json
from dataclasses import replace

from baken.engines.drawing.ranking import Ranking
from baken.engines.drawing.spec import STYLES, ranking_spec, trend_spec
from baken.engines.drawing.trend import Trend, TrendPoint


def keys(value) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for part in value.values() for key in keys(part))]
    return [key for part in value for key in keys(part)] if isinstance(value, list) else []


def layers(spec, kind: str) -> list[dict]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def test_no_expression_is_written(trend: Trend, ranking: Ranking) -> None:
    for spec in (trend_spec(trend), ranking_spec(ranking)):
        assert not {"expr", "calculate", "labelExpr", "signal", "filter", "test"} & set(keys(spec))
        json.dumps(spec, allow_nan=False)


def test_the_spec_shows_the_same_figures_with_tooltips(trend: Trend) -> None:
    rows = [row for layer in layers(trend_spec(trend), "point") for row in layer["data"]["values"]]
    assert sorted(row["value"] for row in rows) == [1.1, 1.4, 1.9, 2.3, 2.6, 3.0]
    assert "2024: 1,1 (0,9 – 1,3), voorlopig" in [row["text"] for row in rows]


def test_a_missing_year_breaks_the_line(trend: Trend) -> None:
    drawn = [
        [row["period"] for row in line["data"]["values"]]
        for line in layers(trend_spec(trend), "line")
    ]
    assert drawn == [["2018", "2019", "2020", "2021"], ["2023", "2024"]]


def test_equal_labels_are_kept_apart(trend: Trend) -> None:
    twice = replace(trend, points=(TrendPoint("wk 1", 1.0), TrendPoint("wk 1", 2.0)))
    assert trend_spec(twice)["encoding"]["x"]["scale"]["domain"] == ["wk 1", "wk 1 (2)"]


def test_the_ranking_keeps_its_order_and_drops_unsafe_addresses(ranking: Ranking) -> None:
    rows = (replace(ranking.rows[0], href="javascript:x"), *ranking.rows[1:])
    [points] = layers(ranking_spec(replace(ranking, rows=rows)), "point")
    found = points["data"]["values"]
    assert points["encoding"]["y"]["scale"]["domain"][0] == "Binnenstad"
    assert {row["name"]: row["href"] for row in found}["Overvecht"] == ""


def test_the_callers_config_is_used_and_style_names_are_declared(trend: Trend, ranking) -> None:
    assert trend_spec(trend, config={"background": None})["config"] == {"background": None}
    for spec in (trend_spec(trend), ranking_spec(ranking)):
        assert {layer["mark"]["style"] for layer in spec["layer"]} <= set(STYLES)


def test_without_figures_the_callers_words_are_shown(trend: Trend, ranking: Ranking) -> None:
    for spec in (trend_spec(replace(trend, points=())), ranking_spec(replace(ranking, rows=()))):
        assert spec["layer"][0]["mark"]["text"] == "Geen cijfers geleverd."
