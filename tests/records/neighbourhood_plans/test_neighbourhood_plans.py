"""Neighbourhood plans: who may, what is whole, versions kept and undone, publishing frozen."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, Scope, enter_scope, in_tenant
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.neighbourhood_plans.facts import (
    AgreementContent,
    Answer,
    Content,
    DecisionContent,
    HeadContent,
    NeighbourhoodPlanFact,
    ReviewContent,
    VoiceContent,
    VoiceKind,
    VoiceOrigin,
)
from baken.records.neighbourhood_plans.models import PublishedPlan
from baken.records.neighbourhood_plans.rules import (
    NeighbourhoodPlanRefusedError,
    faults_of,
    lacking,
)
from baken.records.neighbourhood_plans.selectors import (
    newest_published,
    plan_of_id,
    plans_of,
    published_of,
    versions_of,
)
from baken.records.neighbourhood_plans.services import (
    begin_plan,
    publish_plan,
    remove_entry,
    undo_newest,
    withdraw_publication,
    write_entry,
)
from baken.vocabulary.role import Role

AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
WIJK = "WK034403"
HEAD = HeadContent("Wij vroegen u wat er moet gebeuren.", "Gebiedsmanager", phone="14 030")
VOICE = VoiceContent(VoiceKind.PROPOSAL, "Meer licht in het park", VoiceOrigin.RESIDENTS)


@pytest.fixture
def people(db: None) -> dict[str, Scope]:
    wanted = {
        "manager": ("GM0344", Role.GEBIEDSMANAGER),
        "resident": ("GM0344", Role.RESIDENT),
        "coordinator": ("GM0344", Role.COORDINATOR),
        "elsewhere": ("GM0307", Role.GEBIEDSMANAGER),
    }
    for name, (tenant, role) in wanted.items():
        key = ensure_person(username=f"wp-{name}", full_name=name.title(), password=None)
        grant_role(person=key, tenant=tenant, role=role)
    return {name: entered(name) for name in wanted} | {"visitor": VISITOR}


def entered(name: str) -> Scope:
    """Enter somebody's scope: the database shows from then on what this person may see."""
    return enter_scope(Person.objects.get(username=f"wp-{name}"))


@pytest.fixture
def manager(people: dict[str, Scope]) -> Scope:
    return entered("manager")


def begun(by: Scope) -> UUID:
    return begin_plan(area_code=WIJK, first_year=2027, last_year=2030, by=by, at=AT)


def written(plan: UUID, content: Content, by: Scope, **more: object) -> UUID:
    return write_entry(plan=plan, content=content, by=by, at=AT, **more)


def fact(plan: UUID, by: Scope) -> NeighbourhoodPlanFact:
    found = plan_of_id(plan, by=by)
    assert found is not None
    return found


def whole(by: Scope) -> UUID:
    """A plan with everything that the neighbourhood should hear."""
    plan = begun(by)
    written(plan, HEAD, by)
    voice = str(written(plan, VOICE, by))
    decision = DecisionContent(voice, Answer.YES, "Het is er donker.", "college", "2026-11-20")
    written(plan, decision, by)
    written(plan, AgreementContent("Lampen", "Gemeente", "2027-03", voice=voice), by)
    return plan


@pytest.mark.parametrize("who", ["resident", "coordinator", "elsewhere", "visitor"])
def test_only_who_works_on_the_wijk_writes(people: dict[str, Scope], who: str) -> None:
    with pytest.raises(NeighbourhoodPlanRefusedError, match="no-role"):
        begun(people[who])


def test_a_plan_is_for_a_wijk_that_exists_once_for_its_years(manager: Scope) -> None:
    begun(manager)
    with pytest.raises(NeighbourhoodPlanRefusedError, match="plan-there-already"):
        begun(manager)
    for code in ("GM0344", "BU03440311", "WK034499", "onzin"):
        with pytest.raises(NeighbourhoodPlanRefusedError, match="no-wijk"):
            begin_plan(area_code=code, first_year=2027, last_year=2030, by=manager, at=AT)
    with pytest.raises(NeighbourhoodPlanRefusedError, match="unusable-years"):
        begin_plan(area_code=WIJK, first_year=2030, last_year=2027, by=manager, at=AT)


