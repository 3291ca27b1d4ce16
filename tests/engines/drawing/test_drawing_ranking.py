from dataclasses import replace

import pytest
from engines.drawing.drawing_samples import RANKING_TEXTS, SVG, of_class, parse, write
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.drawing.ranking import (
    Ranking,
    RankingRow,
    draw_compact_ranking,
    draw_ranking,
)

FORMS = pytest.mark.parametrize("draw", [draw_ranking, draw_compact_ranking])


def names(drawing: str) -> list[str]:
    rows = of_class(parse(drawing), "ranking-row")
    return [" ".join(part.text or "" for part in of_class(row, "ranking-name")) for row in rows]


@FORMS
def test_the_highest_stands_first_and_missing_last(draw, ranking: Ranking) -> None:
    assert names(draw(ranking)) == [
        "Binnenstad",
        "Oost",
        "Overvecht",
        "Vleuten-De Meern",
        "Rijnenburg",
    ]


@FORMS
def test_every_row_is_one_link(draw, ranking: Ranking) -> None:
    links = [part.get("href") for part in parse(draw(ranking)).iter(f"{SVG}a")]
    assert sorted(map(str, links)) == sorted(row.href for row in ranking.rows)


@FORMS
def test_what_stands_out_differs_in_shape_not_only_in_colour(draw, ranking: Ranking) -> None:
    rows = {row.get("class"): row for row in of_class(parse(draw(ranking)), "ranking-row")}
    assert of_class(rows["ranking-row ranking-row--lower"], "ranking-point")[0].tag == f"{SVG}path"
    plain = of_class(rows["ranking-row ranking-row--ordinary"], "ranking-point")
    assert all(point.tag == f"{SVG}circle" for point in plain)


def test_a_value_beyond_the_axis_limit_is_an_arrow_and_written_in_full(ranking: Ranking) -> None:
    root = parse(draw_ranking(ranking))
    assert len(of_class(of_class(root, "ranking-rows")[0], "ranking-point--beyond")) == 1
    assert "346,1" in [part.text for part in of_class(root, "ranking-value")]


def test_in_the_compact_form_no_line_runs_through_a_name(ranking: Ranking) -> None:
    root = parse(draw_compact_ranking(ranking))
    baselines = [float(part.get("y", "")) for part in of_class(root, "ranking-name")]
    for line in of_class(root, "ranking-reference"):
        strips = [piece.split("V") for piece in line.get("d", "").split("M")[1:]]
        for start, bottom in strips:
            top = float(start.split()[1])
            assert not any(top < y < float(bottom) for y in baselines)


def test_a_long_name_is_broken_and_stays_whole_in_the_tooltip() -> None:
    name = "Tolsteeg en Rotsoord, Rivierenwijk, Dichterswijk en omgeving van de Vaartsche Rijn"
    ranking = Ranking("r", (RankingRow(name, 5.0, href="/b"),), RANKING_TEXTS, write)
    root = parse(draw_ranking(ranking))
    assert len(of_class(root, "ranking-name")) == 2
    assert name in (of_class(root, "ranking-row")[0].findtext(f"{SVG}title") or "")


@FORMS
def test_without_areas_the_callers_words_are_drawn(draw, ranking: Ranking) -> None:
    root = parse(draw(replace(ranking, rows=())))
    assert [part.text for part in of_class(root, "chart-empty")] == [RANKING_TEXTS.empty]


def test_a_plot_too_narrow_to_read_is_refused(ranking: Ranking) -> None:
    with pytest.raises(ValueError, match="too narrow"):
        draw_ranking(ranking, width=100)


@FORMS
@given(
    st.lists(st.floats(0, 1e5), min_size=1, max_size=20),
    st.none() | st.floats(0.1, 1e5),
)
def test_a_higher_value_stands_higher_and_never_further_left(draw, values, limit) -> None:
    rows = tuple(RankingRow(f"buurt {value!r}", value) for value in values)
    ranking = Ranking("r", rows, RANKING_TEXTS, write, axis_limit=limit)
    drawn = parse(draw(ranking))
    marks = of_class(of_class(drawn, "ranking-rows")[0], "ranking-point")
    xs = [float(mark.get("cx", "inf")) for mark in marks]
    assert xs == sorted(xs, reverse=True)
    assert names(draw(ranking))[0] == f"buurt {max(values)!r}"
