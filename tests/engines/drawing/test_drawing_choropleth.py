from dataclasses import replace

from engines.drawing.drawing_samples import SVG, of_class, parse

from baken.engines.drawing.choropleth import (
    Map,
    MapArea,
    MapLabel,
    Neighbour,
    draw_map,
    metric_distance,
)
from baken.engines.drawing.legend import draw_legend, draw_swatch, legend_of
from baken.engines.drawing.patterns import AreaKind


def test_every_area_stands_in_exactly_one_link(city: Map) -> None:
    root = parse(draw_map(city))
    links = list(root.iter(f"{SVG}a"))
    inside = [path.get("d") for link in links for path in of_class(link, "map-area")]
    assert sorted(map(str, inside)) == sorted(area.path for area in city.areas)
    assert len(of_class(root, "map-area")) == len(links) == len(city.areas)
    assert [link.get("aria-label") for link in links] == ["West", "Oost", "Zuid", "Plas"]


def test_what_has_no_plain_figure_is_hatched_by_a_pattern_of_this_drawing(city: Map) -> None:
    root = parse(draw_map(city))
    ids = {f"url(#{pattern.get('id')})" for pattern in root.iter(f"{SVG}pattern")}
    fills = {part.get("fill") for part in of_class(root, "map-hatching")}
    assert fills == ids
    assert len(ids) == 3
    assert all(fill and fill.startswith("url(#city-") for fill in fills)


def test_two_maps_on_a_page_share_no_id(city: Map) -> None:
    first, second = parse(draw_map(city)), parse(draw_map(replace(city, key="other")))
    ids = [{part.get("id") for part in root.iter() if part.get("id")} for root in (first, second)]
    assert not ids[0] & ids[1]


def test_the_scale_bar_is_a_round_distance_of_the_right_length(city: Map) -> None:
    root = parse(draw_map(city))
    [bar] = of_class(root, "map-scale")
    length = float(bar.get("d", "").split("h")[1].split("v")[0])
    assert [part.text for part in of_class(root, "map-scale-text")] == ["1 km"]
    assert length * 25.0 == 1000
    assert (metric_distance(500), metric_distance(2500)) == ("500 m", "2.5 km")


def test_names_that_would_cover_each_other_are_not_drawn(city: Map) -> None:
    areas = tuple(
        replace(area, label=MapLabel(area.name, 50 + n, 50, 80))
        for n, area in enumerate(city.areas)
    )
    assert [
        "".join(part.itertext())
        for part in of_class(
            parse(draw_map(replace(city, areas=areas, selected=frozenset()))), "map-label"
        )
    ] == ["West"]


def test_what_is_selected_is_named_however_little_room_it_has(city: Map) -> None:
    crowd = tuple(
        replace(area, label=MapLabel(area.name, 2 + n, 50, 3)) for n, area in enumerate(city.areas)
    )
    [name] = of_class(parse(draw_map(replace(city, areas=crowd))), "map-label")
    assert "".join(name.itertext()) == "Zuid"
    assert "wide-screens" not in name.get("class", "")
    assert float(name.get("x", "")) > 11.5  # moved into the frame, also with large letters


def test_on_a_phone_no_neighbour_is_named_where_no_area_is(city: Map) -> None:
    narrow = MapLabel("West", 50, 50, 30)
    beside = Neighbour("M0 0Z", MapLabel("Buren", 150, 80, 200))
    for room, for_all in ((30, False), (200, True)):
        own = replace(city.areas[0], label=replace(narrow, room=room))
        drawn = draw_map(replace(city, areas=(own,), neighbours=(beside,), selected=frozenset()))
        [name] = of_class(parse(drawn), "map-neighbour-label")
        assert ("wide-screens" not in name.get("class", "")) == for_all


def test_on_a_phone_one_name_alone_among_several_areas_is_not_drawn(city: Map) -> None:
    first = replace(city.areas[0], label=MapLabel("West", 50, 50, 200))
    others = [
        replace(first, code=f"N{n}", label=MapLabel(f"Buurt {n}", 52, 52, 60)) for n in (1, 2)
    ]
    for areas, for_all in (((first,), True), ((first, *others), False)):
        drawn = draw_map(replace(city, areas=areas, selected=frozenset()))
        name = of_class(parse(drawn), "map-label")[0]
        assert "".join(name.itertext()) == "West"
        assert ("wide-screens" not in name.get("class", "")) == for_all


def test_a_name_moves_up_or_down_or_breaks_to_fit_a_phone(city: Map) -> None:
    label = MapLabel("Poldergebied Overvecht", 120, 60, 150)
    drawn = draw_map(replace(city, areas=(replace(city.areas[0], label=label),)))
    [name] = of_class(parse(drawn), "map-label")
    assert "wide-screens" not in name.get("class", "")
    assert len(list(name)) == 2


def test_a_name_wider_than_its_room_is_not_drawn(city: Map) -> None:
    area = MapArea("A", "n", "M0 0Z", 1, label=MapLabel("Hoog-Catharijne", 50, 50, 20))
    assert not of_class(parse(draw_map(replace(city, areas=(area,)))), "map-label")


def test_a_selected_area_is_outlined_above_the_others(city: Map) -> None:
    root = parse(draw_map(city))
    assert [part.get("d") for part in of_class(root, "map-selected")] == [city.areas[2].path]


def test_without_areas_the_callers_words_are_drawn(city: Map) -> None:
    root = parse(draw_map(replace(city, areas=())))
    assert [part.text for part in of_class(root, "chart-empty")] == ["Geen kaart."]


def test_the_legend_uses_the_classes_of_the_map() -> None:
    legend = legend_of("l", "Per 1.000", ((1, "< 5"), (2, "≥ 5")), ((AreaKind.NO_DATA, "geen"),))
    drawn = parse(draw_legend(legend))
    assert len(of_class(drawn, "map-area--class-2")) == 1
    assert [part.text for part in of_class(drawn, "map-legend-text")] == ["< 5", "≥ 5", "geen"]
    swatch = parse(draw_swatch(legend.items[2], "s1"))
    assert swatch.get("aria-hidden") == "true"
    assert len(of_class(swatch, "map-hatching")) == 1