FAULTS: list[tuple[Content, dict[str, str]]] = [
    (HEAD, {}),
    (replace(HEAD, phone=""), {"phone": "phone-or-mail"}),
    (replace(HEAD, introduction=" "), {"introduction": "needed"}),
    (VOICE, {}),
    (replace(VOICE, title=""), {"title": "needed"}),
    (replace(VOICE, text="Bel mij: 06-12345678"), {"text": "somebodys-number"}),
    (replace(VOICE, text="Overlast van meneer Jansen"), {"text": "names-a-person"}),
    (replace(VOICE, title="Dealen op Zamenhofdreef 12"), {"title": "names-a-person"}),
    (replace(VOICE, heard="Buurthuis aan de Gambiadreef 60"), {}),
    (replace(VOICE, text="mail jan@voorbeeld.nl"), {"text": "somebodys-number"}),
    (replace(VOICE, number=0), {"number": "unusable-number"}),
    (replace(VOICE, title="x" * 121), {"title": "text-too-long"}),
    (replace(VOICE, text="a\0b"), {"text": "unusable-characters"}),
    (DecisionContent("v", Answer.NO, "daarom", "college", "2026-11-20"), {}),
    (DecisionContent("v", Answer.NO, "", "college", "2026-11-20"), {"reason": "needed"}),
    (DecisionContent("v", Answer.NO, "daarom", "college", "november"), {"decided_on": "no-day"}),
    (
        DecisionContent("v", Answer.LATER, "daarom", "college", "2026-11-20"),
        {"later_when": "no-month"},
    ),
    (AgreementContent("Lampen", "Gemeente", "2027-03"), {}),
    (AgreementContent("Lampen", "", "2027-03"), {"owner": "needed"}),
    (AgreementContent("Lampen", "Gemeente", "ooit"), {"when": "no-month"}),
    (AgreementContent("Lampen", "Gemeente", "2027-02-31"), {"when": "no-month"}),
    (ReviewContent(2027, "lampen", "geen", "bankjes"), {}),
    (ReviewContent(27, "lampen", "geen", "bankjes"), {"year": "unusable-years"}),
]


@pytest.mark.parametrize(("content", "faults"), FAULTS)
def test_a_part_is_kept_only_when_it_is_whole(content: Content, faults: dict[str, str]) -> None:
    assert faults_of(content) == faults


def test_everybody_who_asked_gets_an_answer_and_a_yes_says_what_happens(manager: Scope) -> None:
    plan = begun(manager)
    assert [each.what for each in lacking(fact(plan, manager))] == ["head", "voices"]
    written(plan, HEAD, manager)
    voice = str(written(plan, VOICE, manager))
    assert [each.what for each in lacking(fact(plan, manager))] == ["decision"]
    yes = DecisionContent(voice, Answer.YES, "Het is er donker.", "college", "2026-11-20")
    written(plan, yes, manager)
    assert [each.what for each in lacking(fact(plan, manager))] == ["agreement"]
    with pytest.raises(NeighbourhoodPlanRefusedError, match="not-whole"):
        publish_plan(plan=plan, content={}, card=b"", reason="", by=manager, at=AT)
    written(plan, AgreementContent("Lampen", "Gemeente", "2027-03", voice=voice), manager)
    assert lacking(fact(plan, manager)) == ()


def test_versions_are_kept_undone_and_removed_parts_come_back(manager: Scope) -> None:
    plan = begun(manager)
    thread = written(plan, VOICE, manager)
    first = fact(plan, manager).voices[0]
    written(plan, replace(VOICE, title="Ander licht"), manager, thread=thread, seen=first.version)
    assert fact(plan, manager).voices[0].content.title == "Ander licht"
    undo_newest(plan=plan, thread=thread, by=manager, at=AT)
    assert fact(plan, manager).voices[0].content == VOICE
    remove_entry(plan=plan, thread=thread, by=manager, at=AT)
    assert fact(plan, manager).voices == ()
    undo_newest(plan=plan, thread=thread, by=manager, at=AT)
    assert fact(plan, manager).voices[0].content == VOICE
    versions = versions_of(plan, thread, by=manager)
    assert len(versions) == 3
    assert sum(each.withdrawn_at is not None for each in versions) == 2


