"""What follows from the parts of a scan: a table per rule, no database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from baken.catalogue.area_scan import GAPS, PILLARS, SCAN_RULE, pillar_entry
from baken.catalogue.indicators import ALL_CRIME, indicator
from baken.flows.area_scan.facts import (
    AgainstCity,
    Direction,
    HeardTheme,
    PillarScan,
    PlacedFigure,
    ScanFigure,
)
from baken.flows.area_scan.rules import (
    against_city,
    belongs,
    day_words,
    direction_of,
    disagreements_of,
    priorities_of,
    questions_of,
)
from baken.records.statements.facts import AreaStatementFact
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.pillar import Bearing, Pillar
from baken.vocabulary.standing import Polarity

TODAY = date(2026, 11, 27)
AREA = SimpleNamespace(code="WK034403", name="Wijk 03 Overvecht")
BUURT = SimpleNamespace(code="BU03440341", name="Zambesidreef en omgeving")
STATEMENT = AreaStatementFact(
    id=UUID(int=1), tenant="GM0344", area_code="WK034403", pillar=Pillar.SAFE,
    bearing=Bearing.WORRY, subject="Scooters", text="Op het plein rijden scooters.", author="",
    author_id=0, author_role="wijkagent", signed_at=datetime(2026, 9, 1, tzinfo=UTC),
    review_on=date(2027, 3, 1), expires_on=date(2027, 9, 1), is_public=True, withdrawn_at=None,
)  # fmt: skip
THEME = HeardTheme("Inbraak in het portiek", ("inbraak", "slot"), 10, is_synthetic=False)


def figure_of(rate: float | None = 60.0, notes: tuple[str, ...] = ()) -> SimpleNamespace:
    margin = {"lower": rate and rate - 5, "upper": rate and rate + 5}
    return SimpleNamespace(area_code="WK034403", rate=rate, notes=notes, **margin)


def scan_figure(direction: Direction, **changed: object) -> ScanFigure:
    made = ScanFigure(
        definition=indicator(ALL_CRIME),
        figure=figure_of(),
        change=SimpleNamespace(year=2024, previous_year=2023),
        comparison=None,
        city=figure_of(70.0),
        hidden=None,
        direction=direction,
    )
    return replace(made, **changed)


def pillar_of(pillar: Pillar = Pillar.SAFE, **changed: object) -> PillarScan:
    empty = PillarScan(pillar_entry(pillar), (), (), (), (), (), ())
    return replace(empty, **changed)


def said(found) -> list[str]:
    return [each.said.id for each in found]


@pytest.mark.parametrize(
    ("verdict", "polarity", "direction"),
    [
        (ChangeVerdict.HIGHER, Polarity.LOWER_IS_BETTER, Direction.WORSE),
        (ChangeVerdict.LOWER, Polarity.LOWER_IS_BETTER, Direction.BETTER),
        (ChangeVerdict.HIGHER, Polarity.HIGHER_IS_BETTER, Direction.BETTER),
        (ChangeVerdict.LOWER, Polarity.HIGHER_IS_BETTER, Direction.WORSE),
        (ChangeVerdict.HIGHER, Polarity.NEUTRAL, Direction.UNKNOWN),
        (ChangeVerdict.NO_DEMONSTRABLE_CHANGE, Polarity.NEUTRAL, Direction.UNCHANGED),
        (ChangeVerdict.NOT_COMPARABLE, Polarity.LOWER_IS_BETTER, Direction.UNKNOWN),
    ],
)
def test_which_way_a_figure_went(verdict, polarity, direction):
    assert direction_of(SimpleNamespace(verdict=verdict), polarity) is direction


def test_without_a_change_nobody_can_say():
    assert direction_of(None, Polarity.LOWER_IS_BETTER) is Direction.UNKNOWN


@pytest.mark.parametrize(
    ("rate", "notes", "against"),
    [
        (76.0, (), AgainstCity.HIGHER),
        (75.0, (), AgainstCity.ALIKE),
        (65.0, (), AgainstCity.ALIKE),
        (64.0, (), AgainstCity.LOWER),
        (90.0, ("few-residents",), AgainstCity.UNKNOWN),
        (90.0, ("many-visitors",), AgainstCity.UNKNOWN),
        (None, (), AgainstCity.UNKNOWN),
    ],
)
def test_only_a_whole_margin_beyond_the_city_is_higher_or_lower(rate, notes, against):
    assert against_city(figure_of(rate, notes), figure_of(70.0)) is against
    assert against_city(figure_of(rate, notes), None) is AgainstCity.UNKNOWN


@pytest.mark.parametrize(
    ("bearing", "direction", "sentence"),
    [
        (Bearing.WORRY, Direction.BETTER, "worry-while-lower"),
        (Bearing.WORRY, Direction.UNCHANGED, "worry-while-unchanged"),
        (Bearing.WORRY, Direction.WORSE, None),
        (Bearing.GOES_WELL, Direction.WORSE, "well-while-higher"),
        (Bearing.GOES_WELL, Direction.BETTER, None),
        (Bearing.GOES_WELL, Direction.UNCHANGED, None),
        (Bearing.CHANGE, Direction.BETTER, None),
        (Bearing.WORRY, Direction.UNKNOWN, None),
    ],
)
def test_when_a_statement_and_a_figure_disagree(bearing, direction, sentence):
    told = [replace(STATEMENT, bearing=bearing)]
    found = disagreements_of(Pillar.SAFE, scan_figure(direction), told, ())
    assert said(found) == ([sentence] if sentence else [])


def test_a_disagreement_is_told_in_plain_words_without_a_verdict():
    (found,) = disagreements_of(Pillar.SAFE, scan_figure(Direction.BETTER), [STATEMENT], ())
    assert found.said.say("nl") == (
        "De wijkagent maakt zich zorgen over “Scooters”, maar de politie registreerde in 2024 "
        "minder misdrijven dan in 2023."
    )
    assert "wijkagent worries about “Scooters”" in found.said.say("en")


def test_what_is_said_of_another_area_is_not_held_against_the_figure():
    away = replace(STATEMENT, area_code="BU03440341")
    assert not disagreements_of(Pillar.SAFE, scan_figure(Direction.BETTER), [away], ())


@pytest.mark.parametrize(
    ("quotes", "direction", "found"),
    [
        (SCAN_RULE.heard_at_least, Direction.BETTER, ["heard-while-lower"]),
        (SCAN_RULE.heard_at_least, Direction.UNCHANGED, ["heard-while-unchanged"]),
        (SCAN_RULE.heard_at_least, Direction.WORSE, []),
        (SCAN_RULE.heard_at_least - 1, Direction.BETTER, []),
        (None, Direction.BETTER, []),
    ],
)
def test_a_theme_counts_when_it_was_heard_often_enough(quotes, direction, found):
    theme = replace(THEME, quotes=quotes)
    assert said(disagreements_of(Pillar.SAFE, scan_figure(direction), (), [theme])) == found


def test_without_a_figure_there_is_nothing_to_disagree_with():
    hidden = scan_figure(Direction.UNKNOWN, figure=None, change=None)
    for figure in (None, hidden):
        assert not disagreements_of(Pillar.SAFE, figure, [STATEMENT], [THEME])


def test_a_theme_goes_to_the_pillar_with_which_it_shares_most_words():
    assert belongs(THEME, PILLARS) is Pillar.SAFE
    dark = HeardTheme("Donker", ("lantaarnpaal", "verlichting", "inbraak"), 5, is_synthetic=False)
    assert belongs(dark, PILLARS) is Pillar.PHYSICAL
    assert belongs(replace(dark, name="Zomaar", words=("zomaar",)), PILLARS) is None


def test_open_questions_come_from_what_is_missing_old_few_or_disagreeing():
    old = replace(STATEMENT, review_on=TODAY)
    figure = scan_figure(Direction.BETTER, figure=figure_of(notes=("few-residents",)))
    safe = pillar_of(
        figures=(figure,), statements=(old,), gaps=(GAPS[0],),
        disagreements=disagreements_of(Pillar.SAFE, figure, [old], ()),
    )  # fmt: skip
    found = questions_of([safe, pillar_of(Pillar.SOCIAL)], heard=False, today=TODAY)
    assert said(found) == [
        *("question-disagreement", "question-old-statement", "question-few"),
        *("question-nobody-heard", "question-no-statement", "question-gap"),
    ]
    assert "op 27 november 2026 opnieuw" in found[1].said.say("nl")
    assert found[4].said.say("nl").startswith("Over sociaal schreef nog geen wijkagent")
    assert found[5].said.say("en").startswith("We do not know which types of crime they are.")


def test_pillars_about_which_nobody_wrote_are_asked_about_once():
    silent = [pillar_of(pillar) for pillar in (Pillar.SAFE, Pillar.PHYSICAL, Pillar.SOCIAL)]
    (found,) = questions_of(silent, heard=True, today=TODAY)
    assert found.said.say("nl").startswith("Over veilig, fysiek en sociaal schreef")
    assert found.said.say("en").startswith("About safe, physical and social no")


def test_a_scan_in_which_all_is_known_asks_nothing():
    known = pillar_of(figures=(scan_figure(Direction.WORSE),), statements=(STATEMENT,))
    assert questions_of([known], heard=True, today=TODAY) == ()


def test_priorities_rest_on_figures_statements_and_what_residents_said():
    risen = scan_figure(
        Direction.WORSE,
        against=AgainstCity.HIGHER,
        inside=tuple(
            PlacedFigure(BUURT, figure_of(90.0), None, against) for against in AgainstCity
        ),
    )
    again = replace(STATEMENT, id=UUID(int=2), author_role="gebiedsmanager", subject="scooters")
    safe = pillar_of(figures=(risen,), statements=(STATEMENT, again), themes=(THEME,))
    found = priorities_of(AREA, "Utrecht", [safe])
    assert [(each.title.say("nl"), [r.kind for r in each.reasons]) for each in found] == [
        ("Minder misdrijven in Overvecht", ["figure", "figure"]),
        ("Scooters", ["statement", "statement"]),
        ("Minder misdrijven in Zambesidreef en omgeving", ["figure"]),
        ("Inbraak in het portiek", ["theme"]),
    ]
    assert found[0].id == "WK034403-safe-crime"
    assert found == priorities_of(AREA, "Utrecht", [safe])
    assert found[2].reasons[0].said.say("nl") == (
        "Hier worden per inwoner meer misdrijven geregistreerd dan in heel Utrecht: 90,0 tegen "
        "70,0 per 1.000 inwoners."
    )


def test_what_goes_well_is_no_priority():
    well = replace(STATEMENT, bearing=Bearing.GOES_WELL)
    safe = pillar_of(figures=(scan_figure(Direction.BETTER),), statements=(well,))
    assert priorities_of(AREA, "Utrecht", [safe]) == ()


def test_no_more_is_proposed_than_a_plan_can_take():
    many = tuple(replace(STATEMENT, id=UUID(int=n), subject=f"zorg {n}") for n in range(2, 12))
    found = priorities_of(AREA, "Utrecht", [pillar_of(statements=many)])
    assert len(found) == SCAN_RULE.most_priorities


def test_a_day_is_written_in_both_languages():
    assert day_words(date(2026, 3, 1)) == ("1 maart 2026", "1 March 2026")
