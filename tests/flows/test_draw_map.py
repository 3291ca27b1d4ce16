"""The map of areas: classes, legend, what lies around, names in sight."""

import re

import pytest

from baken.engines.drawing.patterns import AreaKind
from baken.flows.draw_map import AreaMap, MapCell, MapWords, classes_of, draw, draw_area_map
from baken.foundation.places.facts import AreaFact, Box

WORDS = MapWords("Kaart", "tien gebieden", "niets", "per 1.000", ((AreaKind.NO_DATA, "geen"),))


def area(number: int, municipality: str = "GM0001", side: float = 1000.0) -> AreaFact:
    west, south = 136_000.0 + number * 1000.0, 455_000.0
    left, top = west / 10, (640_000.0 - south - side) / 10
    return AreaFact(
        code=f"WK{number:06}",
        year=2024,
        level="wijk",
        name=f"Gebied {number}",
        municipality_code=municipality,
        wijk_code="",
        land_hectares=None,
        box=Box(west, south, west + side, south + side),
        label_x=west + side / 2,
        label_y=south + side / 2,
        svg_path=f"m{left:g} {top:g}h{side / 10:g}v{side / 10:g}h-{side / 10:g}z",
    )


def cell(number: int, value: float | None) -> MapCell:
    kind = AreaKind.NO_DATA if value is None else AreaKind.FIGURE
    return MapCell(area(number), value, kind, f"/wijk/{number}/", f"Gebied {number}: {value}")


def write(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


def a_map(values: list[float | None], **changed) -> AreaMap:
    cells = [cell(number, value) for number, value in enumerate(values)]
    return AreaMap(key="map", cells=cells, words=WORDS, write=write, **changed)


def test_five_classes_of_as_many_areas() -> None:
    shown = a_map([float(10 * number) for number in range(1, 11)])
    classes, index = classes_of(shown)
    assert classes.count == 5
    assert sorted(index.values()) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert draw(shown).classes == index


def test_an_area_without_a_figure_has_no_class_but_a_pattern() -> None:
    drawn = draw(a_map([10.0, 20.0, None]))
    assert drawn.classes["WK000002"] is None
    assert drawn.legend[-1].kind is AreaKind.NO_DATA
    assert "map-area--no-data" in drawn.svg


def test_the_colours_of_a_part_are_those_of_the_whole() -> None:
    whole = [float(10 * number) for number in range(1, 11)]
    assert set(classes_of(a_map(whole[8:], scale_values=whole))[1].values()) == {5}
    assert set(classes_of(a_map(whole[8:]))[1].values()) != {5}


@pytest.mark.parametrize(("highest", "decimals"), [(9.0, 1), (0.9, 2)])
def test_low_rates_get_finer_limits(highest: float, decimals: int) -> None:
    shown = a_map([highest * number / 10 for number in range(1, 11)])
    assert classes_of(shown)[0].decimals == decimals


def test_every_area_is_a_link_with_its_figure_as_its_name() -> None:
    svg = draw(a_map([10.0, 20.0, 30.0])).svg
    assert re.findall(r'href="(/wijk/\d/)"', svg) == ["/wijk/0/", "/wijk/1/", "/wijk/2/"]
    assert 'aria-label="Gebied 1: 20.0"' in svg


def test_a_map_of_a_part_of_its_areas_has_no_scale_that_they_would_cover() -> None:
    for shown in (a_map([10.0, 20.0]), a_map([10.0, 20.0], frame=[area(0).box])):
        assert "map-scale" in draw(shown).svg
        assert "map-north" in draw(shown).svg


def test_a_neighbour_whose_middle_is_out_of_sight_is_named_where_it_shows() -> None:
    far = area(2, side=40_000.0)
    svg = draw(a_map([10.0, 20.0], surroundings=[far], margin=0.6)).svg
    assert "map-neighbour-label" in svg
    place = re.search(r'<text class="map-neighbour-label[^"]*" x="([\d.]+)" y="([\d.]+)"', svg)
    assert 0 < float(place[1]) < 640


def test_the_name_of_a_neighbour_stays_within_the_neighbour() -> None:
    # An L around the cells: its rightful place lies over them, the room is in its foot.
    west, top = 13_600.0, 18_300.0
    around = AreaFact(
        **{
            **_fields(area(0, side=4000.0)),
            "name": "Rondom",
            "box": Box(136_000.0, 453_000.0, 140_000.0, 457_000.0),
            "label_x": 137_000.0,
            "label_y": 455_500.0,
            "svg_path": f"m{west:g} {top + 300:g}h400v100h-400z",
        }
    )
    drawn = draw(a_map([10.0, 20.0], surroundings=[around], frame=[around.box])).svg
    place = re.search(r'<text class="map-neighbour-label[^"]*" x="([\d.]+)" y="([\d.]+)"', drawn)
    foot = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', drawn)
    assert float(place[2]) > 0.6 * (float(foot[1]) - 32)
    thin = AreaFact(**{**_fields(around), "svg_path": f"m{west:g} {top + 395:g}h400v5h-400z"})
    drawn = draw(a_map([10.0, 20.0], surroundings=[thin], frame=[around.box])).svg
    assert "Rondom" not in drawn


def test_the_own_municipality_is_not_named_among_its_neighbours() -> None:
    own = area(0, side=5000.0)
    drawn = draw_area_map(
        key="k",
        cells=[cell(1, 10.0)],
        surroundings=[AreaFact(**{**_fields(own), "code": "GM0001", "name": "Eigen"})],
        selected=frozenset(),
        words=WORDS,
        write=write,
    )
    assert "Eigen" not in drawn.svg
    assert "map-neighbour" in drawn.svg


def test_no_areas_say_so() -> None:
    assert "niets" in draw(a_map([])).svg


def _fields(fact: AreaFact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}