def test_two_who_change_the_same_part_lose_nothing(manager: Scope) -> None:
    plan = begun(manager)
    thread = written(plan, VOICE, manager)
    seen = fact(plan, manager).voices[0].version
    written(plan, replace(VOICE, title="Van de een"), manager, thread=thread, seen=seen)
    with pytest.raises(NeighbourhoodPlanRefusedError, match="changed-meanwhile"):
        written(plan, replace(VOICE, title="Van de ander"), manager, thread=thread, seen=seen)
    assert fact(plan, manager).voices[0].content.title == "Van de een"


def test_a_decision_is_about_something_that_was_asked_and_there_is_one(manager: Scope) -> None:
    plan = begun(manager)
    voice = str(written(plan, VOICE, manager))
    no = DecisionContent(voice, Answer.NO, "Te duur.", "college", "2026-11-20")
    written(plan, no, manager)
    with pytest.raises(NeighbourhoodPlanRefusedError, match="changed-meanwhile"):
        written(plan, replace(no, answer=Answer.YES), manager)
    seen = fact(plan, manager).decisions[voice]
    written(plan, replace(no, reason="Geen."), manager, thread=seen.thread, seen=seen.version)
    assert len(fact(plan, manager).decisions) == 1
    with pytest.raises(NeighbourhoodPlanRefusedError, match="unknown-voice"):
        written(plan, replace(no, voice=str(uuid4())), manager)


def test_what_was_published_is_frozen_replaced_with_a_reason_and_withdrawn(
    manager: Scope,
) -> None:
    plan = whole(manager)
    given = {"plan": plan, "content": {"a": 1}, "card": b"%PDF", "by": manager, "at": AT}
    publish_plan(**given, reason="")
    with pytest.raises(NeighbourhoodPlanRefusedError, match="reason-needed"):
        publish_plan(**given, reason=" ")
    publish_plan(**given, reason="een afspraak is verzet")
    assert [each.number for each in newest_published()] == [2]
    withdraw_publication(plan=plan, reason="er stond een naam in", by=manager, at=AT)
    assert newest_published() == ()
    with pytest.raises(NeighbourhoodPlanRefusedError, match="nothing-published"):
        withdraw_publication(plan=plan, reason="nog eens", by=manager, at=AT)
    assert [each.is_withdrawal for each in published_of(WIJK)] == [True, False, False]
    with in_tenant("GM0344"):
        actions = list(AuditEntry.objects.values_list("action", flat=True))
    assert actions.count("publish-neighbourhood-plan") == 2
    assert "withdraw-neighbourhood-plan" in actions


def test_drafts_are_read_by_colleagues_only_and_published_rows_never_change(
    manager: Scope, as_application: None
) -> None:
    plan = whole(manager)
    publish_plan(plan=plan, content={}, card=b"", reason="", by=manager, at=AT)
    for who in ("elsewhere", "resident"):
        scope = entered(who)
        assert plans_of(by=scope) == ()
        assert plan_of_id(plan, by=scope) is None
        with pytest.raises(NeighbourhoodPlanRefusedError, match="unknown-plan"):
            remove_entry(plan=plan, thread=uuid4(), by=scope, at=AT)
    colleague = entered("coordinator")
    assert [each.id for each in plans_of(by=colleague)] == [plan]
    with pytest.raises(NeighbourhoodPlanRefusedError, match="no-role"):
        remove_entry(plan=plan, thread=uuid4(), by=colleague, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedPlan.objects.update(reason="anders")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
    assert len(newest_published()) == 1, "everybody reads what was published"
