"""Handling an alarm: permission, write and log together; nobody closes one, nobody else sees it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import Scope, enter_scope, every_municipality
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.alarms.erasure import ERASERS
from baken.records.alarms.facts import AlarmCause, AlarmFact
from baken.records.alarms.fulfilment import note_fulfilment, withdraw_fulfilment
from baken.records.alarms.models import Alarm, AlarmEntry, Fulfilment
from baken.records.alarms.rounds import keep_alarms
from baken.records.alarms.rules import AlarmRefusedError
from baken.records.alarms.selectors import alarms, fulfilled, fulfilments
from baken.records.alarms.services import explain_alarm, see_alarms, take_up_alarm
from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmCheck, AlarmState
from baken.vocabulary.role import Role

HERE, ELSEWHERE, PLAN = "GM0344", "GM0307", "planted"
OPENED = datetime(2026, 3, 1, 1, 20, tzinfo=UTC)
CAUSE = AlarmCause(
    check=AlarmCheck.MEASURE_PAST_DATE,
    subject="measure m1",
    cause="2026-02-28",
    since=date(2026, 3, 1),
    owner="politie",
    inputs=(("field", "due"), ("written", "2026-02-28")),
)
OTHER = AlarmCause(AlarmCheck.DUTY_PAST_DATE, "duty d1", "2025", date(2026, 2, 1), "", ())
WANTED = {
    "owner": [(HERE, Role.POLICY_ADVISER)],
    "manager": [(HERE, Role.PROGRAMME_MANAGER)],
    "mayor": [(HERE, Role.EXECUTIVE)],
    "council": [(HERE, Role.COUNCIL_MEMBER)],
    "elsewhere": [(ELSEWHERE, Role.PROGRAMME_MANAGER), (HERE, Role.RESIDENT)],
}


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """Return people by name; two alarms stand, and from then on it is the web's own role."""
    made = {}
    for name, roles in WANTED.items():
        key = ensure_person(username=name, full_name=name.title(), password=None)
        for tenant, role in roles:
            grant_role(person=key, tenant=tenant, role=role)
        made[name] = Person.objects.get(pk=key)
    round_on(OPENED, CAUSE, OTHER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return made


def round_on(at: datetime, *causes: AlarmCause):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with every_municipality():
        return keep_alarms(tenant=HERE, plan=PLAN, causes=causes, on=at.date(), at=at)


def later(days: int) -> datetime:
    return OPENED + timedelta(days=days, hours=8)


def of(scope: Scope, *, on: datetime, subject: str = "measure m1") -> AlarmFact:
    found = alarms(by=scope, on=on.date(), plan=PLAN)
    return next(each for each in found if each.cause.subject == subject)


def key_of(scope: Scope) -> UUID:
    return of(scope, on=OPENED).id


def logged() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))


def test_an_alarm_keeps_what_it_rests_on(people: dict[str, Person]) -> None:
    alarm = of(enter_scope(people["owner"]), on=OPENED)
    assert alarm.cause == CAUSE
    assert Alarm.objects.get(pk=alarm.id).sha256 == CAUSE.sha256
    assert (alarm.standing.state, alarm.standing.addressee) == (AlarmState.OPENED, Addressee.OWNER)


def test_taking_up_is_signed_dated_and_logged_without_its_text(people: dict[str, Person]) -> None:
    scope = enter_scope(people["owner"])
    done = take_up_alarm(
        identifier=key_of(scope), until=date(2026, 6, 1), text=" Wordt in mei afgerond. \r\n",
        by=scope, at=later(3),
    )  # fmt: skip
    assert done.standing.state is AlarmState.TAKEN_UP
    entry = done.entries[-1]
    assert (entry.person, entry.role, entry.text) == (
        "Owner", "policy-adviser", "Wordt in mei afgerond.",
    )  # fmt: skip
    with every_municipality():
        last = AuditEntry.objects.filter(action="alarm-taken-up").get()
    assert "mei" not in str(last.details)
    assert last.actor_id == people["owner"].pk


def test_who_may_not(people: dict[str, Person]) -> None:
    key = key_of(enter_scope(people["owner"]))
    for name in ("council", "elsewhere"):
        scope = enter_scope(people[name])
        assert alarms(by=scope, on=date(2026, 3, 1), plan=PLAN) == ()
        with pytest.raises(AlarmRefusedError, match="unknown-alarm"):
            explain_alarm(identifier=key, until=date(2026, 4, 1), text="x", by=scope, at=later(1))
        with pytest.raises(AlarmRefusedError, match="unknown-alarm"):
            see_alarms(identifiers=[key], by=scope, at=later(1))


@pytest.mark.parametrize(
    ("until", "text", "reason"),
    [
        (date(2026, 3, 2), "x", "date-passed"),
        (date(2027, 3, 2), "x", "date-too-far"),
        (date(2026, 4, 1), "  ", "empty-text"),
        (date(2026, 4, 1), "x" * 1001, "text-too-long"),
        (date(2026, 4, 1), "a\0b", "unusable-characters"),
    ],
)
def test_what_cannot_be_used_leaves_nothing_behind(
    people: dict[str, Person], until: date, text: str, reason: str
) -> None:
    scope = enter_scope(people["owner"])
    before = logged()
    with pytest.raises(AlarmRefusedError, match=reason):
        explain_alarm(identifier=key_of(scope), until=until, text=text, by=scope, at=later(1))
    assert logged() == before
    assert not AlarmEntry.objects.filter(person__isnull=False).exists()


