"""Drafts: nothing is lost. Two people at one row, undo, a newer version, adopting, discarding."""

import json

import pytest
from records.plans.draft_world import (
    AT,
    ELSEWHERE,
    LATER,
    PLAN,
    TENANT,
    a_draft,
    as_adviser,
    as_manager,
    fields_of,
    seen,
    somebody,
    type_in,
)
from records.plans.test_structured_plans import WHOLE

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope, every_municipality
from baken.foundation.stewardship.models import AuditEntry
from baken.records.plans.closing import (
    NewerVersionError,
    adopt_draft,
    discard_draft,
    key_of,
    take_over_newer,
)
from baken.records.plans.draft_facts import DraftState
from baken.records.plans.draft_rules import DraftRefusedError
from baken.records.plans.drafting import (
    CollisionError,
    TypedRow,
    move_row,
    open_draft,
    remove_row,
    save_row,
    undo_change,
)
from baken.records.plans.drafts import (
    all_unsaved_input,
    draft,
    drafts_of,
    tables_of,
    unsaved_input,
    versions_of,
)
from baken.records.plans.models import PlanChange, PlanVersion
from baken.records.plans.selectors import plan
from baken.records.plans.services import take_in_plan
from baken.records.plans.unsaved import keep_input
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db


def test_a_draft_begins_as_its_version_and_leaves_the_plan_alone() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    assert seen(identifier, anna).content.tables == plan(PLAN).tables
    type_in(identifier, anna, "m1", at_number=0, title_nl="Betere sloten")
    assert fields_of(identifier, anna, "m1")["title_nl"] == "Betere sloten"
    assert plan(PLAN).measures[0].title_nl == "Sloten"


def test_two_people_at_other_fields_of_one_measure_keep_both() -> None:
    identifier = a_draft(as_adviser())
    type_in(identifier, as_adviser("anna"), "m1", at_number=0, title_nl="Betere sloten", due="2028")
    bert = as_adviser("bert")
    saved = type_in(identifier, bert, "m1", at_number=0, title_nl="Sloten", due=None, angle="wijk")
    assert (saved.merged, saved.merged_by) == (("due", "title_nl"), ("Anna",))
    found = fields_of(identifier, bert, "m1")
    assert (found["title_nl"], found["due"], found["angle"]) == ("Betere sloten", "2028", "wijk")


def test_two_people_at_the_same_field_see_both_and_choose() -> None:
    identifier = a_draft(as_adviser())
    type_in(identifier, as_adviser("anna"), "m1", at_number=0, title_nl="Sloten van Anna")
    bert = as_adviser("bert")
    with pytest.raises(CollisionError) as met:
        type_in(identifier, bert, "m1", at_number=0, title_nl="Sloten van Bert", angle="wijk")
    (field,) = met.value.collision.fields
    assert (field.path, field.before, field.theirs, field.mine, field.by) == (
        "title_nl", "Sloten", "Sloten van Anna", "Sloten van Bert", "Anna",
    )  # fmt: skip
    assert fields_of(identifier, bert, "m1")["title_nl"] == "Sloten van Anna", "nothing was written"
    typed = TypedRow(
        "measure", "m1", 0, frozenset({"title_nl", "angle"}),
        {"title_nl": "Sloten van Bert", "angle": "wijk"}, {"title_nl": "mine"}, against=1,
    )  # fmt: skip
    save_row(draft=identifier, typed=typed, by=bert, at=LATER)
    found = fields_of(identifier, bert, "m1")
    assert (found["title_nl"], found["angle"]) == ("Sloten van Bert", "wijk")


def test_a_choice_counts_for_what_was_shown_and_not_for_what_came_since() -> None:
    identifier = a_draft(as_adviser())
    type_in(identifier, as_adviser("anna"), "m1", at_number=0, title_nl="Eerste")
    type_in(identifier, as_adviser("anna"), "m1", at_number=1, title_nl="Tweede")
    typed = TypedRow(
        "measure", "m1", 0, frozenset({"title_nl"}), {"title_nl": "Mijn"}, {"title_nl": "mine"}, 1
    )
    with pytest.raises(CollisionError):
        save_row(draft=identifier, typed=typed, by=as_adviser("bert"), at=LATER)


def test_the_same_typed_twice_is_no_collision() -> None:
    identifier = a_draft(as_adviser())
    type_in(identifier, as_adviser("anna"), "m1", at_number=0, title_nl="Sloten!")
    assert (
        type_in(identifier, as_adviser("bert"), "m1", at_number=0, title_nl="Sloten!").number
        is None
    )


