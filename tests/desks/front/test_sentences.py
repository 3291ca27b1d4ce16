"""The sentences of the front, in Dutch and English; no database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from baken.catalogue.indicators import INDICATORS, indicator
from baken.desks.front import sentences, writing
from baken.desks.front.strip import CLOSE, WIDE, draw_strip, place, reach_of
from baken.flows.home_verdict import ChangedIndicator, MunicipalVerdict, StandingArea
from baken.foundation.places.facts import AreaFact, Box
from baken.records.indicators.facts import ChangeFact, ComparisonFact, FigureFact
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

HIGHER, LOWER = ChangeVerdict.HIGHER, ChangeVerdict.LOWER
SAME, NOT_COMPARABLE = ChangeVerdict.NO_DEMONSTRABLE_CHANGE, ChangeVerdict.NOT_COMPARABLE
HARD = "\N{NO-BREAK SPACE}"
ALL_CRIME = "registered-crime-0.0.0"
BURGLARY, ASSAULT, DRUGS = (f"registered-crime-{code}" for code in ("1.1.1", "1.4.5", "3.1.1"))


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def figure(identifier: str, **other: Any) -> FigureFact:
    values = {
        "id": 1,
        "indicator": identifier,
        "area_code": "GM0344",
        "level": "municipality",
        "year": 2024,
        "n": 399,
        "n_lower": 361.0,
        "n_upper": 440.0,
        "exposure": 375_498.0,
        "rate": 1.06,
        "lower": 0.96,
        "upper": 1.17,
        "shrunken": 1.06,
        "expected": None,
        "status": FigureStatus.PROVISIONAL,
        "dispersion": 2.9,
        "method": "quasi-poisson-scaled-gamma",
        "version": "1",
        "notes": (),
        "sources": ((UUID(int=1), 2),),
        "computed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return FigureFact(**(values | other))


def change(verdict: ChangeVerdict, *, p_adjusted: float | None = 0.09, **other: Any) -> ChangeFact:
    values = {
        "indicator": BURGLARY,
        "area_code": "GM0344",
        "year": 2024,
        "previous_year": 2023,
        "n": 399,
        "previous_n": 513,
        "ratio": 0.7686,
        "lower": 0.61,
        "upper": 0.96,
        "p": 0.02,
        "detectable_up": 1.32,
        "detectable_down": 0.72,
        "dispersion": 2.9,
        "method": "poisson-conditional-scaled",
        "version": "1",
    }
    return ChangeFact(**(values | {"verdict": verdict, "p_adjusted": p_adjusted} | other))


def row(identifier: str, verdict: ChangeVerdict, p_adjusted: float = 0.09) -> ChangedIndicator:
    changed = change(verdict, p_adjusted=p_adjusted)
    return ChangedIndicator(indicator(identifier), figure(identifier), changed)


def area(code: str = "GM0344", name: str = "Utrecht") -> AreaFact:
    level = {"GM": "municipality", "WK": "wijk"}[code[:2]]
    return AreaFact(code, 2024, level, name, "GM0344", "", None, Box(0, 0, 1, 1), 0, 0, "")


def verdict_of(**other: Any) -> MunicipalVerdict:
    values = {
        "municipality": area(),
        "year": 2024,
        "total": row(ALL_CRIME, SAME),
        "total_figure": figure(ALL_CRIME),
        "higher": (),
        "lower": (),
        "unchanged": (row("registered-crime-2.2.1", SAME), row("registered-crime-1.4.4", SAME)),
        "incomparable": (),
        "wijken": (),
        "areas": (),
        "wijk_figures": (),
    }
    return MunicipalVerdict(**(values | other))


MIXED = {
    "lower": (row(BURGLARY, LOWER, 0.01),),
    "higher": (
        row("registered-crime-1.2.1", HIGHER, 0.04),
        row(ASSAULT, HIGHER),
        row(DRUGS, HIGHER),
    ),
}


def test_the_headline_names_the_sure_types_first_and_calls_the_others_probable() -> None:
    assert sentences.headline(verdict_of(**MIXED)) == (
        "Utrecht 2024: het totaal aan geregistreerde misdrijven is niet aantoonbaar veranderd; "
        "minder woninginbraken; meer diefstal uit auto’s; waarschijnlijk meer mishandeling en "
        "drugshandel."
    )


def test_the_headline_in_english() -> None:
    with translation.override("en"):
        assert sentences.headline(verdict_of(**MIXED)) == (
            "Utrecht 2024: the total of registered crime did not demonstrably change; less "
            "burglary of homes; more theft from vehicles; probably more assault and drug "
            "trafficking."
        )


@pytest.mark.parametrize(
    ("total", "known", "words"),
    [
        (HIGHER, True, "Meer geregistreerde misdrijven per inwoner"),
        (LOWER, True, "Minder geregistreerde misdrijven per inwoner"),
        (SAME, True, "Het totaal aan geregistreerde misdrijven is niet aantoonbaar veranderd"),
        (NOT_COMPARABLE, True, "Het totaal is niet met het jaar ervoor te vergelijken"),
        (None, True, "Voor het totaal is er geen eerder jaar om mee te vergelijken"),
        (None, False, "Voor dit jaar is geen totaal van alle soorten geleverd"),
    ],
)
def test_the_total_in_every_case(total: ChangeVerdict | None, words: str, *, known: bool) -> None:
    shown = verdict_of(
        total=row(ALL_CRIME, total) if total else None,
        total_figure=figure(ALL_CRIME) if known else None,
    )
    assert sentences.total_sentence(shown) == words


def test_no_type_changed_and_no_type_to_compare() -> None:
    assert sentences.types_sentence(verdict_of()) == (
        "Van geen van de 2 soorten is een verandering aan te tonen."
    )
    assert sentences.types_sentence(verdict_of(unchanged=())) == (
        "Er is geen eerder jaar om de soorten mee te vergelijken."
    )


def test_a_long_list_of_types_is_cut_but_never_for_one_type_only() -> None:
    types = [each.id for each in INDICATORS if each.id != ALL_CRIME]
    six = tuple(row(identifier, LOWER, 0.001) for identifier in types[:6])
    assert sentences.types_sentence(verdict_of(lower=six)).endswith("en 2 andere soorten.")
    assert "ander" not in sentences.types_sentence(verdict_of(lower=six[:5]))


@pytest.mark.parametrize(
    ("ratio", "limits", "words", "interval"),
    [
        (1.1433, (1.02, 1.2871), "14 % meer", "tussen 2 % en 29 % meer"),
        (0.7686, (0.61, 0.964), "23 % minder", "tussen 4 % en 39 % minder"),
        (0.9978, (0.9, 1.1), "0,2 % minder", "tussen 10 % minder en 10 % meer"),
        (1.0, (0.5, 2.0), "gelijk", "tussen 50 % minder en 100 % meer"),
        (None, (None, None), "niet te zeggen", ""),
        (2.0, (1.1, None), "100 % meer", "geen bovengrens"),
    ],
)
def test_a_change_and_its_interval_in_words(
    ratio: float | None, limits: tuple[float | None, float | None], words: str, interval: str
) -> None:
    shown = change(LOWER, ratio=ratio, lower=limits[0], upper=limits[1])
    assert sentences.change_words(shown).replace(HARD, " ") == words
    assert sentences.interval_words(shown).replace(HARD, " ") == interval


@pytest.mark.parametrize(
    ("fall", "rise", "words"),
    [
        (0.863, 1.148, "Een daling tot 14 % of een stijging tot 15 % zouden we vaak missen."),
        (
            None,
            2.996,
            ("Zelfs een daling tot nul zouden we vaak missen, en een stijging tot 200 % ook."),
        ),
        (None, None, "Deze aantallen zijn te klein om een verandering te kunnen zien."),
    ],
)
def test_what_could_not_have_been_seen(fall: float | None, rise: float | None, words: str) -> None:
    shown = change(SAME, detectable_down=fall, detectable_up=rise)
    assert sentences.unseen_words(shown).replace(HARD, " ") == words


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (35.1, "per inwoner 35 keer zo veel als in de hele gemeente"),
        (5.15, "per inwoner 5,2 keer zo veel als in de hele gemeente"),
        (1.5, "per inwoner 50 % meer dan in de hele gemeente"),
        (0.5, "per inwoner 50 % minder dan in de hele gemeente"),
    ],
)
def test_how_a_wijk_stands_against_its_municipality(ratio: float, words: str) -> None:
    compared = ComparisonFact(ALL_CRIME, "WK034406", 2024, ratio, 0.01, 1.0, True, "m", "1")  # noqa: FBT003 - a fact's columns
    wijk = StandingArea(area("WK034406", "Binnenstad"), figure(ALL_CRIME), None, compared)
    assert sentences.level_words(wijk).replace(HARD, " ") == words


def test_a_changed_wijk_is_certain_only_among_all_wijken() -> None:
    facts = area("WK034404", "Noordoost"), figure(ALL_CRIME)
    probable = StandingArea(*facts, change(LOWER, p_adjusted=0.1), None)
    certain = StandingArea(*facts, change(LOWER, p_adjusted=0.01), None)
    assert sentences.wijk_change_sureness(probable, 10).startswith("waarschijnlijk; bij 10 wijken")
    assert sentences.wijk_change_sureness(certain, 10).startswith("zeker")
    assert sentences.wijk_change_words(StandingArea(*facts, change(SAME), None)) == ""


def test_numbers_are_rounded_and_not_cut_off() -> None:
    assert writing.tenths(616.6667) == "616,7"
    assert writing.percents(0.04853).replace(HARD, " ") == "5 %"
    assert writing.whole(25_124) == "25.124"
    assert writing.p_value(0.00004) == "< 0,001"
    assert writing.tenths(None) == "–"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "vandaag"),
        (date(2026, 11, 21), "gisteren"),
        (date(2026, 11, 12), "10 dagen geleden"),
        (date(2026, 10, 22), "4 weken geleden"),
        (date(2026, 5, 22), "6 maanden geleden"),
        (date(2023, 11, 22), "3 jaar geleden"),
    ],
)
def test_an_age_in_words(day: date, words: str) -> None:
    assert writing.age(day, date(2026, 11, 22)) == words


def test_the_axis_of_a_change_is_symmetric_and_stays_within_its_ends() -> None:
    assert place(1.0) == pytest.approx(100)
    assert place(0.8) + place(1.25) == pytest.approx(200)
    assert place(0.0) == place(0.01) == 8
    assert place(1e9) == 192


def test_a_drawing_has_its_point_only_where_a_ratio_is_known() -> None:
    assert "circle" in draw_strip(change(LOWER), "probable")
    assert "circle" not in draw_strip(change(NOT_COMPARABLE, ratio=None, lower=None), "none")
    assert reach_of(change(LOWER)) == WIDE
    close = change(SAME, lower=0.95, upper=1.05, detectable_down=0.95, detectable_up=1.05)
    assert reach_of(close) == CLOSE
