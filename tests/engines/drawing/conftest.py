"""Drawings to look at: small, with every kind of mark."""

import pytest
from engines.drawing.drawing_samples import RANKING_TEXTS, TEXTS, write

from baken.engines.drawing.choropleth import Map, MapArea, MapLabel, Neighbour
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.ranking import (
    Ranking,
    RankingReference,
    RankingRow,
    Standing,
)
from baken.engines.drawing.trend import (
    ExpectedRange,
    ReferenceKind,
    ReferenceLine,
    Trend,
    TrendPoint,
)


@pytest.fixture
def trend() -> Trend:
    points = (
        TrendPoint("2018", 3.0, 2.8, 3.2),
        TrendPoint("2019", 2.6, 2.4, 2.8),
        TrendPoint("2020", 2.3, 2.1, 2.5, note="corona"),
        TrendPoint("2021", 1.9, 1.7, 2.1, note="corona", expected=ExpectedRange(1.8, 2.6, 2.2)),
        TrendPoint("2022", None),
        TrendPoint("2023", 1.4, 1.2, 1.6, expected=ExpectedRange(1.2, 2.0)),
        TrendPoint("2024", 1.1, 0.9, 1.3, provisional=True, expected=ExpectedRange(1.0, 1.8)),
    )
    references = (ReferenceLine(1.5, "streefwaarde 1,5", ReferenceKind.TARGET),)
    return Trend("burglary", points, TEXTS, write, "per 1.000 inwoners", 1, references)


@pytest.fixture
def ranking() -> Ranking:
    rows = (
        RankingRow("Overvecht", 58.0, 55.0, 61.0, "/wijk/WK034403"),
        RankingRow("Binnenstad", 346.1, 335.0, 357.0, "/wijk/WK034406", Standing.HIGHER),
        RankingRow("Vleuten-De Meern", 38.2, 36.0, 40.0, "/wijk/WK034410", Standing.LOWER),
        RankingRow("Rijnenburg", None, href="/wijk/x", note="weinig bewoners"),
        RankingRow("Oost", 58.9, 56.0, 62.0, "/wijk/WK034405", provisional=True),
    )
    reference = RankingReference(66.9, "Utrecht 66,9", 60.0, 73.0)
    return Ranking("wijken", rows, RANKING_TEXTS, write, "per 1.000", 1, reference, 200.0)


@pytest.fixture
def city() -> Map:
    areas = (
        MapArea("A", "West", "M10 10L90 10L90 90L10 90Z", 1, href="/a", label=_label("West", 50)),
        MapArea(
            "B",
            "Oost",
            "M90 10L190 10L190 90L90 90Z",
            5,
            AreaKind.PROVISIONAL,
            "/b",
            _label("Oost", 140),
        ),
        MapArea("C", "Zuid", "M10 90L90 90L90 190L10 190Z", None, AreaKind.FEW_RESIDENTS, "/c"),
        MapArea("D", "Plas", "M90 90L190 90L190 190L90 190Z", None, AreaKind.NO_DATA, "/d"),
    )
    return Map(
        "city", areas, 200, 200, "Kaart", "Per wijk", "Geen kaart.", "Bron: CBS",
        (Neighbour("M0 0L10 0L10 200L0 200Z"),), ("M190 0L200 0L200 200L190 200Z",),
        ("M10 10L190 10L190 190L10 190Z",), frozenset({"C"}), 25.0,
    )  # fmt: skip


def _label(words: str, x: float) -> MapLabel:
    return MapLabel(words, x, 50, 70)
