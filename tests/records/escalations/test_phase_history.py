"""Reviews step phases once a week for good; people decide; a stored history replays bit for bit."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction

from baken.catalogue.escalation import escalation_model
from baken.engines.phases import PhaseEvidence
from baken.engines.watch import watch_counts
from baken.flows.police_day.phases import WatchedAreas, review_phases
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope, every_municipality
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.escalations.erasure import ERASERS
from baken.records.escalations.models import PackageTask, PhaseTransition
from baken.records.escalations.packages import agree_on_package, explain_task, finish_task
from baken.records.escalations.rounds import keep_reviews
from baken.records.escalations.rules import PhaseRefusedError
from baken.records.escalations.selectors import (
    phases_on,
    replayed,
    reviews,
    tasks_on,
    transitions,
)
from baken.records.escalations.services import (
    decide_on_step_down,
    end_phase_by_hand,
    set_phase_by_hand,
)
from baken.records.escalations.stored import inputs_sha256
from baken.records.escalations.trying import put_rules_in_force
from baken.vocabulary.phase import PackageState, Phase, PhaseMove, PhaseRuling
from baken.vocabulary.role import Role

HERE, AREA = "GM0344", "WK034401"
MODEL = escalation_model("burglary_example")
BEGIN = date(2026, 1, 5)
WANTED = {
    "manager": [(HERE, Role.PROGRAMME_MANAGER)],
    "agent": [(HERE, Role.WIJKAGENT)],
    "council": [(HERE, Role.COUNCIL_MEMBER)],
    "elsewhere": [("GM0307", Role.PROGRAMME_MANAGER)],
}
KEY = {"tenant": HERE, "model": MODEL.id, "area": AREA}


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    made = {}
    for name, roles in WANTED.items():
        key = ensure_person(username=name, full_name=name.title(), password=None)
        for tenant, role in roles:
            grant_role(person=key, tenant=tenant, role=role)
        made[name] = Person.objects.get(pk=key)
    return made


def week(number: int) -> date:
    return BEGIN + timedelta(weeks=number)


def moment(number: int) -> datetime:
    """The Monday on which the week of this number is reviewed."""
    return datetime.combine(week(number + 1), datetime.min.time(), UTC) + timedelta(hours=6)


def seen(number: int, p: float | None, count: int = 14) -> PhaseEvidence:
    return PhaseEvidence(
        week(number), count, count + 4, 5.234567890123457, 1.0, 10.0, p, 1, 0.1 + 0.2
    )


def review(number: int, p: float | None):
    with every_municipality():
        return keep_reviews(
            tenant=HERE, model=MODEL, evidences={AREA: [seen(number, p)]}, on=week(number + 1),
            at=moment(number),
        )  # fmt: skip


def as_web(person: Person):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return enter_scope(person)


def as_owner():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def phase(day: date):
    (found,) = phases_on(HERE, day)
    return found


def test_a_history_with_decisions_and_new_rules_replays_bit_for_bit(people):
    for number, p in enumerate([0.4, 0.02, 0.2, 0.3]):
        review(number, p)
    by = as_web(people["manager"])
    decide_on_step_down(
        **KEY,
        ruling=PhaseRuling.KEEP,
        reason="Nog een week zien",
        by=by,
        at=moment(3) + timedelta(hours=2),
    )
    looser = MODEL.rules
    rules = reviews(**KEY)[0].rules
    put_rules_in_force(
        tenant=HERE, model=MODEL.id, reason="Proef beviel", by=by, at=moment(3),
        rules=type(rules)(0.05, 0.2, 0.02, 1e-4, 2, 1, 3, 2, 0.01),
    )  # fmt: skip
    as_owner()
    assert looser.alert_p == rules.alert_p
    for number, p in enumerate([0.3, 0.015, 0.015, 1e-6], start=4):
        review(number, p)
    with every_municipality():
        history, course = reviews(**KEY), replayed(**KEY)
        moved = transitions(HERE)
    kept = {(each.week, each.state) for each in history}
    assert {(each.week, each.state) for each in course} >= kept, "identical states"
    assert [(each.week, each.move) for each in course if each.move] == [
        (each.week, each.move) for each in moved
    ]
    assert [each.move for each in moved] == [
        PhaseMove.RISEN, PhaseMove.PROPOSED, PhaseMove.KEPT, PhaseMove.PROPOSED, PhaseMove.LAPSED,
        PhaseMove.RISEN,
    ]  # fmt: skip
    for each in history:
        assert each.sha256 == inputs_sha256(each.evidence, each.rules, each.model_sha256)
    assert history[1].evidence == seen(1, 0.02), "to the last bit"


def test_a_second_round_or_an_older_week_changes_nothing(people):
    assert review(2, 0.02).reviewed == 1
    assert review(2, 1e-9).reviewed == 0
    assert review(1, 1e-9).reviewed == 0
    with every_municipality():
        assert phase(week(3)).phase is Phase.ALERT
        assert phases_on(HERE, week(2)) == (), "not known yet that day"


def test_a_phase_says_why_in_both_languages(people):
    review(0, 0.001)
    with every_municipality():
        found = phase(week(1))
    assert found.sentence_nl == (
        "14 woninginbraken in 2 weken; verwacht 5,2 (95 %: 1-10); in rustige tijden komt dit eens "
        "in 12 jaar voor; 1 volgde binnen 7 dagen en 200 meter op een eerdere"
    )
    assert found.sentence_en.startswith(
        "14 home burglaries in 2 weeks; expected 5.2 (95 %: 1-10); in quiet times this happens "
        "once in 12 years"
    )
    assert found.since == week(0)


def test_stepping_down_is_decided_by_who_may_and_named(people):
    for number, p in enumerate([0.02, 0.3, 0.3]):
        review(number, p)
    for who in ("council", "agent", "elsewhere"):
        with pytest.raises(PhaseRefusedError, match="no-role"):
            decide_on_step_down(
                **KEY, ruling=PhaseRuling.STEP_DOWN, reason="x", by=as_web(people[who]),
                at=moment(3),
            )  # fmt: skip
        as_owner()
    by = as_web(people["manager"])
    assert phase(week(3)).proposed is Phase.RUST
    assert phase(week(3)).phase is Phase.ALERT, "nothing falls by itself"
    done = decide_on_step_down(
        **KEY, ruling=PhaseRuling.STEP_DOWN, reason="Rustig", by=by, at=moment(2)
    )
    assert (done.person, done.role, done.becomes) == ("Manager", "programme-manager", Phase.RUST)
    assert done.review.evidence == seen(2, 0.3)
    assert phase(week(3)).phase is Phase.RUST
    with pytest.raises(PhaseRefusedError, match="nothing-proposed"):
        decide_on_step_down(**KEY, ruling=PhaseRuling.KEEP, reason="Toch", by=by, at=moment(3))
    assert "phase-stepped-down" in AuditEntry.objects.values_list("action", flat=True)


def test_an_override_ends_by_itself_and_that_is_logged(people):
    review(0, 0.4)
    by = as_web(people["manager"])
    said = KEY | {"phase": Phase.ESCALATIE, "by": by, "at": moment(0)}
    with pytest.raises(PhaseRefusedError, match="empty-reason"):
        set_phase_by_hand(**said, until=week(3), reason=" ")
    with pytest.raises(PhaseRefusedError, match="day-too-far"):
        set_phase_by_hand(**said, until=week(60), reason="x")
    set_phase_by_hand(**said, until=week(3), reason="Signaal van de wijkagent")
    with pytest.raises(PhaseRefusedError, match="override-holds"):
        set_phase_by_hand(**said, until=week(3), reason="nog eens")
    assert phase(week(3)).phase is Phase.ESCALATIE
    assert phase(week(3)).rule_phase is Phase.RUST
    assert phase(week(3) + timedelta(days=1)).phase is Phase.RUST, "without any round"
    as_owner()
    assert review(3, 0.4).overrides_ended == 1
    with every_municipality():
        ended = transitions(HERE)[-1]
    assert (ended.move, ended.becomes, ended.person) == (PhaseMove.OVERRIDE_ENDED, Phase.RUST, "")
    assert ended.day == week(3) + timedelta(days=1)


def test_an_override_can_be_ended_sooner(people):
    review(0, 0.4)
    by = as_web(people["manager"])
    made = set_phase_by_hand(
        **KEY, phase=Phase.ALERT, until=week(3), reason="x", by=by, at=moment(0)
    )
    end_phase_by_hand(tenant=HERE, identifier=made.id, reason="Loos", by=by, at=moment(1))
    assert phase(week(2)).phase is Phase.RUST
    with pytest.raises(PhaseRefusedError, match="no-override"):
        end_phase_by_hand(tenant=HERE, identifier=made.id, reason="Loos", by=by, at=moment(1))


def test_nothing_of_a_package_begins_by_itself_and_a_late_task_goes_up(people):
    review(0, 0.02)
    with every_municipality():
        assert not PackageTask.objects.exists()
    by = as_web(people["manager"])
    due = week(2)
    with pytest.raises(PhaseRefusedError, match="not-of-this-phase"):
        agree_on_package(**KEY, dates={"esc_16": due}, by=by, at=moment(0))
    agreed = agree_on_package(**KEY, dates={"esc_08": due, "esc_10": due}, by=by, at=moment(0))
    assert {each.state for each in agreed} == {PackageState.OPEN}
    with pytest.raises(PhaseRefusedError, match="under-way-already"):
        agree_on_package(**KEY, dates={"esc_08": due}, by=by, at=moment(0))
    states = [tasks_on(HERE, due + timedelta(days=n))[0].state for n in (0, 1, 3, 4)]
    assert states == [
        PackageState.OPEN, PackageState.WITH_OWNER, PackageState.WITH_OWNER,
        PackageState.WITH_COORDINATOR,
    ]  # fmt: skip
    agent = as_web(people["agent"])
    explain_task(
        identifier=agreed[0].id, text="Tent is kapot", until=week(4), by=agent, at=moment(2)
    )
    assert tasks_on(HERE, week(4))[0].state is PackageState.EXPLAINED
    finish_task(identifier=agreed[1].id, text="Bericht is uit", by=agent, at=moment(1))
    assert tasks_on(HERE, week(4))[1].state is PackageState.DONE
    with pytest.raises(PhaseRefusedError, match="done-already"):
        finish_task(identifier=agreed[1].id, text="Nog eens", by=agent, at=moment(2))
    with pytest.raises(PhaseRefusedError, match="names-a-person"):
        explain_task(
            identifier=agreed[0].id, text="Mevrouw Jansen is ziek", until=week(4), by=agent,
            at=moment(2),
        )  # fmt: skip
    as_owner()
    assert review(4, 0.3).tasks_risen == 1
    assert review(5, 0.3).tasks_risen == 0, "told once a step"


def test_what_happened_can_only_be_added_to_and_names_go_on_time(people):
    review(0, 0.02)
    by = as_web(people["manager"])
    agree_on_package(**KEY, dates={"esc_08": week(2)}, by=by, at=moment(0))
    set_phase_by_hand(**KEY, phase=Phase.RUST, until=week(3), reason="x", by=by, at=moment(0))
    for change in (
        "UPDATE escalations_phasereview SET week = week - 1",
        "DELETE FROM escalations_phasetransition",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    as_owner()
    with every_municipality():
        due = [eraser.due(date(2040, 1, 1)) for eraser in ERASERS]
        for eraser in ERASERS:
            list(eraser.erase(date(2040, 1, 1), lambda _rows: None))
        assert due == [1, 1, 1, 1, 0, 0]
        assert [eraser.due(date(2040, 1, 1)) for eraser in ERASERS] == [0] * 6
        assert PhaseTransition.objects.count() == 2, "the phases themselves stay"


def test_the_watch_of_a_wijk_becomes_a_phase(people):
    counts = np.tile([1, 2, 0, 1], (2, 66))
    counts[0, -2:] = 7
    found = watch_counts(counts, first=262)
    weeks = (week(0), week(1))
    watched = WatchedAreas(("WK034401", "WK034402"), weeks, counts, found)
    with every_municipality():
        done = review_phases(tenant=HERE, model=MODEL, day=week(2), at=moment(1), watched=watched)
        busy, quiet = phases_on(HERE, week(2))
    assert done.reviewed == 4
    assert (busy.area, busy.phase, busy.count) == ("WK034401", Phase.ESCALATIE, 14)
    assert quiet.phase is Phase.RUST
    assert busy.lower <= busy.expected <= busy.upper < 14
