"""Nothing hidden of a municipality's own counts can be worked out from what anybody can read.

Every exit is read as a visitor reads it. What all say together is put beside what adds up to what,
and a solver looks for the least and the greatest number that each hidden count can be.
"""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from django.db import connection
from flows.exits import EXITS, FOCUS
from flows.outside_attack import Puzzle
from flows.small_counts_world import (
    CITY,
    MOMENT,
    TYPES,
    YEAR,
    YEARS,
    Cell,
    bring_in,
    buurten,
    deliver,
    leave_out_the_country,
    published_total,
    sums,
    synthetic_counts,
    traded,
    wijken,
    with_sums,
)
from flows.visitor import Visitor

from baken.catalogue.disclosure import DISCLOSURE_RULES, disclosure_rule
from baken.catalogue.sources import SOURCES
from baken.engines import disclosure
from baken.engines.disclosure import State, primary_states
from baken.flows.compute_figures import compute_figures, door
from baken.flows.explain_figure import explain_count
from baken.foundation.intake.selectors import deliveries, rows_of
from baken.foundation.partners.scope import Scope, every_municipality
from baken.records.indicators.models import (
    HiddenFigure,
    Observation,
    StoredFigure,
)
from baken.records.publications.models import DecidedCell, PublicationRound
from baken.vocabulary.area import AreaCode
from baken.vocabulary.disclosure import Shield
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.period import Period
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
MINIMUM, SLIDE, BIT = 5, 3, 1e-6
LISTS = ("api_json", "tables_as_csv")


def as_web():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")


def as_owner():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def read_every_exit(names=tuple(EXITS)):
    """Return what each exit claims of the counts, to a visitor who comes anew."""
    visitor = Visitor()
    found = {name: list(EXITS[name](visitor)) for name in names}
    known = {*wijken(), *buurten(), CITY}
    elsewhere = [c for said in found.values() for c in said if c.cell.area not in known]
    assert {each.words for each in elsewhere} <= {"geen gegevens", "–"}
    return {name: [c for c in said if c.cell.area in known] for name, said in found.items()}


def told(claims):
    """Return the counts of which more is said than words."""
    return {each.cell for each in claims if each.tells}


def in_words(claims):
    return {each.cell: each.words for each in claims if each.words}


def everything(claims):
    return [each for said in claims.values() for each in said]


def bounds_of(cell, words):
    """Return what the words say to who knows how they are chosen."""
    said = words[cell]
    if not said.startswith("minder dan"):
        return (MINIMUM, np.inf) if said == "niet getoond" else (0, np.inf)
    # A 0 is hidden only below a total that is small itself.
    above = [words.get(whole, "") for whole, parts in sums() if cell in parts]
    return 0 if any(each.startswith("minder dan") for each in above) else 1, MINIMUM - 1


def learn(puzzle, claims, true, before=None):
    """Put all that was read into the puzzle; counts that did not change are known as such."""
    words = {**in_words(claims)}
    bounds = {cell: bounds_of(cell, words) for cell in words}
    for each in claims:
        low, high = bounds.get(each.cell, (0.0, np.inf))
        bounds[each.cell] = max(low, each.least), min(high, each.most)
    for offence in TYPES:
        for year in YEARS:
            total = published_total(offence, year)
            bounds[Cell(offence, CITY, year)] = total, total
    assert all(low <= high + BIT for low, high in bounds.values())
    earlier, earlier_true = before or ({}, {})
    places = {
        cell: earlier[cell]
        if cell in earlier and earlier_true[cell] == true[cell]
        else puzzle.add((low, max(low, high)))
        for cell, (low, high) in bounds.items()
    }
    for parts in (parts for _, parts in sums()):
        places |= {each: puzzle.add() for each in parts if each.offence == "rest"}
    puzzle.read(places, sums())
    return places


def recovered(puzzle, places, hidden, true):
    """Return the counts that are known better than was promised."""
    found = puzzle.ends(places[cell] for cell in hidden)
    lost = []
    for cell in sorted(hidden):
        low, high = found[places[cell]]
        small = true[cell] < MINIMUM
        kept = low <= 1 + BIT and high >= MINIMUM - 1 - BIT if small else high - low >= SLIDE - BIT
        if not kept:
            lost.append((cell, true[cell], low, high))
    return lost


@pytest.fixture
def first(tmp_path):
    """A first publication, to be read by a visitor through the web's own role."""
    leave_out_the_country()
    counts = synthetic_counts()
    deliver(counts, tmp_path, day=1)
    as_web()
    return counts, with_sums(counts)


