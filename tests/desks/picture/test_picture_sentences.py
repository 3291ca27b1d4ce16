"""What a page says of its figure: every variant, in both languages."""

import pytest
from desks.picture.picture_facts import a_change, a_comparison, a_figure, expected
from django.utils import translation

from baken.catalogue.indicators import indicator
from baken.desks.picture.sentences import (
    change_sentence,
    expected_sentence,
    figure_sentence,
    holds_among_many,
    lead,
    one_population_sentence,
    police_work_sentence,
    standing_sentence,
    standing_words,
)
from baken.desks.picture.writing import writer
from baken.vocabulary.figure import ChangeVerdict

ALL, CARS = indicator("registered-crime-0.0.0"), indicator("registered-crime-1.2.1")
ARMS = indicator("registered-crime-3.1.3")
OWN, OWN_ASSAULT = indicator("registrations-0.0.0"), indicator("registrations-1.4.5")


def said(language: str, tell, *asked) -> str:
    with translation.override(language):
        return tell(*asked).replace("\N{NO-BREAK SPACE}", " ")


def test_the_whole_sentence_of_utrecht() -> None:
    asked = ("Utrecht", ALL, a_figure(), a_change())
    assert said("nl", lead, *asked) == (
        "In 2024 registreerde de politie in Utrecht 25.124 misdrijven, 66,9 per 1.000 inwoners. "
        "Dat is niet aantoonbaar anders dan in 2023: een verandering kleiner dan 5 % zouden we "
        "vaak missen."
    )
    assert said("en", lead, *asked) == (
        "In 2024 the police registered 25,124 crimes in Utrecht, 66.9 per 1,000 inhabitants. "
        "That is not demonstrably different from 2023: a change smaller than 5 % we would "
        "often have missed."
    )


FIGURES = [
    (
        ALL,
        {"n": 1, "rate": 0.5},
        "In 2024 registreerde de politie in Ede 1 misdrijf, 0,50 per 1.000 inwoners.",
        "In 2024 the police registered 1 crime in Ede, 0.50 per 1,000 inhabitants.",
    ),
    (
        ALL,
        {"n": 12, "rate": None},
        (
            "In 2024 registreerde de politie in Ede 12 misdrijven. Er wonen hier te weinig mensen "
            "voor een cijfer per 1.000 inwoners."
        ),
        (
            "In 2024 the police registered 12 crimes in Ede. Too few people live here for a figure "
            "per 1,000 inhabitants."
        ),
    ),
    (
        CARS,
        {"n": 3368, "rate": 8.969},
        (
            "In 2024 registreerde de politie in Ede 3.368 keer diefstal uit of van auto's, "
            "9,0 per 1.000 inwoners."
        ),
        (
            "In 2024 the police registered theft from vehicles 3,368 times in Ede, "
            "9.0 per 1,000 inhabitants."
        ),
    ),
    (
        ARMS,
        {"n": 0, "rate": 0.0},
        "In 2024 registreerde de politie in Ede geen wapenhandel.",
        "In 2024 the police did not register any arms trafficking in Ede.",
    ),
    (
        OWN,
        {"n": 1, "rate": 0.5},
        "In 2024 telde de gemeente zelf in Ede 1 misdrijf, 0,50 per 1.000 inwoners.",
        "In 2024 the municipality itself counted 1 crime in Ede, 0.50 per 1,000 inhabitants.",
    ),
    (
        OWN_ASSAULT,
        {"n": 12, "rate": 0.5},
        "In 2024 telde de gemeente zelf in Ede 12 keer mishandeling, 0,50 per 1.000 inwoners.",
        (
            "In 2024 the municipality itself counted assault 12 times in Ede, 0.50 per 1,000 "
            "inhabitants."
        ),
    ),
    (
        OWN_ASSAULT,
        {"n": 0, "rate": 0.0},
        "In 2024 telde de gemeente zelf in Ede geen mishandeling.",
        "In 2024 the municipality itself counted no assault in Ede.",
    ),
]


@pytest.mark.parametrize(("definition", "changed", "dutch", "english"), FIGURES)
def test_the_figure(definition, changed, dutch, english) -> None:
    asked = ("Ede", definition, a_figure(**changed))
    assert said("nl", figure_sentence, *asked) == dutch
    assert said("en", figure_sentence, *asked) == english


