"""The weekly meeting: no item without decision, owner and date; promises come back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from baken.foundation.partners.scope import Scope, in_tenant
from baken.foundation.partners.services import ensure_person
from baken.records.meetings.erasure import ERASERS
from baken.records.meetings.facts import Decision, ItemSource, Outcome
from baken.records.meetings.models import MeetingItem
from baken.records.meetings.rules import MeetingRefusedError, checked_decision
from baken.records.meetings.selectors import meeting, promises_of
from baken.records.meetings.services import (
    add_item,
    begin_meeting,
    close_meeting,
    decide_item,
    drop_item,
    tell_outcome,
)
from baken.vocabulary.role import Role

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
WIJK = "WK034403"


def reason_of(act) -> str:
    with pytest.raises(MeetingRefusedError) as refused:
        act()
    return refused.value.reason


@pytest.fixture
def holder(db: None):
    key = ensure_person(username="chair", full_name="Persoon B", password=None)
    with in_tenant("GM0344"):
        yield Scope(key, frozenset({("GM0344", Role.GEBIEDSMANAGER)}))


def put(by: Scope, held, title: str = "Inbraken in de Zamenhofdreef", **changes):
    given = {"source": ItemSource.OWN, "reference": "", "title": title, "by": by, "at": NOW}
    return add_item(meeting=held.id, **(given | changes))


def decided(due: date = date(2026, 3, 9)) -> Decision:
    return Decision("Twee avonden extra lopen.", "handhaving", due)


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (Decision(" ", "handhaving", date(2026, 3, 9)), "empty-text"),
        (Decision("Lopen", " ", date(2026, 3, 9)), "no-owner"),
        (Decision("Lopen", "mevrouw De Vries", date(2026, 3, 9)), "names-a-person"),
        (Decision("Lopen", "handhaving", date(2026, 3, 2)), "day-out-of-reach"),
        (Decision("Lopen", "handhaving", date(2027, 6, 1)), "day-out-of-reach"),
    ],
)
def test_half_a_decision_is_none(decision: Decision, reason: str) -> None:
    assert reason_of(lambda: checked_decision(decision, held_on=NOW.date())) == reason


def test_a_meeting_closes_when_everything_is_decided_and_told(holder: Scope) -> None:
    held = begin_meeting(area_code=WIJK, held_on=NOW.date(), by=holder, at=NOW)
    assert begin_meeting(area_code=WIJK, held_on=NOW.date(), by=holder, at=NOW) == held
    item = put(holder, held)
    refused = reason_of(lambda: close_meeting(meeting=held.id, by=holder, at=NOW))
    assert refused == "items-without-decision"
    decide_item(item=item.id, decision=decided(), by=holder, at=NOW)
    assert not promises_of(WIJK, by=holder)
    close_meeting(meeting=held.id, by=holder, at=NOW)
    assert reason_of(lambda: put(holder, held)) == "closed-already"

    (promise,) = promises_of(WIJK, by=holder)
    assert promise.is_late(LATER.date())
    assert promises_of("GM0344", by=holder, within=True) == (promise,)
    following = begin_meeting(area_code=WIJK, held_on=LATER.date(), by=holder, at=LATER)
    refused = reason_of(lambda: close_meeting(meeting=following.id, by=holder, at=LATER))
    assert refused == "promises-without-outcome"
    tell_outcome(
        item=promise.id, outcome=Outcome.LATER, note="", due=date(2026, 3, 20), by=holder, at=LATER
    )
    close_meeting(meeting=following.id, by=holder, at=LATER)
    tell_outcome(
        item=promise.id, outcome=Outcome.KEPT, note="Gelopen.", due=None, by=holder, at=LATER
    )
    assert not promises_of(WIJK, by=holder)


def test_the_same_thing_is_put_on_the_table_once_and_may_be_taken_off(holder: Scope) -> None:
    held = begin_meeting(area_code=WIJK, held_on=NOW.date(), by=holder, at=NOW)
    first = put(holder, held, source=ItemSource.PHASE, reference="burglary WK034403")
    again = put(holder, held, source=ItemSource.PHASE, reference="burglary WK034403")
    assert again.id == first.id
    drop_item(item=first.id, by=holder, at=NOW)
    assert meeting(held.id, by=holder).items == ()
    put(holder, held, source=ItemSource.PHASE, reference="burglary WK034403")
    assert len(meeting(held.id, by=holder).items) == 1


def test_the_table_itself_refuses_half_a_decision(holder: Scope) -> None:
    held = begin_meeting(area_code=WIJK, held_on=NOW.date(), by=holder, at=NOW)
    item = put(holder, held)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingItem.objects.filter(id=item.id).update(decision="Lopen")


def test_a_buurt_has_no_meeting_and_a_council_member_holds_none(holder: Scope) -> None:
    begin = {"held_on": NOW.date(), "at": NOW}
    assert reason_of(lambda: begin_meeting(area_code="BU03440343", by=holder, **begin)) == "no-wijk"
    other = Scope(holder.person, frozenset({("GM0344", Role.COUNCIL_MEMBER)}))
    refused = reason_of(lambda: begin_meeting(area_code=WIJK, by=other, **begin))
    assert refused == "no-role-in-this-municipality"


def test_meetings_are_destroyed_on_time(holder: Scope) -> None:
    held = begin_meeting(area_code=WIJK, held_on=NOW.date(), by=holder, at=NOW)
    put(holder, held)
    for eraser in ERASERS:
        assert eraser.due(NOW.date()) == 0
        assert [rows.number for rows in eraser.erase(LATER.date(), lambda _rows: None)] == [1]