def test_no_exit_tells_a_hidden_count_and_nothing_can_be_worked_out(first, tmp_path):
    _, true = first
    claims = read_every_exit()
    words = in_words(claims["api_json"])
    assert_every_exit_was_read(claims, words, true)
    # The web's own role reaches no count of a municipality, whatever it asks.
    assert not Observation.objects.filter(tenant=CITY).exists()
    puzzle = Puzzle()
    places = learn(puzzle, everything(claims), true)
    assert recovered(puzzle, places, words, true) == []
    assert_a_leak_is_caught_at_every_exit(true, words)


def test_two_publications_together_tell_no_more(first, tmp_path):
    counts, true = first
    claims, puzzle = read_every_exit(LISTS), Puzzle()
    places = learn(puzzle, everything(claims), true)
    words, revised = in_words(claims["api_json"]), traded(counts)
    as_owner()
    deliver(revised, tmp_path, day=2)
    as_web()
    later_true = with_sums(revised)
    later = read_every_exit(LISTS)
    later_words = in_words(later["api_json"])
    same = {cell for cell in true if later_true[cell] == true[cell]}
    assert len(same) < len(true)
    # The same question, the same answer.
    assert {c: words.get(c) for c in same} == {c: later_words.get(c) for c in same}
    assert read_every_exit(LISTS) == later
    later_places = learn(puzzle, everything(later), later_true, before=(places, true))
    assert recovered(puzzle, later_places, later_words, later_true) == []
    assert recovered(puzzle, places, words, true) == []
    as_owner()
    for moment, published, counted in (
        (MOMENT.replace(day=1), words, true),
        (MOMENT.replace(day=2), later_words, later_true),
    ):
        assert_known_on_tells_no_more(moment, published, counted)


def assert_every_exit_was_read(claims, words, true):
    """Every exit tells numbers and words, of the same counts as the list, and the same."""
    numbers = {c.cell: c.least for c in claims["api_json"] if c.least == c.most}
    assert numbers.keys() | words.keys() == true.keys()
    assert not numbers.keys() & words.keys()
    assert numbers == {cell: true[cell] for cell in numbers}
    assert all(n >= MINIMUM or n == 0 for n in numbers.values())
    kinds = [said.split()[0] for said in words.values()]
    assert kinds.count("minder") >= 50
    assert kinds.count("niet") >= 10
    for name, said in claims.items():
        assert told(said), name
        assert in_words(said), name
        assert not told(said) & words.keys(), name
        # A drawing per 1,000 inhabitants has nothing to draw of a count without a rate.
        wrong = [c for c in said if c.words and c.words != words.get(c.cell, "geen gegevens")]
        assert not wrong, (name, wrong[:3])
        false = [
            each
            for each in said
            if not each.words and not each.least - 0.01 <= true[each.cell] <= each.most + 0.01
        ]
        assert not false, (name, false[:3])


def assert_known_on_tells_no_more(moment, words, true):
    cells = [cell for cell in sorted(true) if cell.area.startswith("WK")]
    assert {cell in words for cell in cells} == {True, False}
    for cell in cells:
        known = known_on(cell, moment)
        assert known == (None if cell in words else true[cell]), cell


def known_on(cell, moment: datetime):
    """Return what the command says was known of a count on a day, None where it is not shown."""
    name, period = f"registrations-{cell.offence}", Period.parse(str(cell.year))
    try:
        with every_municipality():
            return explain_count(name, AreaCode(cell.area), period, moment).value
    except UnusableInputError:
        return None


def assert_a_leak_is_caught_at_every_exit(true, words):
    """Put a hidden count of a wijk and one of a buurt among the figures, past the door."""
    as_owner()
    focus = [cell for cell in sorted(words) if (cell.offence, cell.year) == (FOCUS, YEAR)]
    leaks = {next(c for c in focus if c.area.startswith(level)) for level in ("WK", "BU")}
    for leaked in leaks:
        leak(leaked, true[leaked])
    as_web()
    claims = read_every_exit()
    # Accounts tell how a number changed, and a change is stored apart from the figures.
    exits = set(EXITS) - {"accounts"}
    assert {name for name, said in claims.items() if leaks & told(said)} == exits
    # What is told no longer says so in words: the solver finds it from the bounds alone.
    puzzle = Puzzle()
    places = learn(puzzle, everything(claims), true)
    assert {cell for cell, *_ in recovered(puzzle, places, words, true)} >= leaks


