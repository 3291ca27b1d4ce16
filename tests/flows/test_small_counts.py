"""Nothing hidden of a municipality's own counts can be worked out from all that it publishes."""

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from flows.small_counts_world import (
    ALL,
    CITY,
    MOMENT,
    TYPES,
    YEAR,
    Attacker,
    Cell,
    bring_in,
    buurten,
    deliver,
    offence_of,
    published,
    synthetic_counts,
    wijken,
)

from baken.catalogue.disclosure import DISCLOSURE_RULES, disclosure_rule
from baken.catalogue.sources import SOURCES
from baken.engines.disclosure import attack
from baken.flows.compute_figures import compute_figures
from baken.foundation.partners.scope import every_municipality
from baken.records.indicators.models import HiddenFigure, Observation, StoredFigure
from baken.records.publications.models import DecidedCell
from baken.vocabulary.disclosure import CellState

pytestmark = pytest.mark.django_db
MINIMUM, SLIDE = 5, 3
MARK = "\ufeff"
WORDS = {
    CellState.SMALL: (1, MINIMUM - 1),
    CellState.SMALL_OR_ZERO: (0, MINIMUM - 1),
    CellState.WITHHELD: (MINIMUM, np.inf),
    CellState.SILENT: (0, np.inf),
}


def as_web():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")


def as_owner():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def hidden_words():
    """Return what everybody can read in the place of each count that is not shown."""
    rows = HiddenFigure.objects.filter(municipality_code=CITY, period=str(YEAR))
    return {Cell(offence_of(row.indicator), row.area_code): CellState(row.state) for row in rows}


def with_sums(counts):
    """Return the true counts of buurten with those of wijken and the municipality."""
    true = dict(counts)
    for offence in (*TYPES, ALL):
        for wijk, inside in wijken().items():
            true[Cell(offence, wijk)] = sum(counts[Cell(offence, buurt)] for buurt in inside)
    for offence in TYPES:
        true[Cell(offence, CITY)] = sum(counts[Cell(offence, buurt)] for buurt in buurten())
    return true


def learn(attacker, shown, words, true, before=None):
    """Let the attacker read one publication; unchanged counts are taken to be known as such."""
    earlier, earlier_true = before or ({}, {})
    places = {}
    for cell in sorted(true):
        if cell in earlier and earlier_true[cell] == true[cell]:
            places[cell] = earlier[cell]
        elif cell in shown:
            places[cell] = attacker.add(shown[cell])
        else:
            places[cell] = attacker.add(None, *WORDS[words[cell]])
    attacker.read(places)
    return places


def recovered(attacker, places, words, true):
    """Return the cells that the attacker knows better than was promised."""
    found = attack(attacker.knowledge())
    lost = []
    for cell, state in words.items():
        low, high = found.lower[places[cell]], found.upper[places[cell]]
        small = state.is_small or true[cell] < MINIMUM
        kept = (
            low <= 1 + 1e-6 and high >= MINIMUM - 1 - 1e-6 if small else high - low >= SLIDE - 1e-6
        )
        if not kept:
            lost.append((cell, true[cell], low, high))
    return lost


@pytest.fixture
def first(tmp_path):
    """A first publication, read by an anonymous visitor through the web's own role."""
    counts = synthetic_counts()
    deliver(counts, tmp_path, day=1)
    as_web()
    return counts, published(Client()), hidden_words(), with_sums(counts)


def test_no_hidden_count_is_recovered_from_all_that_is_published(first, tmp_path):
    _, shown, words, true = first
    assert not shown.keys() & words.keys()
    assert shown.keys() | words.keys() >= true.keys()
    assert all(shown[cell] == true[cell] for cell in shown.keys() & true.keys())
    own = [true[cell] for cell in shown.keys() & true.keys() if cell.area != CITY]
    assert all(n >= MINIMUM or n == 0 for n in own)
    assert len([cell for cell, state in words.items() if state.is_small]) > 40
    attacker = Attacker()
    places = learn(attacker, shown, words, true)
    assert recovered(attacker, places, words, true) == []
    # The web's own role reaches no count of a municipality, whatever it asks.
    assert not Observation.objects.filter(tenant=CITY).exists()
    assert_a_weak_publication_is_caught(words, true)
    assert_nothing_on_the_screens(Client(), words, true)
    assert_two_publications_together_tell_no_more(attacker, places, first, tmp_path)


def assert_a_weak_publication_is_caught(words, true):
    """Hide only what is small and tell all else: then the same attack finds counts."""
    only_small = {cell: state for cell, state in words.items() if state.is_small}
    told = {cell: n for cell, n in true.items() if cell not in only_small}
    weakly = Attacker()
    assert recovered(weakly, learn(weakly, told, only_small, true), only_small, true)


def assert_two_publications_together_tell_no_more(attacker, places, first, folder):
    counts, _, words, true = first
    as_owner()
    # One buurt in three trades its counts of a type with the next: the totals stay as they were.
    revised = dict(counts)
    order = buurten()
    for number, (one, other) in enumerate(zip(order[::3], order[1::3], strict=False)):
        offence = TYPES[number % 3]
        more = counts[Cell(offence, other)] - counts[Cell(offence, one)]
        for area, change in ((one, more), (other, -more)):
            revised[Cell(offence, area)] += change
            revised[Cell(ALL, area)] += change
    deliver(revised, folder, day=2)
    as_web()
    later, later_words, later_true = published(Client()), hidden_words(), with_sums(revised)
    same = {cell for cell in true if later_true[cell] == true[cell]}
    assert len(same) < len(true)
    assert {c: words.get(c) for c in same} == {c: later_words.get(c) for c in same}
    later_places = learn(attacker, later, later_words, later_true, before=(places, true))
    assert recovered(attacker, later_places, later_words, later_true) == []
    assert recovered(attacker, places, words, true) == []


def assert_nothing_on_the_screens(client, words, true):
    hidden = [cell for cell in sorted(words) if cell.offence == ALL]
    for cell in hidden[:5]:
        figure = f"registrations-{ALL}/{cell.area}/{YEAR}"
        said = client.get(f"/api/v1/figures/{figure}").json()
        assert said["count"] is None
        assert said["status"] == "suppressed"
        assert f": {true[cell]}<" not in client.get(f"/cijfer/{figure}/").content.decode()
    asked = {"jaar": YEAR, "soort": f"registrations-{ALL}"}
    seen = 0
    for wijk in wijken():
        page = client.get(reverse("wijk", args=[wijk]), asked).content.decode()
        file = client.get(reverse("wijk-table", args=[wijk]), asked).content.decode()
        for area in [cell.area for cell in hidden]:
            number = f'data-value="{true[Cell(ALL, area)]}"'
            assert not [row for row in page.split("<tr") if area in row and number in row]
            lines = [
                line.split(";") for line in file.splitlines() if line.strip(MARK).startswith(area)
            ]
            words_of = "minder dan 5" if words[Cell(ALL, area)].is_small else "niet getoond"
            assert all(line[4] == words_of for line in lines)
            seen += len(lines)
    assert seen


def test_every_source_has_a_rule_and_one_without_is_not_published():
    assert {each.id for each in SOURCES} <= {rule.id for rule in DISCLOSURE_RULES}
    assert disclosure_rule("nobody-knows") is None


def test_the_bundled_open_data_lose_nothing():
    assert not HiddenFigure.objects.exists()
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

    bring_in(synthetic_counts(), tmp_path, day=1)
    with pytest.raises(KeyboardInterrupt):
        compute_figures(at=MOMENT, again=True, progress=cut)
    assert decided == [True]
    assert not anything_decided()
