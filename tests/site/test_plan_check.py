"""``baken plan check`` counts what the bundled plans leave open, as counted by hand."""

import json
from argparse import Namespace

import pytest

from baken.site.commands import plan_check
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db


def told(capsys: pytest.CaptureFixture[str], plan: str) -> dict:
    assert plan_check.run(Namespace(plan=plan, json=True)) == 0
    return json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.mark.parametrize(
    ("plan", "measurable", "measures", "without"),
    [("utr_ivp_2019_2022", 0, 172, (90, 160, 86)), ("amf_2018", 3, 59, (35, 40, 25))],
)
def test_the_counts_are_those_made_by_hand(capsys, plan, measurable, measures, without):
    found = told(capsys, plan)
    counts = found["measures"]
    assert found["measurable"] == measurable
    assert counts["measures"] == measures
    open_ends = ("without_partner", "without_date", "without_either")
    assert tuple(counts[key] for key in open_ends) == without


def test_a_goal_says_what_it_lacks_and_every_norm_has_a_verdict(capsys):
    found = told(capsys, "amf_2018")
    goals = {each["id"]: each for each in found["goals"]}
    assert goals["amf_g2"] == {
        "id": "amf_g2",
        "verdict": "measurable",
        "has": ["indicator", "baseline", "target", "date", "source"],
        "lacks": [],
        "explained": False,
    }
    assert goals["amf_ambition"]["lacks"] == ["indicator", "baseline", "target", "date"]
    assert len(found["norms"]) == 8


def test_an_unknown_plan_is_refused_with_those_that_are_known():
    with pytest.raises(UnusableInputError, match="amf_2018"):
        plan_check.run(Namespace(plan="amf_2019", json=False))