def leak(cell, number):
    name = f"registrations-{cell.offence}"
    about = {"indicator": name, "area_code": cell.area, "period": str(cell.year)}
    level = "wijk" if cell.area.startswith("WK") else "buurt"
    row = StoredFigure.objects.filter(level=level, rate__isnull=False, indicator=name).first()
    living = StoredFigure.objects.filter(area_code=cell.area, exposure__gt=0).first().exposure
    row.pk, row.area_code, row.period, row.notes = None, cell.area, str(cell.year), []
    row.n, row.exposure, row.rate = number, living, 1000 * number / living
    row.save(force_insert=True)
    HiddenFigure.objects.filter(**about).delete()


def test_without_secondary_suppression_the_attack_finds_counts(tmp_path, monkeypatch):
    def only_small(family, *, slide):
        states = primary_states(family)
        small = np.isin(states, [State.SMALL, State.SMALL_OR_ZERO])
        states = np.where(small | (states == State.ABSENT), states, State.SHOWN)
        none = np.zeros(0, np.int64)
        passed = disclosure.Audit(none, none, none, 0)
        return disclosure.Protection(states, int(small.sum()), 0, 0.0, passed, "none")

    monkeypatch.setattr(disclosure, "protect", only_small)
    leave_out_the_country()
    counts = synthetic_counts()
    deliver(counts, tmp_path, day=1)
    as_web()
    claims = read_every_exit(("api_json",))
    words, true, puzzle = in_words(claims["api_json"]), with_sums(counts), Puzzle()
    assert all(said.startswith("minder dan") for said in words.values())
    places = learn(puzzle, everything(claims), true)
    assert len(recovered(puzzle, places, words, true)) >= 5


def test_rounded_counts_tell_no_small_one_apart(tmp_path, monkeypatch):
    """The other choice of the catalogue: a multiple of five in the place of every count."""
    rule = replace(disclosure_rule("own-registrations"), shield=Shield.ROUND, base=MINIMUM)
    known = disclosure_rule
    monkeypatch.setattr(door, "disclosure_rule", lambda s: rule if s == rule.id else known(s))
    leave_out_the_country()
    counts = synthetic_counts()
    deliver(counts, tmp_path, day=1)
    as_web()
    claims, true = read_every_exit(LISTS), with_sums(counts)
    numbers = {c.cell: c.least for c in claims["api_json"] if c.least == c.most}
    assert numbers.keys() == true.keys()
    public = {Cell(offence, CITY, year) for offence in TYPES for year in YEARS}
    for cell, number in numbers.items():
        if cell in public:
            assert number == true[cell]
        else:
            assert number % MINIMUM == 0, cell
            assert abs(number - true[cell]) < MINIMUM, cell
    puzzle = Puzzle()
    room = MINIMUM - 1
    places = {
        cell: puzzle.add((n, n) if cell in public else (max(0, n - room), n + room))
        for cell, n in numbers.items()
    }
    for parts in (parts for _, parts in sums()):
        places |= {each: puzzle.add() for each in parts if each.offence == "rest"}
    puzzle.read(places, sums())
    small = {cell for cell, n in true.items() if 0 < n < MINIMUM}
    assert len(small) > 50
    assert recovered(puzzle, places, small, true) == []


def test_rows_as_delivered_are_for_the_data_steward(tmp_path):
    bring_in(synthetic_counts(), tmp_path, day=1)
    with every_municipality():
        own = next(each for each in deliveries() if each.kind == "municipal-counts")
        for role in Role:
            scope = Scope(1, frozenset({(CITY, role)}))
            rows = rows_of(own.id, first=1, number=5, by=scope)
            assert bool(rows) == (role is Role.DATA_STEWARD), role
        assert rows_of(own.id, first=1, number=5) == ()
    as_web()
    client = Visitor().client
    assert client.get(f"/gegevens/{own.id}/").status_code == 404
    assert client.get(f"/api/v1/deliveries/{own.id}/rows").status_code == 404


def test_every_source_has_a_rule_and_one_without_is_not_published():
    assert {each.id for each in SOURCES} <= {rule.id for rule in DISCLOSURE_RULES}
    assert disclosure_rule("nobody-knows") is None


def test_the_bundled_open_data_lose_nothing():
    assert not HiddenFigure.objects.exists()
    assert not PublicationRound.objects.exists()
    assert StoredFigure.objects.filter(level="buurt").count() > 500


def test_a_computation_that_is_cut_short_decides_nothing(tmp_path):
    """Else the figures of before would stand beside decisions on those of after."""

    decided = []

    def anything_decided():
        with every_municipality():
            return DecidedCell.objects.exists()

    def cut(*_step):
        decided.append(anything_decided())
        raise KeyboardInterrupt

    leave_out_the_country()
    bring_in(synthetic_counts(), tmp_path, day=1)
    with pytest.raises(KeyboardInterrupt):
        compute_figures(at=MOMENT, again=True, progress=cut)
    assert decided == [True]
    assert not anything_decided()
