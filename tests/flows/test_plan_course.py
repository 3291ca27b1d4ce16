"""The course of the bundled plans on any day, and of a planted one that runs now."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from baken.flows.draw_plan_timeline import plan_timeline
from baken.flows.plan_course.alarms import (
    alarms_in_sight,
    follow_plans,
    note_kept,
    would_stand,
)
from baken.flows.plan_course.causes import causes_on
from baken.flows.plan_course.figures import PlanFigures, figures_of
from baken.foundation.partners.scope import enter_scope, every_municipality
from baken.foundation.partners.services import ensure_person, grant_role
from baken.records.alarms.facts import AlarmCause
from baken.records.alarms.models import Alarm
from baken.records.alarms.rules import AlarmRefusedError
from baken.records.indicators.facts import YearlyValueFact
from baken.records.plans.codes import GoalLevel
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import promises_of, undated_of
from baken.records.plans.schema import AreaGoal, Goal, PlanTarget
from baken.records.plans.selectors import plan
from baken.records.plans.services import take_in_plan
from baken.vocabulary.alarm import Addressee, AlarmCheck
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin
from baken.vocabulary.role import Role

UTRECHT, AMERSFOORT = "utr_ivp_2019_2022", "amf_2018"
NO_FIGURES = PlanFigures((), (), ())
AT = datetime(2026, 6, 1, 1, 20, tzinfo=UTC)


def a_plan(**measure: object) -> PlanFact:
    """Return a planted plan of Utrecht for 2026-2027 with one measure and one duty."""
    stated = {"title_nl": "x", "title_en": "x", "source": "t", "section": "s", "line": 1}
    content = {
        "plan": {
            "id": "planted", "kind": "plan", "title_nl": "Geplant", "title_en": "Planted",
            "municipality": "Utrecht", "municipality_code": "GM0344", "period_start": 2026,
            "period_end": 2027, "sources": ["t"],
        },
        "effort": [{"id": "e1", **stated}],
        "measure": [
            {"id": "m1", "parent": "e1", "kind": "care", "status": "new", **stated} | measure
        ],
        "duty": [{"id": "d1", "interval": "yearly", "to": "gemeenteraad", **stated}],
    }  # fmt: skip
    text = tomli_w.dumps(content)
    assert tomllib.loads(text) == content
    take_in_plan(text.encode(), name="planted.toml", at=AT)
    return plan("planted")


def said(causes: tuple[AlarmCause, ...]) -> list[tuple[str, str, str]]:
    return [(each.check.value, each.subject, each.cause) for each in causes]


# (day, measure, done) -> which alarm, with whom.
@pytest.mark.parametrize(
    ("day", "measure", "kept", "expected"),
    [
        ("2026-12-31", {"due": "2026"}, [], {}),
        ("2027-01-01", {"due": "2026"}, [], {"measure m1": Addressee.PROGRAMME_MANAGER}),
        ("2027-01-01", {"due": "2026", "owner": "politie"}, [], {"measure m1": Addressee.OWNER}),
        ("2026-07-01", {"due": "2026-06"}, [], {"measure m1": Addressee.PROGRAMME_MANAGER}),
        ("2026-06-11", {"end": "2026-06-10"}, [], {"measure m1": Addressee.PROGRAMME_MANAGER}),
        ("2026-06-11", {"due": "2026-06-20", "end": "2026-06-10"}, [], {}),
        ("2027-12-31", {"status": "condition", "due": "2026"}, ["duty d1"], {}),
        ("2027-12-31", {"status": "looked_back", "due": "2026"}, ["duty d1"], {}),
        ("2027-12-31", {"due": "2026", "context": "after_plan_text"}, ["duty d1"], {}),
        ("2027-12-31", {}, ["duty d1"], {}),
        ("2027-01-30", {}, [], {}),
        ("2027-01-31", {}, [], {"duty d1": Addressee.PROGRAMME_MANAGER}),
        ("2027-12-31", {}, [], {"duty d1": Addressee.EXECUTIVE}),
        ("2028-01-01", {"due": "2026"}, [], {"plan planted": Addressee.PROGRAMME_MANAGER}),
        ("2025-12-31", {"due": "2025"}, [], {}),
    ],
)
def test_which_alarm_on_which_day_with_whom(
    db: None, day: str, measure: dict, kept: list[str], expected: dict[str, Addressee]
) -> None:
    found, on = a_plan(**measure), date.fromisoformat(day)
    causes = causes_on(found, on, figures=NO_FIGURES, kept={(subject, "2026") for subject in kept})
    standing = {each.cause.subject: each.standing.addressee for each in would_stand(found, on=on)}
    assert {each.subject for each in causes} == set(expected)
    assert {subject: standing[subject] for subject in expected} == expected


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        (UTRECHT, "2018-12-31", {}),
        (UTRECHT, "2019-12-31", {}),
        (UTRECHT, "2020-01-01", {"measure-past-date": 7}),
        (UTRECHT, "2020-01-31", {"measure-past-date": 7, "duty-past-date": 5}),
        (
            UTRECHT,
            "2022-06-01",
            {"measure-past-date": 8, "duty-past-date": 5, "indicator-silent": 6},
        ),
        (UTRECHT, "2026-11-27", {"plan-ended": 1}),
        (AMERSFOORT, "2018-10-01", {"target-missed": 2}),
        (AMERSFOORT, "2018-10-02", {"target-missed": 2, "measure-past-date": 1}),
        (AMERSFOORT, "2026-11-27", {"plan-ended": 1}),
    ],
)
def test_the_bundled_plans_on_a_day(
    db: None, name: str, day: str, expected: dict[str, int]
) -> None:
    found = plan(name)
    causes = causes_on(found, date.fromisoformat(day), figures=figures_of(found), kept=frozenset())
    counted: dict[str, int] = {}
    for each in causes:
        counted[each.check] = counted.get(each.check, 0) + 1
    assert counted == expected


def test_an_ended_plan_says_how_much_its_account_is_about(db: None) -> None:
    (cause,) = causes_on(plan(UTRECHT), date(2026, 11, 27), figures=NO_FIGURES, kept=frozenset())
    assert (cause.check, cause.since) == (AlarmCheck.PLAN_ENDED, date(2023, 1, 1))
    inputs = dict(cause.inputs)
    assert inputs["measures"] == "172"
    assert (
        inputs["promises"]
        == inputs["promises-not-known-kept"]
        == str(len(promises_of(plan(UTRECHT))))
    )
    assert inputs["measures-without-date"] == str(len(undated_of(plan(UTRECHT))))


@given(st.integers(0, 365 * 5), st.integers(0, 365))
def test_a_cause_never_disappears_without_a_reason(first: int, more: int) -> None:
    """Between two days of the period, with nothing noted, what was late stays late."""
    early = date(2019, 1, 1) + timedelta(days=first)
    late = min(early + timedelta(days=more), date(2022, 12, 31))
    if early > late:
        return
    before, after = (
        {each.key for each in causes_on(BUNDLED[0], day, figures=NO_FIGURES, kept=frozenset())}
        for day in (early, late)
    )
    assert before <= after


BUNDLED: list[PlanFact] = []


@pytest.fixture(autouse=True)
def _bundled(db: None) -> None:
    BUNDLED[:] = [plan(UTRECHT)]


def test_the_same_inputs_give_the_same_alarms(db: None) -> None:
    day = date(2022, 6, 1)
    once, again = (would_stand(plan(UTRECHT), on=day) for _ in range(2))
    assert once == again
    assert [each.cause.sha256 for each in once] == [each.cause.sha256 for each in again]


def test_a_night_opens_alarms_once_and_a_noted_account_ends_one(db: None) -> None:
    with every_municipality() as tenants:
        Alarm.objects.all().delete()  # a demo opens them on the day it is loaded
        before = {each.plan: each.standing for each in follow_plans(tenants, on=AT.date(), at=AT)}
        again = follow_plans(tenants, on=AT.date(), at=AT)
    assert before == {UTRECHT: 1, AMERSFOORT: 1}
    assert [(each.opened, each.risen, each.ended) for each in again] == [(0, 0, 0)] * 2
    key = ensure_person(username="manager", full_name="M", password=None)
    grant_role(person=key, tenant="GM0344", role=Role.PROGRAMME_MANAGER)
    with every_municipality():
        scope = enter_scope(type("User", (), {"pk": key})())
        told = {
            "identifier": UTRECHT, "done_on": date(2026, 5, 1), "reference": "Raadsbrief",
            "by": scope, "at": AT + timedelta(days=1),
        }  # fmt: skip
        with pytest.raises(AlarmRefusedError, match="unknown-promise"):
            note_kept(**told, subject="measure utr_gov_m02", occasion="2019")
        note_kept(**told, subject=f"plan {UTRECHT}", occasion="2019/2022")
        found = alarms_in_sight(UTRECHT, on=date(2026, 6, 2))
    assert found.standing == ()
    assert [each.cause.check for each in found.ended] == [AlarmCheck.PLAN_ENDED]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "said_on", "kind"),
    [
        ("running", "2026-07-01", "late"),
        ("not_started", "2026-07-01", "late"),
        ("delayed", "2026-03-01", "late"),
        ("running", "2026-03-01", "untold"),
        ("done", "2026-03-01", "done"),
        ("", "", "untold"),
    ],
)
def test_late_is_drawn_only_where_the_plan_says_that_it_was_not_done(
    state: str, said_on: str, kind: str
) -> None:
    said_so = {"execution": {"state": state, "date": said_on, "reason_nl": "t"}} if state else {}
    found = plan_timeline(a_plan(due="2026-06", **said_so), day=date(2026, 11, 27), year=None)
    assert [each.kind for line in found.lines for each in line.measures] == [kind]


@pytest.mark.parametrize(
    ("day", "kind"), [("2026-02-01", "planned"), ("2026-04-01", "meant"), ("2026-07-01", "untold")]
)
def test_between_its_begin_and_its_due_day_no_day_has_passed(day: str, kind: str) -> None:
    stated = a_plan(start="2026-03", due="2026-06")
    found = plan_timeline(stated, day=date.fromisoformat(day), year=None)
    assert [each.kind for line in found.lines for each in line.measures] == [kind]


def a_figure(value: float, lower: float, upper: float, area: str) -> YearlyValueFact:
    return YearlyValueFact(
        indicator="dwelling-burglaries", area_code=area, period="2026", value=value,
        role=FigureRole.REALISATION, lower=lower, upper=upper, n=None, exposure=None,
        origin=ValueOrigin.PUBLISHED, publication="t", status=FigureStatus.FINAL,
        confidence=Confidence.HIGH, other_periods=(), centre=None, chart_lower=None,
        chart_upper=None, signal="", notes=(), others=(), sources=(), method="t", version="1",
        computed_at=AT,
    )  # fmt: skip


# figure, its margin -> what the alarm of the goal says; None is no alarm.
@pytest.mark.parametrize(
    ("value", "lower", "upper", "verdict"),
    [(90, 80, 99, None), (110, 101, 120, "not-met"), (105, 95, 115, "not-to-be-told")],
)
def test_a_goal_gives_an_alarm_about_its_own_target(value, lower, upper, verdict) -> None:
    found = a_plan()
    target = PlanTarget(value=100, date="2026-12-31")
    goal = Goal(
        id="g1", title_nl="x", source="t", section="s", line=1, level=GoalLevel.AMBITION,
        indicator_ids=("dwelling-burglaries",), target=target,
    )  # fmt: skip
    stated = replace(found, goals=(goal,))
    figures = PlanFigures((), (), (a_figure(value, lower, upper, "GM0344"),))
    on = date(2027, 3, 31)
    causes = causes_on(stated, on, figures=figures, kept={("duty d1", "2026")})
    assert [dict(each.inputs)["verdict"] for each in causes] == ([verdict] if verdict else [])
    assert all(each.subject == "goal g1" for each in causes)
    early = causes_on(stated, date(2027, 3, 30), figures=figures, kept={("duty d1", "2026")})
    assert early == ()


@pytest.mark.parametrize(("upper", "is_met"), [(99, True), (101, False)])
def test_a_goal_of_an_area_is_met_by_its_figure_with_the_whole_margin(upper, is_met) -> None:
    found = a_plan()
    goal = AreaGoal(
        id="a1", area="WK034403", title_nl="x", source="t", scale_down_when_met=True,
        indicator_ids=("dwelling-burglaries",), target=PlanTarget(value=100, date="2026-12-31"),
        scale_down_measures=("m1",),
    )  # fmt: skip
    elsewhere, here = a_figure(10, 5, 20, "WK034404"), a_figure(90, 80, upper, "WK034403")
    figures = PlanFigures((), (), (), (elsewhere, here))
    causes = causes_on(
        replace(found, area_goals=(goal,)), date(2027, 12, 1), figures=figures,
        kept={("duty d1", "2026")},
    )  # fmt: skip
    wanted = [("scale-down", "area-goal a1", "2026")] if is_met else []
    assert said(causes) == wanted
