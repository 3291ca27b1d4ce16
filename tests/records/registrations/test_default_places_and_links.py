"""Points with very many registrations wait for a person; one event of two sources counts once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from records.registrations.files import DOM, UTRECHT, deliver, line

from baken.engines.concentration import concentration
from baken.foundation.partners.scope import Scope, in_tenant
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.registrations.facts import LinkDecision, PointDecision
from baken.records.registrations.held import held_registrations
from baken.records.registrations.rules import RegistrationRefusedError
from baken.records.registrations.selectors import (
    attempts,
    default_locations,
    duplicate_links,
    points_out_of_maps,
    weekly_counts,
)
from baken.records.registrations.services import decide_link, decide_point
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.role import Role

NOW = datetime(2026, 3, 9, tzinfo=UTC)
DAY = date(2026, 3, 2)
POINT = (136600.0, 455900.0)


def around(first: int) -> list[str]:
    """Return rows on 40 points near the Dom, one or two on each."""
    return [
        line(f"around-{n}", x=str(136_500 + 5 * (n % 40)), y=str(455_850 + n % 7))
        for n in range(first, first + 60)
    ]


@pytest.fixture
def steward(db: None) -> Scope:
    key = ensure_person(username="beheerder", full_name="B. Heerder", password=None)
    grant_role(person=key, tenant=UTRECHT, role=Role.DATA_STEWARD)
    return Scope(key, frozenset({(UTRECHT, Role.DATA_STEWARD)}))


def test_a_point_is_held_against_those_around_it() -> None:
    assert concentration(300, [1, 2, 1, 3, 1, 2]).p < 1e-30
    assert concentration(3, [1, 2, 1, 3, 1, 2]).p > 0.05
    # Where neighbours differ widely a full point is nothing special: a shopping street.
    assert concentration(300, [250, 40, 310, 5, 90, 400]).p > 0.05


def test_the_tail_is_the_sum_of_the_distribution() -> None:
    held = concentration(7, [1, 6, 2, 9, 4])
    q = held.expected / (held.size + held.expected)
    chances = [(1 - q) ** held.size]
    for n in range(400):
        chances.append(chances[-1] * (n + held.size) / (n + 1) * q)
    assert held.p == pytest.approx(1 - sum(chances[:7]), rel=1e-9)


def test_a_default_place_stays_out_of_maps_until_a_person_decides(
    tmp_path: Path, steward: Scope
) -> None:
    full = [line(f"full-{n}", x=DOM[0], y=DOM[1]) for n in range(60)]
    with in_tenant(UTRECHT):
        deliver(tmp_path, *around(0), *full)
        (found,) = default_locations(UTRECHT)
        assert (found.x, found.y, found.number, found.types) == (*POINT, 60, 1)
        assert points_out_of_maps(UTRECHT) == {POINT}
        before = placed()
        said = {"tenant": UTRECHT, "point": POINT, "by": steward, "at": NOW, "reason": "station"}
        decide_point(**said, decision=PointDecision.REAL)
        assert points_out_of_maps(UTRECHT) == set()
        assert placed() == before
        decide_point(**said, decision=PointDecision.DEFAULT)
        assert points_out_of_maps(UTRECHT) == {POINT}
        assert (before[0] - placed()[0], placed()[1] - before[1]) == (60, 60)
        # A later delivery finds the point again and keeps the decision.
        deliver(tmp_path, line("one-more"), on=date(2026, 3, 4))
        assert [each.decision for each in default_locations(UTRECHT)] == [PointDecision.DEFAULT]
        entries = AuditEntry.objects.filter(actor=steward.person)
        actions = set(entries.values_list("action", flat=True))
    assert actions == {"point-is-real", "point-is-default"}


def placed() -> tuple[int, int]:
    counts = weekly_counts(UTRECHT, level=AreaLevel.BUURT, first=DAY, last=DAY)
    return sum(sum(series) for each in counts.counts for series in each), counts.unplaced


def test_who_brings_no_files_decides_nothing(steward: Scope) -> None:
    reader = Scope(steward.person, frozenset({(UTRECHT, Role.WIJKAGENT)}))
    for by, reason in ((reader, "no-role-in-this-municipality"), (steward, "unknown-point")):
        with in_tenant(UTRECHT), pytest.raises(RegistrationRefusedError, match=reason):
            decide_point(
                tenant=UTRECHT, point=(1.0, 1.0), decision=PointDecision.REAL, reason="x", by=by,
                at=NOW,
            )  # fmt: skip


def test_one_event_of_two_sources_is_linked_and_counted_once(
    tmp_path: Path, steward: Scope
) -> None:
    with in_tenant(UTRECHT):
        far = line("0", x="136610", y="455900")
        deliver(tmp_path, far, line("1"), line("2"), line("3", incidentcode="A72"))
        other = {"source": "invented-sample", "on": date(2026, 3, 4)}
        deliver(tmp_path, line("a"), line("b", incidentcode="A70"), **other)
        (link,) = duplicate_links(UTRECHT)
        assert (link.source, link.number, link.other_source, link.other_number) == (
            *("invented-sample", "a"),
            *("police-registrations", "1"),
        )
        assert link.reason == "same-point-and-time"
        assert placed() == (5, 0)
        held = held_registrations(UTRECHT)
        assert (held.total, held.by_precision, held.by_offence["1.1.1"]) == (6, {"point": 6}, 4)
        then = datetime(2026, 3, 3, 12, tzinfo=UTC)
        (known,) = attempts(
            UTRECHT, level=AreaLevel.MUNICIPALITY, offence="1.1.1", first=DAY, last=DAY,
            as_known_on=then,
        )  # fmt: skip
        assert known.completed == 3
        decide_link(
            tenant=UTRECHT, link=link.id, decision=LinkDecision.SEPARATE, by=steward, at=NOW
        )
        assert placed() == (6, 0)
