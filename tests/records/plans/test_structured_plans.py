"""What a plan may say beyond the bundled texts: counted, refused when wrong, kept as it stood."""

import tomllib
from datetime import UTC, datetime

import pytest
import tomli_w

from baken.records.plans.codes import PartRole
from baken.records.plans.facts import Measurability, NormVerdict
from baken.records.plans.norms import judged_norms
from baken.records.plans.reading import mistakes_of
from baken.records.plans.rules import counts_of, judged_goal
from baken.records.plans.whole import plan_of

AT = datetime(2026, 11, 27, tzinfo=UTC)
# A synthetic plan: every field that the bundled texts leave empty.
WHOLE = """
[plan]
id = "amf_synthetisch"
kind = "integral_safety_plan"
title_nl = "Synthetisch plan"
title_en = "Synthetic plan"
municipality = "Amersfoort"
municipality_code = "GM0307"
period_start = 2027
period_end = 2030
sources = ["besluit"]

[[goal]]
id = "g1"
title_nl = "Minder woninginbraken"
level = "goal"
source = "besluit"
indicator_ids = ["dwelling-burglaries"]
baseline = { value = 560, date = "2026", source = "politie" }
target = { value = 500.5, date = "2030", direction = "at_most" }

[[goal]]
id = "g2"
title_nl = "Ten minste het veiligheidsniveau van nu"
level = "main"
source = "besluit"
indicator_ids = ["registered-crimes"]
baseline = { value = 78.2, date = "2026-12-31" }
kept_level = { margin = 0.05, unit = "share", date = "2030" }

[[goal]]
id = "g3"
title_nl = "Bewoners vertrouwen elkaar"
level = "goal"
source = "besluit"
not_measurable_because_nl = "Hierover wordt in Amersfoort niets gevraagd."

[[effort]]
id = "e1"
title_nl = "Wonen"
goals = ["g1"]
source = "besluit"

[[measure]]
id = "m1"
parent = "e1"
title_nl = "Sloten"
kind = "prevention"
status = "new"
source = "besluit"
roles = [{ organisation = "politie", role = "owner" }, { organisation = "om", role = "advises" }]
capacity_by_year = [{ organisation = "politie", year = 2027, fte = 1.5, hours = 100 }]
money_by_year = [{ year = 2027, amount = 25000, source = "begroting", spent = 20000 }]
scales = ["buurt", "web"]
attachments = [{ name = "Opdracht", address = "https://example.org/a.pdf" }]

[measure.execution]
state = "delayed"
date = "2027-06-30"
reason_nl = "De leverancier levert later."

[[measure]]
id = "m2"
parent = "e1"
title_nl = "Huiszoeking"
kind = "enforcement"
status = "explore"
source = "besluit"
depends_on = ["m1"]

[measure.instrument]
name_nl = "Wet aanpak woonoverlast"
in_force_nationally = true
lawful_locally = "not_yet"

[[activity]]
id = "a1"
measure = "m1"
title_nl = "Offertes vragen"
owner = "politie"
due = "2027-03"
state = "done"

[[area]]
id = "centrum"
name_nl = "Centrum"
kind = "wijk"
source = "besluit"
code_fit = "exact"
codes = ["WK030701"]

[[area_goal]]
id = "ag1"
area = "centrum"
goal = "g1"
title_nl = "Niet meer dan 20 woninginbraken"
source = "besluit"
target = { value = 20, date = "2028", direction = "at_most" }
scale_down_when_met = true
scale_down_measures = ["m1"]
"""


def whole_plan():
    return plan_of(tomllib.loads(WHOLE), version=1, known_from=AT)


def test_it_is_right_and_goes_out_as_it_came_in() -> None:
    tables = tomllib.loads(WHOLE)
    assert mistakes_of(tables) == []
    assert tomllib.loads(tomli_w.dumps(tables)) == tables


def test_a_number_that_is_there_counts_as_much_as_a_sentence() -> None:
    aimed, kept, explained = (judged_goal(goal) for goal in whole_plan().goals)
    assert aimed.verdict is Measurability.MEASURABLE
    assert kept.verdict is Measurability.MEASURABLE, "a baseline set with a margin is a target"
    assert explained.verdict is Measurability.NOT_MEASURABLE
    assert [each.is_explained for each in (aimed, kept, explained)] == [False, False, True]


def test_roles_capacity_money_and_law_are_counted() -> None:
    plan = whole_plan()
    counts = counts_of(plan.measures)
    assert (counts.with_owner, counts.without_partner) == (1, 1)
    assert (counts.with_amount, counts.with_capacity) == (1, 1)
    assert plan.measures[0].organisations_as(PartRole.OWNER) == ("politie",)
    norms = {
        each.norm.id: each
        for each in judged_norms(plan, tuple(judged_goal(goal) for goal in plan.goals))
    }
    assert norms["lawfulness"].verdict is NormVerdict.MET, "the one that intervenes names its law"
    assert [count.part for count in norms["efficiency"].counts] == [1, 1]


def test_a_title_without_a_translation_is_shown_in_dutch() -> None:
    assert whole_plan().measures[0].title("en") == "Sloten"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('measure = "m1"', 'measure = "m9"', 'activity 1: "measure" names "m9"'),
        ('{ organisation = "om",', '{ organisation = "omm",', '"roles.organisation" names "omm"'),
        ('role = "advises"', 'role = "adviser"', 'did you mean "advises"'),
        ('depends_on = ["m1"]', 'depends_on = ["m2"]', 'leads back to "m2" itself'),
        ('area = "centrum"', 'area = "elders"', 'area_goal 1: "area" names "elders"'),
        ('due = "2027-03"', 'due = "maart 2027"', '"due" is "maart 2027"; write a year'),
        ('due = "2027-03"', 'due = "2027-02-31"', '"due" is "2027-02-31"'),
        ('date = "2026", source', 'date = "eind 2026", source', '"baseline.date" is "eind 2026"'),
        ("amount = 25000", "amount = -1", '"money_by_year.amount" is "-1"; write 0 or more'),
        (", fte = 1.5, hours = 100", "", 'says neither "fte" nor "hours"'),
        ("https://example.org", "javascript:alert(1)//x", "begin it with https://"),
        ('a.pdf"', 'a.pdf", sha256 = "xyz"', "write 64 of 0-9 and a-f"),
        ("margin = 0.05", "margin = -0.05", '"kept_level.margin" is "-0.05"'),
        ('scale_down_measures = ["m1"]', 'scale_down_measures = ["m7"]', 'names "m7"'),
        ('id = "ag1"', 'id = "m1"', 'the id "m1" stands at measure 1 too'),
        ("value = 560,", 'value = "560",', "expected float"),
    ],
)
def test_a_mistake_is_told_with_place_value_and_remedy(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    found = mistakes_of(tomllib.loads(WHOLE.replace(old, new)))
    assert any(said in each for each in found), found
