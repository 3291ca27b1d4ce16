"""A funnel plot: its lines say what the limits are, also where these leave the drawing."""

from xml.etree import ElementTree as ET

from baken.engines.drawing.funnel_plot import FunnelPlot, FunnelPoint, FunnelTexts, draw_funnel

POINTS = tuple(FunnelPoint(f"G{n}", 100_000.0 + 20_000 * n, 1.0 + n / 10) for n in range(8))
TEXTS = FunnelTexts("Cijfer tegen grootte", "Elke stip is een gemeente.", "Geen cijfers")


def plot(*limits: tuple[float, ...]) -> FunnelPlot:
    return FunnelPlot("f", POINTS, 1.3, limits, TEXTS, lambda value, _decimals: f"{value:g}")


def of_class(drawn: str, name: str) -> list[ET.Element]:
    found = ET.fromstring(drawn).iter()
    return [each for each in found if name in each.get("class", "").split()]


def test_a_limit_above_the_drawing_is_not_drawn_as_its_upper_edge():
    narrow = plot((1e5, 0.9, 1.6, 0.7, 1.8), (3e5, 1.0, 1.5, 0.8, 1.7))
    assert len(of_class(draw_funnel(narrow), "funnel-outer")) == 2
    beyond = plot((1e5, 0.9, 1.6, 0.7, 9.0), (3e5, 1.0, 1.5, 0.8, 8.0))
    assert len(of_class(draw_funnel(beyond), "funnel-outer")) == 1


def test_the_axis_makes_room_for_the_usual_limit_but_not_for_any():
    def highest(upper: float) -> float:
        drawn = draw_funnel(plot((1e5, 0.9, upper, 0.7, 9.0), (3e5, 1.0, upper, 0.8, 9.0)))
        return max(float(each.text or 0) for each in of_class(drawn, "chart-tick"))

    assert highest(2.4) >= 2.4
    assert highest(9.0) < 4


def test_a_narrow_range_of_sizes_still_has_sizes_on_its_axis():
    drawn = draw_funnel(plot())
    assert len(of_class(drawn, "chart-period")) >= 2
