"""The accounts of the bundled plans: every target with its verdict, the level to keep, no gaps."""

from collections import Counter
from datetime import date

import pytest

from baken.flows.account_year import account_of_year, accountable_years
from baken.flows.account_year.inputs import inputs_of
from baken.foundation.partners.scope import in_tenant
from baken.records.accounts.rules import revised_inputs
from baken.records.indicators.policy_selectors import judgements
from baken.records.plans.models import PlanRow, PlanVersion
from baken.records.plans.schema import MeasureStatus
from baken.vocabulary.standing import KeptVerdict, Question, TargetVerdict

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
UTRECHT, AMERSFOORT = "utr_ivp_2019_2022", "amf_2018"


def account(plan, year):
    return account_of_year(plan, year, today=TODAY)


def test_a_plan_is_accounted_for_from_its_first_year_to_the_last_known_figure():
    years = {plan.head.id: found for plan, found in accountable_years()}
    assert years[UTRECHT] == tuple(range(2019, 2025))
    assert years[AMERSFOORT] == tuple(range(2018, 2025))
    assert account(UTRECHT, 2018) is None
    assert account(UTRECHT, 2025) is None
    assert account("nothing", 2020) is None


def test_amersfoort_accounts_for_every_target_of_its_table():
    found = account(AMERSFOORT, 2019)
    stated = [
        j for j in judgements("GM0307") if j.question is Question.TARGET and j.period <= "2019"
    ]
    assert {(t.outcome.indicator, t.outcome.period) for t in found.every_target} == {
        (j.indicator, j.period) for j in stated
    }
    assert Counter(t.verdict for t in found.every_target) == {
        TargetVerdict.MET: 4, TargetVerdict.NOT_TESTABLE: 2, TargetVerdict.NOT_TO_BE_TOLD: 16,
    }  # fmt: skip
    assert min(v.period for each in found.indicators for v in each.values) == "2011"
    assert {each.check for each in found.contradictions} == {
        "implied-populations", "amersfoort-burglary-rate", "target-rate-against-target-count",
        "two-publications",
    }  # fmt: skip


@pytest.mark.parametrize("year", range(2019, 2025))
def test_utrecht_accounts_for_its_main_goal_in_every_year(year):
    kept = account(UTRECHT, year).kept
    assert kept.baseline.year == 2018
    with_figures = [each for each in kept.indicators if each.start and each.now]
    assert len(with_figures) == 9
    assert all(each.last.period == str(year) for each in with_figures)
    assert kept.number(KeptVerdict.LOST) == 0
    # Five indicators have no figure of 2018 at all, so of the whole nothing can be told.
    assert kept.verdict is KeptVerdict.NOT_TO_BE_TOLD
    assert [each.id for each in kept.circumstances] == (["corona"] if year >= 2020 else [])


def test_every_promised_measure_has_a_place_and_looking_back_promises_nothing():
    found = account(UTRECHT, 2022)
    accounted = [m.measure for c in found.chapters for line in c.lines for m in line.measures]
    text = found.plan.head.sources[0]
    wanted = {
        m.id
        for m in found.plan.measures
        if m.source == text
        and m.context is None
        and m.status not in {MeasureStatus.LOOKED_BACK, MeasureStatus.CONDITION}
    }
    assert len(accounted) == len(wanted) == found.promised
    assert {m.id for m in accounted} == wanted
    others = sum(line.others for c in found.chapters for line in c.lines)
    assert found.promised + others == len(found.plan.measures) == 172
    assert found.written == 0


def test_the_text_was_taken_in_later_and_the_account_knows_it():
    assert not account(UTRECHT, 2022).is_text_of_year


def test_its_inputs_name_method_version_and_deliveries_and_the_same_twice():
    found = inputs_of(account(UTRECHT, 2024))
    values = [each for each in found if each["what"] == "value"]
    assert values
    assert all(each["method"] and each["version"] for each in values)
    assert any(each["deliveries"] for each in values)
    assert revised_inputs(found, inputs_of(account(UTRECHT, 2024))) == ()
    keys = [(e["what"], e["indicator"], e["period"], e["subject"]) for e in found]
    assert len(keys) == len(set(keys))


def test_targets_for_years_before_the_plan_do_not_count_for_it():
    utrecht = account(UTRECHT, 2022)
    assert utrecht.targets == ()
    assert not utrecht.has_own_targets
    assert {t.outcome.period for t in utrecht.earlier_targets} == {"2016", "2017", "2018"}
    amersfoort = account(AMERSFOORT, 2019)
    assert {t.outcome.period for t in amersfoort.targets} == {"2018", "2019"}
    assert {t.outcome.period for t in amersfoort.earlier_targets} == {"2017"}


def test_what_was_added_in_a_later_version_was_not_promised_then():
    before = account(UTRECHT, 2022)
    lit = {
        "id": "extra", "title_nl": "Meer licht", "parent": before.plan.lines[0].id,
        "source": before.plan.head.sources[0], "kind": "infrastructure", "status": "new",
        "owner": "gemeente_utrecht", "due": "2027",
    }  # fmt: skip
    with in_tenant("GM0344"):
        first = PlanVersion.objects.get(plan=UTRECHT)
        rows = list(first.rows.all())
        second = PlanVersion.objects.get(plan=UTRECHT)
        second.pk, second.number = None, 2
        second.save()
        goal = next(row for row in rows if row.table == "goal")
        goal.content = goal.content | {"target": {"value": 80, "date": "2027"}}
        for row in rows:
            row.pk, row.version = None, second
            row.save()
        last = max(row.place for row in rows if row.table == "measure")
        PlanRow.objects.create(
            tenant_id=first.tenant_id, version=second, table="measure", place=last + 1, content=lit
        )
    after = account(UTRECHT, 2022)
    assert after.plan.version == 2
    assert len(after.plan.measures) == len(before.plan.measures) + 1
    assert after.promised == before.promised
    assert [(each.goal.id, each.is_later) for each in after.goal_targets] == [
        (goal.content["id"], True)
    ]
    assert not after.has_own_targets