def test_a_stale_form_never_overwrites_even_ones_own_work() -> None:
    """Browser back: the old form is sent once more, with what it showed then."""
    anna = as_adviser()
    identifier = a_draft(anna)
    type_in(identifier, anna, "m1", at_number=0, title_nl="Nieuw", angle="wijk")
    with pytest.raises(CollisionError):
        type_in(identifier, anna, "m1", at_number=0, title_nl="Anders", angle=None)
    type_in(identifier, anna, "m1", at_number=0, title_nl="Sloten", angle=None)
    assert fields_of(identifier, anna, "m1")["title_nl"] == "Nieuw", (
        "what was untouched stays theirs"
    )


def test_a_new_row_that_is_sent_twice_stands_there_once() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    whole = {
        "parent": "e1", "title_nl": "Verlichting", "kind": "prevention", "status": "new",
        "source": "besluit",
    }  # fmt: skip
    type_in(identifier, anna, "m_nieuw", at_number=0, **whole)
    assert type_in(identifier, anna, "m_nieuw", at_number=0, **whole).number is None
    assert [m.id for m in seen(identifier, anna).content.measures] == ["m1", "m2", "m_nieuw"]


def test_a_row_that_was_removed_meanwhile_comes_back_only_when_asked() -> None:
    identifier = a_draft(as_adviser())
    remove_row(draft=identifier, table="measure", row_id="m2", by=as_adviser("anna"), at=LATER)
    bert = as_adviser("bert")
    with pytest.raises(CollisionError) as met:
        type_in(identifier, bert, "m2", at_number=0, title_nl="Huiszoeking met hond")
    assert met.value.collision.removed
    typed = TypedRow(
        "measure", "m2", 0, frozenset({"title_nl"}), {"title_nl": "Huiszoeking met hond"},
        {"": "mine"}, 1,
    )  # fmt: skip
    save_row(draft=identifier, typed=typed, by=bert, at=LATER)
    found = fields_of(identifier, bert, "m2")
    assert (found["title_nl"], found["depends_on"]) == ("Huiszoeking met hond", ["m1"])


def test_what_something_stands_under_is_not_removed() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    with pytest.raises(DraftRefusedError) as refused:
        remove_row(draft=identifier, table="measure", row_id="m1", by=anna, at=LATER)
    assert refused.value.reason == "still-used"
    assert set(refused.value.told) == {"m2", "a1", "ag1"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "prevntion"}, 'did you mean "prevention"'),
        ({"depends_on": ["m2"]}, "leads back"),
        ({"due_date": "2027"}, "unknown key"),
        ({"title_nl": None}, '"title_nl" is missing'),
    ],
)
def test_what_no_file_may_say_no_form_may_say(typed: dict, said: str) -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    with pytest.raises(DraftRefusedError) as refused:
        type_in(identifier, anna, "m1", at_number=0, **typed)
    assert said in " ".join(refused.value.told)
    assert not PlanChange.objects.exists()


def test_undo_takes_back_and_redo_brings_back() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    before = seen(identifier, anna).content.tables
    first = type_in(identifier, anna, "m1", at_number=0, title_nl="Nieuw").number
    taken_back = undo_change(draft=identifier, number=first, by=anna, at=LATER)
    assert seen(identifier, anna).content.tables == before
    undo_change(draft=identifier, number=taken_back, by=anna, at=LATER)
    assert fields_of(identifier, anna, "m1")["title_nl"] == "Nieuw"
    with pytest.raises(DraftRefusedError, match="undone-already"):
        undo_change(draft=identifier, number=taken_back, by=anna, at=LATER)


def test_undo_waits_for_later_work_on_the_same_field_and_for_no_other() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    first = type_in(identifier, anna, "m1", at_number=0, title_nl="Een").number
    other = type_in(identifier, anna, "m1", at_number=1, angle="wijk").number
    later = type_in(identifier, as_adviser("bert"), "m1", at_number=2, title_nl="Twee").number
    anna = as_adviser("anna")
    with pytest.raises(DraftRefusedError) as refused:
        undo_change(draft=identifier, number=first, by=anna, at=LATER)
    assert (refused.value.reason, refused.value.told) == ("changed-since", ("Bert", "3"))
    undo_change(draft=identifier, number=other, by=anna, at=LATER)
    undo_change(draft=identifier, number=later, by=anna, at=LATER)
    undo_change(draft=identifier, number=first, by=anna, at=LATER)
    assert seen(identifier, anna).content.tables == plan(PLAN).tables


def test_an_undo_that_would_leave_something_in_the_air_is_refused() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    whole = {"title_nl": "Straat", "source": "besluit"}
    line = type_in(identifier, anna, "e2", table="effort", at_number=0, **whole).number
    type_in(identifier, anna, "m1", at_number=1, parent="e2")
    with pytest.raises(DraftRefusedError) as refused:
        undo_change(draft=identifier, number=line, by=anna, at=LATER)
    assert refused.value.reason == "would-break"