@pytest.mark.parametrize(
    ("offence", "verdict", "warns"),
    [
        ("3.1.1", ChangeVerdict.HIGHER, True),
        ("3.1.1", ChangeVerdict.NO_DEMONSTRABLE_CHANGE, False),
        ("1.1.1", ChangeVerdict.HIGHER, False),
    ],
)
def test_figures_that_follow_police_work_carry_their_warning(offence, verdict, warns) -> None:
    definition = indicator(f"registered-crime-{offence}")
    sentence = said("nl", police_work_sentence, definition, a_change(verdict=verdict))
    assert ("meer is niet slechter" in sentence) is warns


@pytest.mark.parametrize(("level", "warns"), [("municipality", False), ("buurt", True)])
def test_one_population_for_two_years_is_said(level, warns) -> None:
    sentence = said("nl", one_population_sentence, a_figure(level=level), a_change())
    assert ("inwoners van één jaar" in sentence) is warns


HIGHER, LOWER = ChangeVerdict.HIGHER, ChangeVerdict.LOWER
CHANGES = [
    (
        {"verdict": HIGHER, "ratio": 1.14, "lower": 1.09, "upper": 1.19, "p_adjusted": 0.09},
        (
            "Dat is waarschijnlijk meer dan in 2023: per inwoner 14 % meer "
            "(met 95 % zekerheid tussen 9 % en 19 %)."
        ),
        (
            "That is probably more than in 2023: 14 % more per inhabitant "
            "(with 95% certainty between 9 % and 19 %)."
        ),
    ),
    (
        {"verdict": HIGHER, "ratio": 1.14, "lower": 1.09, "upper": 1.19, "p_adjusted": 0.001},
        (
            "Dat is aantoonbaar meer dan in 2023: per inwoner 14 % meer "
            "(met 95 % zekerheid tussen 9 % en 19 %)."
        ),
        (
            "That is demonstrably more than in 2023: 14 % more per inhabitant "
            "(with 95% certainty between 9 % and 19 %)."
        ),
    ),
    (
        {"verdict": HIGHER, "ratio": 9.0, "lower": 2.0, "upper": None, "p_adjusted": 0.001},
        (
            "Dat is aantoonbaar meer dan in 2023: per inwoner 800 % meer "
            "(met 95 % zekerheid minstens 100 %)."
        ),
        (
            "That is demonstrably more than in 2023: 800 % more per inhabitant "
            "(with 95% certainty at least 100 %)."
        ),
    ),
    (
        {"verdict": HIGHER, "ratio": None, "lower": 2.0, "upper": None, "previous_n": 0},
        "Dat is aantoonbaar meer dan in 2023: toen waren het er 0.",
        "That is demonstrably more than in 2023, when there were 0.",
    ),
    (
        {"verdict": LOWER, "ratio": 0.8, "lower": 0.7, "upper": 0.9, "p_adjusted": 0.001},
        (
            "Dat is aantoonbaar minder dan in 2023: per inwoner 20 % minder "
            "(met 95 % zekerheid tussen 10 % en 30 %)."
        ),
        (
            "That is demonstrably less than in 2023: 20 % less per inhabitant "
            "(with 95% certainty between 10 % and 30 %)."
        ),
    ),
    (
        {"detectable_up": 1.8, "detectable_down": 0.5},
        (
            "Dat is niet aantoonbaar anders dan in 2023: een stijging kleiner dan 80 % of een "
            "daling kleiner dan 50 % zouden we vaak missen."
        ),
        (
            "That is not demonstrably different from 2023: a rise smaller than 80 % or a fall "
            "smaller than 50 % we would often have missed."
        ),
    ),
    (
        {"detectable_up": 3.0, "detectable_down": None},
        (
            "Dat is niet aantoonbaar anders dan in 2023: een stijging kleiner dan 200 % zouden we "
            "vaak missen, en elke daling ook."
        ),
        (
            "That is not demonstrably different from 2023: a rise smaller than 200 % we would "
            "often have missed, and any fall too."
        ),
    ),
    (
        {"detectable_up": None, "detectable_down": None},
        (
            "Dat is niet aantoonbaar anders dan in 2023: de aantallen zijn te klein om een "
            "verandering te zien."
        ),
        (
            "That is not demonstrably different from 2023: the numbers are too small to show any "
            "change."
        ),
    ),
    (
        {"verdict": ChangeVerdict.NOT_COMPARABLE, "ratio": None},
        (
            "Met 2023 is het niet te vergelijken: voor een van beide jaren ontbreekt een cijfer "
            "per 1.000 inwoners."
        ),
        (
            "It cannot be compared with 2023: a figure per 1,000 inhabitants is missing for one of "
            "the two years."
        ),
    ),
]


