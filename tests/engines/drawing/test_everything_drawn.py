"""What holds of every drawing: well formed, no styles or scripts, no hostile text, documented."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from engines.drawing.drawing_samples import RANKING_TEXTS, TEXTS, classes, parse, write
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.drawing.choropleth import Map, MapArea, MapLabel, draw_map
from baken.engines.drawing.export import LIGHT_STYLE, standalone
from baken.engines.drawing.funnel_plot import FunnelPlot, FunnelPoint, FunnelTexts, draw_funnel
from baken.engines.drawing.legend import Legend, LegendItem, draw_legend, draw_swatch
from baken.engines.drawing.multiples import Multiples, MultiplesTexts, Panel, draw_multiples
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.rank_plot import RankedPoint, RankPlotTexts, draw_rank_plot
from baken.engines.drawing.ranking import (
    Ranking,
    RankingRow,
    draw_compact_ranking,
    draw_ranking,
)
from baken.engines.drawing.trend import (
    AxisStart,
    IntervalMark,
    Trend,
    TrendPoint,
    draw_sparkline,
    draw_trend,
)

REFERENCE = Path(__file__).parents[3] / "docs/reference/drawing-classes.md"
HOSTILE = ['"><script>alert(1)</script>', "'onload='x", "a\x00b\x1b\ud800", "]]>&lt;", "\u202egnp"]


def multiples_of(trend: Trend, words: str = "Gebied") -> Multiples:
    panels = tuple(Panel(words, trend.points, href=f"/{place}/") for place in range(3))
    texts = MultiplesTexts(words, words, words, words, words, words, words)
    return Multiples(words, panels, texts, write, words)


def ranks_of(words: str) -> str:
    points = tuple(RankedPoint(words, n, 1, 3, words, words, chosen=n > 1) for n in (1, 2, 3))
    return draw_rank_plot(words, points, RankPlotTexts(*[words] * 6))


def funnel_of(words: str) -> str:
    points = tuple(
        FunnelPoint(words, 1000.0 * n, n * 1.0, n - 3, words, words, chosen=n == 2)
        for n in (1, 2, 3, 4, 5)
    )
    limits = ((1000.0, 1.0, 4.0, 0.5, 5.0), (5000.0, 2.0, 3.0, 1.5, 3.5))
    return draw_funnel(FunnelPlot(words, points, 2.5, limits, FunnelTexts(*[words] * 9), write))


@pytest.fixture
def drawings(trend: Trend, ranking: Ranking, city: Map) -> list[str]:
    empty = replace(trend, points=())
    kinds = [LegendItem("x", 1, kind) for kind in AreaKind]
    return [
        draw_trend(trend),
        draw_trend(trend, width=328, height=240),
        draw_trend(replace(trend, interval=IntervalMark.BAND)),
        draw_trend(replace(trend, points=trend.points[:2], axis_start=AxisStart.DATA)),
        draw_trend(empty),
        draw_sparkline(trend),
        draw_sparkline(empty),
        draw_ranking(ranking),
        draw_compact_ranking(ranking),
        draw_multiples(multiples_of(trend)),
        draw_multiples(multiples_of(trend), width=328),
        draw_multiples(multiples_of(empty)),
        ranks_of("Gebied"),
        draw_rank_plot("leeg", (), RankPlotTexts("Kop", "Uitleg", "Leeg")),
        funnel_of("Gebied"),
        draw_map(city),
        draw_legend(Legend("l", "Kop", tuple(kinds))),
        *(draw_swatch(kind, "s") for kind in kinds),
    ]


def test_no_style_no_script_no_colour(drawings: list[str]) -> None:
    for drawing in drawings:
        parse(drawing)
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=|#[0-9a-f]{3,6}\b(?!-)", drawing)


def test_numbers_are_short_and_drawing_twice_gives_the_same(
    drawings: list[str], trend: Trend, city: Map
) -> None:
    for drawing in drawings:
        assert not re.search(r'[a-z]="[^"]*\d\.\d{3,}', drawing)
    assert draw_trend(trend) == draw_trend(trend)
    assert draw_map(city) == draw_map(city)


def test_every_class_is_in_the_reference(drawings: list[str]) -> None:
    written = set(re.findall(r"`([a-z0-9-]+)`", REFERENCE.read_text()))
    used = set().union(*map(classes, drawings))
    lacking = used - written
    assert not lacking


def test_the_style_for_files_knows_only_classes_that_are_in_the_reference() -> None:
    written = set(re.findall(r"`([a-z0-9-]+)`", REFERENCE.read_text()))
    styled = set(re.findall(r"\.([a-z][a-z0-9-]+)", LIGHT_STYLE))
    assert styled <= written


def test_every_id_is_unique_and_every_reference_resolves(drawings: list[str]) -> None:
    for drawing in drawings:
        ids = re.findall(r'\sid="([^"]*)"', drawing)
        assert len(ids) == len(set(ids))
        wanted = re.findall(r"url\(#([^)]*)\)", drawing)
        wanted += " ".join(
            re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', drawing)
        ).split()
        assert set(wanted) <= set(ids)


@given(st.sampled_from(HOSTILE) | st.text(max_size=40))
def test_no_text_breaks_out(words: str) -> None:
    texts = replace(TEXTS, title=words, description=words, empty=words, missing=words)
    point = TrendPoint(words, 1.0, 0.5, 2.0, note=words, title=words)
    trend = Trend(words, (point, TrendPoint(words, None)), texts, write, words)
    row = RankingRow(words, 1.0, href=words, note=words, title=words)
    ranking = Ranking(words, (row,), replace(RANKING_TEXTS, title=words), write, words)
    area = MapArea(words, words, words, 1, AreaKind.NO_DATA, words, MapLabel(words, 50, 50, 90))
    city = Map(words, (area,), 100, 100, words, words, words, words, metres_per_unit=10)
    for drawing in (
        draw_trend(trend),
        draw_trend(replace(trend, points=())),
        draw_sparkline(trend),
        draw_ranking(ranking),
        draw_compact_ranking(ranking),
        draw_multiples(multiples_of(trend, words)),
        ranks_of(words),
        funnel_of(words),
        draw_map(city),
        draw_legend(Legend(words, words, (LegendItem(words, 1),))),
        standalone(draw_map(city)),
    ):
        root = parse(drawing)
        assert not [part for part in root.iter() if part.tag.endswith("script")]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " JaVa\nScript:x", "data:text/html,x", "vbscript:x", ""]
)
def test_an_address_that_could_run_a_script_is_no_link(href: str, city: Map) -> None:
    area = replace(city.areas[0], href=href)
    assert "<a " not in draw_map(replace(city, areas=(area,)))


def test_pictures_with_links_are_groups_and_others_images(
    trend: Trend, ranking: Ranking, city: Map
) -> None:
    assert parse(draw_trend(trend)).get("role") == "img"
    assert parse(draw_ranking(ranking)).get("role") == "group"
    assert parse(draw_map(city)).get("role") == "group"


def test_every_coordinate_of_the_map_and_ranking_lies_in_the_picture(drawings: list[str]) -> None:
    for drawing in drawings:
        root = parse(drawing)
        box = [float(side) for side in root.get("viewBox", "0 0 0 0").split()]
        for part in root.iter():
            across = [part.get(name) for name in ("x", "x1", "x2", "cx")]
            down = [part.get(name) for name in ("y", "y1", "y2", "cy")]
            if part.get("transform") or _inside_moved(root, part):
                continue
            assert all(-0.5 <= float(x) <= box[2] + 0.5 for x in across if x)
            assert all(-0.5 <= float(y) <= box[3] + 0.5 for y in down if y)


def _inside_moved(root, part) -> bool:
    moved = [group for group in root.iter() if group.get("transform")]
    return any(part in list(group.iter()) for group in moved)


def test_a_file_for_download_has_its_style_and_no_links(city: Map) -> None:
    file = standalone(draw_map(city))
    parse(file.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n'))
    assert file.count("<style>") == 1
    assert "<a " not in file
    noted = standalone(draw_map(city), notes=["Kop", "Bron: CBS <&>", "Licentie"])
    assert "Bron: CBS &lt;&amp;&gt;" in noted
    assert noted.index("file-title") > noted.index("map-area")
    parse(noted.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n'))
    with pytest.raises(ValueError, match="no drawing"):
        standalone("<p>")
