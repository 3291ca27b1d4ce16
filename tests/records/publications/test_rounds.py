"""A round that cannot be protected publishes nothing and is told; rounding is a policy choice."""

from datetime import UTC, datetime

import pytest

from baken.catalogue.disclosure import DisclosureRule, refuse_weak
from baken.catalogue.reader import CatalogueError
from baken.flows.check_quality import check_quality
from baken.flows.compute_figures import rounds_of_all, tell_of_failures
from baken.foundation.intake.quality.notices import quality_notices
from baken.foundation.partners.scope import every_municipality
from baken.foundation.partners.services import ensure_municipality
from baken.records.publications.facts import CellKey, CountToPublish, SumRule
from baken.records.publications.models import DecidedCell, PublicationRound
from baken.records.publications.selectors import newest_rounds, number_published, tallies_of
from baken.records.publications.services import decide_publication
from baken.vocabulary.disclosure import CellState, Publisher, Shield

pytestmark = pytest.mark.django_db
CITY, NAME, BASE = "GM0307", "registrations-1.1.1", 5
WIJK, AREAS = "WK030701", ["BU03070100", "BU03070101", "BU03070102", "BU03070103"]
MOMENT = datetime(2025, 4, 1, 8, 0, tzinfo=UTC)


def key(area):
    return CellKey(NAME, area, "2024")


def decide(counts, *, day=1, base=0):
    ensure_municipality(code=CITY, name="Amersfoort")
    to_publish = [
        CountToPublish(key(a), n, minimum=5, slide=3, zeros_shown=True, base=base)
        for a, n in counts.items()
    ]
    rule = [SumRule(WIJK, tuple(AREAS))]
    with every_municipality():
        return decide_publication(
            to_publish, tenant=CITY, areas=rule, types=[], at=MOMENT.replace(day=day)
        )


def test_a_round_that_cannot_be_protected_publishes_nothing_and_is_told():
    # First the wijk and three of its buurten, all large; then the fourth, which they give away.
    shown = {WIJK: 33, **dict.fromkeys(AREAS[:3], 10)}
    first = decide(shown)
    assert first.protected
    second = decide({**shown, AREAS[3]: 3}, day=2)
    assert not second.protected
    assert second.decisions[key(AREAS[3])].state is CellState.SILENT
    assert second.decisions[key(WIJK)].state is CellState.SHOWN
    with every_municipality():
        assert not DecidedCell.objects.filter(area_code=AREAS[3]).exists()
        (newest,) = newest_rounds()
        tell_of_failures(at=MOMENT)
    assert (newest.passed, newest.cells, newest.silent, newest.failing) == (False, 1, 1, 1)
    told = [each for each in quality_notices() if each.check == "counts-not-protected"]
    assert [(each.area, each.arithmetic) for each in told] == [(CITY, {"cells": 1, "failing": 1})]
    # What failed is not settled: it is tried again, and a round that passes mends the notice.
    check_quality(at=MOMENT, rounds=rounds_of_all())
    assert [each for each in quality_notices() if each.check == "counts-not-protected"]
    with every_municipality():
        PublicationRound.objects.filter(number=2).update(passed=True)
    check_quality(at=MOMENT, rounds=rounds_of_all())
    assert not [each for each in quality_notices() if each.check == "counts-not-protected"]


def test_the_same_counts_are_not_decided_on_again():
    counts = {WIJK: 33, AREAS[0]: 3, AREAS[1]: 10, AREAS[2]: 12, AREAS[3]: 8}
    first = decide(counts)
    again = decide(counts, day=2)
    assert first.protected
    assert dict(again.decisions) == dict(first.decisions)
    with every_municipality():
        assert PublicationRound.objects.count() == 1
        states = {each.state: each.cells for each in tallies_of(CITY)}
    assert states[CellState.SMALL] == 1
    assert sum(states.values()) == 5


def test_counts_that_are_rounded_add_up_and_stay_as_they_were():
    counts = {WIJK: 34, AREAS[0]: 3, AREAS[1]: 11, AREAS[2]: 12, AREAS[3]: 8}
    first = decide(counts, base=BASE)
    assert first.protected
    rounded = {cell.area_code: each.rounded for cell, each in first.decisions.items()}
    assert {each.state for each in first.decisions.values()} == {CellState.ROUNDED}
    assert rounded[WIJK] == sum(rounded[area] for area in AREAS)
    assert all(n % BASE == 0 and abs(n - counts[area]) < BASE for area, n in rounded.items())
    # Two buurten trade one: what did not change keeps its number.
    revised = {**counts, AREAS[1]: 12, AREAS[2]: 11}
    second = decide(revised, day=2, base=BASE)
    assert second.protected
    for area in (WIJK, AREAS[0], AREAS[3]):
        assert second.decisions[key(area)] == first.decisions[key(area)]
    with every_municipality():
        known = number_published(key(AREAS[1]), moment=MOMENT)
    assert known.rounded == rounded[AREAS[1]]


def test_what_others_publish_of_the_same_is_shown_and_known():
    public = CountToPublish(key(WIJK), 33, minimum=5, slide=3, zeros_shown=True, public=True)
    parts = [
        CountToPublish(key(a), n, minimum=5, slide=3, zeros_shown=True)
        for a, n in zip(AREAS, (3, 10, 12, 8), strict=True)
    ]
    ensure_municipality(code=CITY, name="Amersfoort")
    with every_municipality():
        found = decide_publication(
            [public, *parts],
            tenant=CITY,
            areas=[SumRule(WIJK, tuple(AREAS))],
            types=[],
            at=MOMENT,
        )
    assert found.decisions[key(WIJK)].state is CellState.SHOWN
    hidden = [c for c, each in found.decisions.items() if not each.state.has_number]
    assert len(hidden) == 2


def rule(**given):
    words = {"basis_nl": "x", "basis_en": "x"}
    return DisclosureRule(id="own", publisher=Publisher.OWN, **words, **given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"minimum": 1}, "protects nobody"),
        ({"minimum": 5, "shield": Shield.ROUND, "base": 3}, "base 3 tells counts under 5 apart"),
        ({"minimum": 5, "shield": Shield.ROUND}, "give 5 or more"),
        ({"minimum": 5, "base": 5}, 'add shield = "round"'),
    ],
)
def test_a_rule_that_protects_nobody_is_refused(given, message):
    with pytest.raises(CatalogueError, match=message):
        refuse_weak((rule(**given),))


def test_a_rule_that_rounds_is_taken():
    refuse_weak((rule(minimum=5, shield=Shield.ROUND, base=5),))
