"""What was seen on the street: kept once, about a place, for a short time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from baken.foundation.partners.scope import Scope, in_tenant
from baken.foundation.partners.services import ensure_person
from baken.foundation.stewardship.models import AuditEntry
from baken.records.sightings.erasure import ERASER
from baken.records.sightings.facts import SeenPlace
from baken.records.sightings.models import Sighting
from baken.records.sightings.rules import (
    LARGEST_PHOTO,
    SightingRefusedError,
    checked_moment,
    checked_photo,
    checked_place,
    role_to_write,
)
from baken.records.sightings.selectors import photo_of, sightings_of
from baken.records.sightings.services import withdraw_sighting, write_sighting
from baken.vocabulary.role import Role

NOW = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
HERE = SeenPlace("BU03440343", "Zamenhofdreef")
PHOTO = (
    b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    b"\xff\xda\x00\x02pixels\xff\xd9 what comes after the end"
)


def reason_of(act) -> str:
    with pytest.raises(SightingRefusedError) as refused:
        act()
    return refused.value.reason


def test_a_place_is_never_a_door() -> None:
    kept = checked_place(SeenPlace("BU03440343", "Zamenhofdreef 12", (136_049.7, 455_951.2)))
    assert kept == SeenPlace("BU03440343", "Zamenhofdreef", (136_000, 456_000))
    assert reason_of(lambda: checked_place(SeenPlace("GM0344"))) == "no-wijk"


def test_who_works_on_the_street_writes_and_nobody_else() -> None:
    for role in Role:
        scope = Scope(7, frozenset({("GM0344", role)}))
        if role in {Role.COORDINATOR, Role.WIJKAGENT, Role.GEBIEDSMANAGER}:
            assert role_to_write(scope, "WK034403") is role
        else:
            assert reason_of(lambda scope=scope: role_to_write(scope, "WK034403"))


def test_a_moment_may_wait_three_days_and_lies_never_ahead() -> None:
    assert checked_moment(None, at=NOW) == NOW
    assert checked_moment(NOW + timedelta(hours=2), at=NOW) == NOW
    assert checked_moment(NOW - timedelta(days=2), at=NOW) == NOW - timedelta(days=2)
    assert reason_of(lambda: checked_moment(NOW - timedelta(days=4), at=NOW)) == "too-long-ago"


def test_a_photo_is_small_and_a_picture() -> None:
    assert checked_photo(None) is None
    assert checked_photo(PHOTO).content.endswith(b"\xff\xd9")
    assert reason_of(lambda: checked_photo(b"x" * (LARGEST_PHOTO + 1))) == "photo-too-large"
    assert reason_of(lambda: checked_photo(b"no picture")) == "unusable-photo"


@pytest.fixture
def writer(db: None) -> Scope:
    key = ensure_person(username="street", full_name="Persoon A", password=None)
    return Scope(key, frozenset({("GM0344", Role.COORDINATOR)}))


def write(by: Scope, **changes):
    given = {
        "key": uuid4(), "place": HERE, "text": "Vuur in een prullenbak.", "photo": None,
        "seen_at": None, "by": by, "at": NOW,
    }  # fmt: skip
    with in_tenant("GM0344"):
        return write_sighting(**(given | changes))


def test_the_same_note_sent_twice_is_one_and_logged_once(writer: Scope) -> None:
    key = uuid4()
    first = write(writer, key=key, photo=PHOTO)
    again = write(writer, key=key, photo=PHOTO, at=NOW + timedelta(hours=1))
    assert again == first
    with in_tenant("GM0344"):
        assert Sighting.objects.count() == 1
        assert AuditEntry.objects.filter(action="write-sighting").count() == 1


def test_colleagues_read_it_in_wijk_and_municipality_for_two_weeks(writer: Scope) -> None:
    write(writer)
    with in_tenant("GM0344"):
        for code in ("BU03440343", "WK034403", "GM0344"):
            assert len(sightings_of(code, until=NOW, by=writer)) == 1
        assert not sightings_of("WK034404", until=NOW, by=writer)
        assert not sightings_of("WK034403", until=NOW + timedelta(days=15), by=writer)
        stranger = Scope(writer.person, frozenset({("GM0307", Role.COORDINATOR)}))
        assert not sightings_of("WK034403", until=NOW, by=stranger)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty-text"),
        ("x" * 401, "text-too-long"),
        ("Meneer Jansen dealt hier.", "names-a-person"),
        ("Auto met XX-999-X", "leads-to-a-person"),
    ],
)
def test_a_text_that_leads_to_a_person_is_refused(writer: Scope, text: str, reason: str) -> None:
    assert reason_of(lambda: write(writer, text=text)) == reason


def test_taking_it_away_empties_it_and_sending_it_again_does_not_bring_it_back(
    writer: Scope,
) -> None:
    key = uuid4()
    fact = write(writer, key=key, photo=PHOTO)
    with in_tenant("GM0344"):
        assert photo_of(fact.id, by=writer) is not None
        other = Scope(0, writer.roles)
        assert (
            reason_of(lambda: withdraw_sighting(identifier=fact.id, by=other, at=NOW))
            == "not-the-author"
        )
        gone = withdraw_sighting(identifier=fact.id, by=writer, at=NOW)
        assert (gone.text, gone.photo_kind, gone.place.street) == ("", "", "")
        assert photo_of(fact.id, by=writer) is None
    write(writer, key=key, photo=PHOTO)
    with in_tenant("GM0344"):
        assert not sightings_of("WK034403", until=NOW, by=writer)


def test_it_is_destroyed_on_time(writer: Scope) -> None:
    write(writer)
    with in_tenant("GM0344"):
        assert ERASER.due(NOW.date()) == 0
        assert ERASER.due(NOW.date() + timedelta(days=1)) == 1