def test_rows_can_be_put_in_another_order() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    moved = move_row(draft=identifier, table="measure", row_id="m2", after=None, by=anna, at=LATER)
    assert [m.id for m in seen(identifier, anna).content.measures] == ["m2", "m1"]
    undo_change(draft=identifier, number=moved, by=anna, at=LATER)
    assert [m.id for m in seen(identifier, anna).content.measures] == ["m1", "m2"]


def test_adopting_keeps_who_when_and_why_and_drafting_again_changes_nothing() -> None:
    identifier = a_draft(as_adviser())
    type_in(identifier, as_adviser("anna"), "m1", at_number=0, title_nl="Betere sloten")
    with pytest.raises(DraftRefusedError, match="may-not-adopt"):
        adopt_draft(draft=identifier, why="Raad", by=as_adviser("anna"), at=LATER)
    mo = as_manager()
    content = seen(identifier, mo).content.tables
    receipt = adopt_draft(draft=identifier, why="Raadsbesluit 12 maart", by=mo, at=LATER)
    assert (receipt.version, plan(PLAN).tables) == (2, content)
    newest = versions_of(PLAN, by=mo)[0]
    assert (newest.why, newest.by_role, newest.by) == (
        "Raadsbesluit 12 maart", "programme-manager", "Mo",
    )  # fmt: skip
    assert versions_of(PLAN, by=enter_scope(None))[0].by == "", "no name for a visitor"
    again = open_draft(plan=PLAN, number=2, why="Verder", by=as_manager(), at=LATER)
    assert seen(again, as_manager()).content.tables == content
    with pytest.raises(DraftRefusedError, match="nothing-changed"):
        adopt_draft(draft=again, why="Niets", by=as_manager(), at=LATER)
    with pytest.raises(DraftRefusedError, match="draft-is-closed"):
        type_in(identifier, as_manager(), "m1", at_number=1, title_nl="Te laat")


def test_discarding_keeps_the_changes_and_the_plan() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    type_in(identifier, anna, "m1", at_number=0, title_nl="Nieuw")
    discard_draft(draft=identifier, why="Vervallen", by=anna, at=LATER)
    found = seen(identifier, anna)
    assert (found.state, len(found.changes)) == (DraftState.DISCARDED, 1)
    assert drafts_of(PLAN, by=anna) == ()
    assert plan(PLAN).version == 1


def test_a_draft_of_an_older_version_leaves_out_what_came_later() -> None:
    anna = as_adviser()
    a_draft(anna)
    take_in_plan(WHOLE.replace('"Sloten"', '"Later"').encode(), name="plan.toml", at=LATER)
    older = open_draft(plan=PLAN, number=1, why="Terug", by=as_adviser(), at=LATER)
    assert fields_of(older, as_adviser(), "m1")["title_nl"] == "Sloten"
    adopt_draft(draft=older, why="Terug naar versie 1", by=as_manager(), at=LATER)
    assert plan(PLAN).tables == tables_of(PLAN, 1)


def newer(*pairs: tuple[str, str]) -> None:
    text = WHOLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    take_in_plan(text.encode(), name="plan.toml", at=LATER)


def test_a_newer_version_is_taken_over_where_nothing_collides() -> None:
    identifier = a_draft(as_adviser())
    type_in(identifier, as_adviser(), "m1", at_number=0, title_nl="Mijn sloten")
    newer(('"Huiszoeking"', '"Onderzoek"'), ("amount = 25000", "amount = 30000"))
    mo = as_manager()
    with pytest.raises(DraftRefusedError, match="newer-version"):
        adopt_draft(draft=identifier, why="Te vroeg", by=mo, at=LATER)
    assert take_over_newer(draft=identifier, choices={}, newest=2, by=mo, at=LATER) == 2
    adopt_draft(draft=identifier, why="Nu wel", by=mo, at=LATER)
    first, second = plan(PLAN).measures
    assert (first.title_nl, first.money_by_year[0].amount) == ("Mijn sloten", 30000)
    assert second.title_nl == "Onderzoek"


def test_a_newer_version_that_collides_is_chosen_field_by_field() -> None:
    identifier = a_draft(as_adviser())
    anna = as_adviser()
    type_in(identifier, anna, "m1", at_number=0, title_nl="Mijn sloten", angle="wijk")
    type_in(identifier, anna, "g1", table="goal", at_number=1, target__value=450.0)
    newer(('"Sloten"', '"Hun sloten"'), ("500.5", "480.0"))
    anna = as_adviser()
    with pytest.raises(NewerVersionError) as met:
        take_over_newer(draft=identifier, choices={}, newest=2, by=anna, at=LATER)
    keys = {key_of(each, path) for each in met.value.found for path in each.collide}
    assert keys == {"measure:m1:title_nl", "goal:g1:target.value"}
    chosen = {"measure:m1:title_nl": "mine", "goal:g1:target.value": "theirs"}
    take_over_newer(draft=identifier, choices=chosen, newest=2, by=anna, at=LATER)
    found = seen(identifier, anna).content
    assert found.measures[0].title_nl == "Mijn sloten"
    assert found.goals[0].target.value == 480
    assert {each.came_with for each in found_changes(identifier, anna)} == {None, 2}