@pytest.mark.parametrize(("changed", "dutch", "english"), CHANGES)
def test_the_change(changed, dutch, english) -> None:
    assert said("nl", change_sentence, a_change(**changed)) == dutch
    assert said("en", change_sentence, a_change(**changed)) == english


def test_the_first_year() -> None:
    assert said("nl", change_sentence, None) == (
        "Van het jaar ervoor zijn er geen cijfers. Over een verandering is dus niets te zeggen."
    )


@pytest.mark.parametrize(
    ("limits", "dutch"),
    [
        ((60.0, 70.0), "Het past bij wat eerdere jaren deden verwachten: 60,0 tot 70,0 per 1.000."),
        ((50.0, 60.0), "Het is hoger dan eerdere jaren deden verwachten: 50,0 tot 60,0 per 1.000."),
        ((4.8, 70.0), "Het past bij wat eerdere jaren deden verwachten: 4,8 tot 70,0 per 1.000."),
        ((70.0, 80.0), "Het is lager dan eerdere jaren deden verwachten: 70,0 tot 80,0 per 1.000."),
    ],
)
def test_what_was_expected(limits, dutch) -> None:
    assert said("nl", expected_sentence, a_figure(expected=expected(*limits))) == dutch


def test_nothing_is_said_of_what_cannot_be_expected() -> None:
    assert expected_sentence(a_figure()) == ""
    assert expected_sentence(a_figure(rate=None, expected=expected(1.0, 2.0))) == ""


@pytest.mark.parametrize(
    ("changed", "cell", "sentence"),
    [
        (
            {},
            "hoger, 5,2 keer; zeer zeker",
            (
                "Per inwoner is dat 5,2 keer het cijfer van Utrecht: "
                "dat wijkt meer af dan gewoon is (zeer zeker)."
            ),
        ),
        ({"ratio": 0.4, "p_adjusted": 0.004}, "lager, 0,40 keer; zeker", "(zeker)."),
        ({"p_adjusted": 0.04}, "hoger, 5,2 keer; zeker", "(zeker)."),
        (
            {"ratio": 1.1, "stands_out": False},
            "1,1 keer: hoger, niet uitzonderlijk",
            (
                "1,1 keer Utrecht. Dat is hoger; maar gebieden verschillen hier vaak zoveel, dus "
                "uitzonderlijk is het niet."
            ),
        ),
        (
            {"ratio": 0.9, "stands_out": False},
            "0,90 keer: lager, niet uitzonderlijk",
            "dus uitzonderlijk is het niet.",
        ),
        (
            {"ratio": 0.97, "stands_out": False},
            "1,0 keer: ongeveer gelijk",
            "Per inwoner is dat ongeveer gelijk aan Utrecht (1,0 keer).",
        ),
        ({"ratio": None}, "", ""),
    ],
)
def test_how_an_area_stands_against_its_municipality(changed, cell, sentence) -> None:
    found = a_comparison(**changed)
    with translation.override("nl"):
        assert standing_words().of(found, writer()) == cell
        assert standing_sentence(found, "Utrecht", None).endswith(sentence)
        assert standing_words().of(None, writer()) == standing_sentence(None, "Utrecht", None) == ""
        beside = standing_sentence(found, "Utrecht", a_figure(rate=66.94))
        assert ("Utrecht (66,9 per 1.000)" in beside) == bool(sentence)


def test_a_change_that_does_not_hold_among_many() -> None:
    assert holds_among_many(a_change(p_adjusted=0.049))
    assert not holds_among_many(a_change(p_adjusted=0.051))
    assert not holds_among_many(a_change(p_adjusted=None))
    assert not holds_among_many(None)
