"""Texts for drawings and ways to read them back."""

import re
import xml.etree.ElementTree as ET

from baken.engines.drawing.ranking import RankingTexts
from baken.engines.drawing.trend import TrendTexts

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = TrendTexts(
    title="Woninginbraken",
    description="Per jaar, 2018 tot en met 2024",
    empty="Geen cijfers geleverd.",
    series="Geregistreerd",
    interval="95%-interval",
    expected="Verwacht bereik",
    provisional="voorlopig",
    missing="geen cijfer",
    axis_cut="as begint niet bij 0",
)
RANKING_TEXTS = RankingTexts(
    title="Wijken",
    description="Per 1.000 inwoners",
    empty="Geen cijfers geleverd.",
    missing="geen cijfer",
    interval="95%-interval",
    band="geen verschil",
    higher="hoger",
    lower="lager",
    provisional="voorlopig",
    beyond="buiten de as",
)


def write(value: float, decimals: int) -> str:
    """Write a number with a decimal comma."""
    return f"{value:.{decimals}f}".replace(".", ",")


def parse(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)


def classes(drawing: str) -> set[str]:
    return {name for found in re.findall(r'class="([^"]*)"', drawing) for name in found.split()}


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [part for part in root.iter() if name in part.get("class", "").split()]