def found_changes(identifier, by):
    return seen(identifier, by).changes


def test_rows_that_a_newer_version_brought_and_took_away_follow() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    extra = WHOLE[WHOLE.index('[[goal]]\nid = "g3"') : WHOLE.index("[[effort]]")]
    newer((extra, extra.replace('"g3"', '"g4"')))
    take_over_newer(draft=identifier, choices={}, newest=2, by=as_adviser(), at=LATER)
    assert [goal.id for goal in seen(identifier, as_adviser()).content.goals] == ["g1", "g2", "g4"]


def test_what_was_typed_and_not_saved_is_kept_for_its_author_only() -> None:
    anna = as_adviser()
    identifier = a_draft(anna)
    typed = [("title_nl", "Half getikt"), ("angle", "")]
    keep_input(draft=identifier, form="measure:m1", seen=0, fields=typed, by=anna, at=AT)
    keep_input(draft=identifier, form="measure:m1", seen=0, fields=typed[:1], by=anna, at=LATER)
    kept = unsaved_input(identifier, form="measure:m1", person=anna.person)
    assert (kept.fields, kept.kept_at) == ((("title_nl", "Half getikt"),), LATER)
    bert = as_adviser("bert")
    assert all_unsaved_input(identifier, person=bert.person) == ()
    type_in(identifier, as_adviser("anna"), "m1", at_number=0, title_nl="Half getikt")
    assert unsaved_input(identifier, form="measure:m1", person=anna.person) is None


def test_another_municipality_sees_nothing_and_changes_nothing() -> None:
    identifier = a_draft(as_adviser())
    elsewhere = enter_scope(somebody("els", (ELSEWHERE, Role.POLICY_ADVISER)))
    assert draft(identifier, by=elsewhere) is None
    assert drafts_of(PLAN, by=elsewhere) == ()
    for act in (
        lambda: type_in(identifier, elsewhere, "m1", at_number=0, title_nl="x"),
        lambda: undo_change(draft=identifier, number=1, by=elsewhere, at=LATER),
        lambda: discard_draft(draft=identifier, why="x", by=elsewhere, at=LATER),
        lambda: open_draft(plan=PLAN, number=1, why="x", by=elsewhere, at=LATER),
        lambda: keep_input(draft=identifier, form="x", seen=0, fields=[], by=elsewhere, at=AT),
    ):
        with pytest.raises(DraftRefusedError):
            act()


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.GEBIEDSMANAGER, Role.DATA_STEWARD])
def test_who_does_not_write_plans_changes_none(role: Role) -> None:
    identifier = a_draft(as_adviser())
    other = enter_scope(somebody("otto", (TENANT, role)))
    assert draft(identifier, by=other) is None
    with pytest.raises(DraftRefusedError):
        type_in(identifier, other, "m1", at_number=0, title_nl="x")


def test_every_act_stands_in_the_log() -> None:
    identifier = a_draft(as_adviser())
    anna = as_adviser()
    number = type_in(identifier, anna, "m1", at_number=0, title_nl="Nieuw").number
    undo_change(draft=identifier, number=number, by=anna, at=LATER)
    discard_draft(draft=identifier, why="Klaar", by=anna, at=LATER)
    with every_municipality():
        found = AuditEntry.objects.filter(subject=f"plan-draft {identifier}")
        acts = sorted((entry.action, entry.details.get("change", "")) for entry in found)
        words = json.dumps([entry.details for entry in found])
    assert acts == [
        ("change-plan-draft", "1"), ("change-plan-draft", "2"), ("discard-plan-draft", ""),
        ("open-plan-draft", ""),
    ]  # fmt: skip
    assert "Nieuw" not in words, "what was written stands in the draft, not in the log"


def test_the_web_adds_versions_of_its_own_municipality_and_changes_none(as_application) -> None:
    mo = as_manager_of_the_web()
    identifier = open_draft(plan="amf_2018", number=1, why="Proef", by=mo, at=AT)
    type_in(identifier, mo, "amf_g1", table="goal", at_number=0, title_nl="Minder misdrijven")
    receipt = adopt_draft(draft=identifier, why="Proef", by=mo, at=LATER)
    assert PlanVersion.objects.get(plan="amf_2018", number=receipt.version).by_role


def as_manager_of_the_web():
    """Return the scope of the demo's programme manager, as the web's own role."""
    return enter_scope(Person.objects.get(is_demo=True, username__contains="programme-manager"))
