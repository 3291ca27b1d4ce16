"""Small multiples: one scale for all panels, gaps stay gaps."""

import re
from dataclasses import replace

import pytest
from engines.drawing.drawing_samples import parse, write

from baken.engines.drawing.lettering import text_width
from baken.engines.drawing.multiples import Multiples, MultiplesTexts, Panel, draw_multiples
from baken.engines.drawing.trend_series import TrendPoint

TEXTS = MultiplesTexts("Kop", "Uitleg", "Leeg", interval="marge", others="anderen")


def panel(name: str, *values: float | None) -> Panel:
    points = [
        TrendPoint(str(2020 + at), value, value and value * 0.9, value and value * 1.1)
        for at, value in enumerate(values)
    ]
    return Panel(name, tuple(points), href=f"/{name}/")


@pytest.fixture
def multiples() -> Multiples:
    return Multiples("m", (panel("a", 1.0, 2.0, 3.0), panel("b", 10.0, None, 20.0)), TEXTS, write)


def heights(drawing: str) -> list[list[str]]:
    return [re.findall(r'class="chart-tick"[^>]*>([^<]*)', p) for p in drawing.split('"multiple"')]


def test_every_panel_has_the_same_scale(multiples: Multiples) -> None:
    found = heights(draw_multiples(multiples))[1:]
    assert len(found) == 2
    assert found[0] == found[1]


def test_a_missing_year_breaks_the_line_and_is_said(multiples: Multiples) -> None:
    drawing = draw_multiples(multiples)
    own = drawing.split('"multiple"')[2]
    assert 'class="chart-line"' not in own.split("chart-keys")[0]
    assert "b, 2021\n–" in own


def test_a_provisional_period_is_hatched_in_its_own_panel(multiples: Multiples) -> None:
    first, second = multiples.panels
    points = (*first.points[:-1], replace(first.points[-1], provisional=True))
    shown = replace(
        multiples,
        panels=(replace(first, points=points), second),
        texts=replace(TEXTS, provisional="voorlopig"),
    )
    drawing = draw_multiples(shown)
    panels = drawing.split('"multiple"')[1:]
    assert [each.split("chart-keys")[0].count("map-hatching") for each in panels] == [1, 0]
    assert drawing.split("chart-keys")[1].count("map-hatching") == 1
    assert "map-hatching" not in draw_multiples(multiples)


def test_it_is_well_formed_links_and_grows_downwards(multiples: Multiples) -> None:
    for width, panels in ((1000, 6), (328, 6), (328, 2)):
        many = replace(multiples, panels=multiples.panels * (panels // 2))
        root = parse(draw_multiples(many, width=width))
        _, _, wide, high = map(float, root.attrib["viewBox"].split())
        assert wide == width
        xs = [float(e.attrib["x"]) for e in root.iter() if e.tag.endswith("text")]
        ys = [float(e.attrib["y"]) for e in root.iter() if e.tag.endswith("text")]
        assert min(xs) >= 0
        assert max(xs) <= width
        ends = [
            float(e.attrib["x"]) + text_width(e.text or "") / 2
            for e in root.iter()
            if e.attrib.get("class") == "chart-period"
        ]
        assert max(ends) <= width + 0.1  # coordinates have one decimal
        assert max(ys) <= high
    assert draw_multiples(multiples).count("<a ") == 2


def test_without_figures_it_says_so(multiples: Multiples) -> None:
    empty = replace(multiples, panels=(panel("a", None, None),))
    assert "Leeg" in draw_multiples(empty)
    with pytest.raises(ValueError, match="give 240 or more"):
        draw_multiples(multiples, width=200)
