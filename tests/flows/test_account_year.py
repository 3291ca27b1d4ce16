"""The accounts of the bundled plans: every target with its verdict, the level to keep, no gaps."""

from collections import Counter
from datetime import date

import pytest

from baken.flows.account_year import account_of_year, accountable_years
from baken.flows.account_year.inputs import inputs_of
from baken.records.accounts.rules import revised_inputs
from baken.records.indicators.policy_selectors import judgements
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
    assert {(t.outcome.indicator, t.outcome.period) for t in found.targets} == {
        (j.indicator, j.period) for j in stated
    }
    assert Counter(t.verdict for t in found.targets) == {
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