def test_seeing_is_for_whoever_has_it_now_and_is_all_or_nothing(
    people: dict[str, Person],
) -> None:
    scope = enter_scope(people["owner"])
    both = [each.id for each in alarms(by=scope, on=OPENED.date(), plan=PLAN)]
    with pytest.raises(AlarmRefusedError, match="gone-up"):
        see_alarms(identifiers=both, by=scope, at=later(1))  # the duty lies with the manager
    assert of(scope, on=later(1)).standing.state is AlarmState.OPENED
    manager = enter_scope(people["manager"])
    assert len(see_alarms(identifiers=both, by=manager, at=later(1))) == 2
    with pytest.raises(AlarmRefusedError, match="handled-already"):
        see_alarms(identifiers=both, by=manager, at=later(2))


def test_a_round_is_idempotent_and_writes_down_every_step_up(people: dict[str, Person]) -> None:
    again = round_on(later(1), CAUSE, OTHER)
    assert (again.opened, again.risen, again.ended, again.standing) == (0, 0, 0, 2)
    night = round_on(OPENED + timedelta(days=60), CAUSE, OTHER)
    assert (night.opened, night.risen, night.ended) == (0, 3, 0), "owner, manager; and the duty"
    assert round_on(OPENED + timedelta(days=60), CAUSE, OTHER).risen == 0
    scope = enter_scope(people["mayor"])
    alarm = of(scope, on=OPENED + timedelta(days=60))
    written = [(e.day, e.addressee) for e in alarm.entries if e.act is AlarmAct.RISEN]
    assert tuple(written) == alarm.standing.risen, "what was written is what is computed"
    assert of(scope, on=later(5)).standing.addressee is Addressee.OWNER, "a past day as it was"


def test_an_alarm_ends_with_its_cause_only_and_comes_back_with_it(
    people: dict[str, Person],
) -> None:
    gone = round_on(later(4), OTHER)
    assert (gone.ended, gone.standing) == (1, 1)
    scope = enter_scope(people["owner"])
    ended = of(scope, on=later(5))
    assert (ended.standing.state, ended.ended_on) == (AlarmState.ENDED, later(4).date())
    assert of(scope, on=later(3)).standing.state is AlarmState.OPENED, "it stood then"
    with pytest.raises(AlarmRefusedError, match="ended-already"):
        explain_alarm(identifier=ended.id, until=date(2026, 4, 1), text="x", by=scope, at=later(5))
    assert round_on(later(6), CAUSE, OTHER).opened == 1
    with every_municipality():
        assert Alarm.objects.filter(plan=PLAN, subject="measure m1").count() == 2


def test_the_web_cannot_change_or_remove_what_happened(people: dict[str, Person]) -> None:
    scope = enter_scope(people["owner"])
    see_alarms(identifiers=[key_of(scope)], by=scope, at=later(1))
    for change in ("UPDATE alarms_alarmentry SET day = day - 1", "DELETE FROM alarms_alarmentry"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_a_note_that_a_promise_was_kept_can_be_withdrawn(people: dict[str, Person]) -> None:
    scope = enter_scope(people["manager"])
    said = {
        "tenant": HERE, "plan": PLAN, "subject": "duty d1", "occasion": "2025",
        "reference": "Raadsbrief 26.001", "by": scope, "at": later(2),
    }  # fmt: skip
    with pytest.raises(AlarmRefusedError, match="date-to-come"):
        note_fulfilment(**said, done_on=date(2026, 3, 9))
    noted = note_fulfilment(**said, done_on=date(2026, 2, 9))
    with pytest.raises(AlarmRefusedError, match="noted-already"):
        note_fulfilment(**said, done_on=date(2026, 2, 9))
    assert fulfilled(PLAN, on=date(2026, 3, 3)) == {("duty d1", "2025")}
    assert fulfilled(PLAN, on=date(2026, 2, 8)) == frozenset(), "not done yet that day"
    withdraw_fulfilment(identifier=noted.id, by=scope, at=later(3))
    assert fulfilled(PLAN, on=date(2026, 3, 5)) == frozenset()
    assert [each.withdrawn_at for each in fulfilments(PLAN, by=scope)] == [later(3)]
    outside = enter_scope(people["elsewhere"])
    with pytest.raises(AlarmRefusedError, match="unknown-fulfilment"):
        withdraw_fulfilment(identifier=uuid4(), by=outside, at=later(3))
    with pytest.raises(AlarmRefusedError, match="not-addressed"):
        note_fulfilment(**(said | {"by": outside}), done_on=date(2026, 2, 9))


def test_on_time_ended_alarms_go_and_names_are_forgotten(people: dict[str, Person]) -> None:
    scope = enter_scope(people["manager"])
    see_alarms(identifiers=[key_of(scope)], by=scope, at=later(1))
    note_fulfilment(
        tenant=HERE, plan=PLAN, subject="duty d1", occasion="2025", done_on=date(2026, 2, 9),
        reference="x", by=scope, at=later(1),
    )  # fmt: skip
    round_on(later(4), CAUSE)
    with every_municipality():
        rows = Alarm.objects.filter(plan=PLAN)
        stood = {row.id: row.entries.count() for row in rows.filter(ended_on=None)}
        for eraser in ERASERS:
            assert eraser.due(date(2040, 1, 1)) >= 1, eraser.table
            list(eraser.erase(date(2040, 1, 1), lambda _rows: None))
            assert eraser.due(date(2040, 1, 1)) == 0, eraser.table
        assert {row.id: row.entries.count() for row in rows} == stood, "ended ones are gone"
        assert not AlarmEntry.objects.filter(person__isnull=False).exists()
        assert Fulfilment.objects.filter(plan=PLAN).count() == 1
