"""Plans come in whole or not at all, and go out as they came in."""

import tomllib
from datetime import UTC, datetime

import pytest
import tomli_w

from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.models import AuditEntry
from baken.records.plans.models import PlanRow, PlanVersion
from baken.records.plans.selectors import plan, plans, wish_lists
from baken.records.plans.services import take_in_bundled_plan, take_in_plan
from baken.site import bundled
from baken.vocabulary.errors import UnusableInputError

AT = datetime(2026, 11, 26, tzinfo=UTC)
SMALL = """
[plan]
id = "amf_klein"
kind = "programme_budget_page"
title_nl = "Klein plan"
title_en = "Small plan"
municipality = "Amersfoort"
municipality_code = "GM0307"
period_start = 2027
period_end = 2028
sources = ["besluit.txt"]

[[goal]]
id = "g1"
title_nl = "Minder inbraken"
title_en = "Fewer burglaries"
level = "goal"
measurable = "no"
judgement_en = "no target"
source = "besluit.txt"
section = "Doelen"
line = 3

[[effort]]
id = "e1"
number = 1
title_nl = "Wonen"
title_en = "Homes"
goals = ["g1"]
source = "besluit.txt"
section = "Inzet"
line = 5

[[measure]]
id = "m1"
parent = "e1"
title_nl = "Sloten"
title_en = "Locks"
kind = "prevention"
status = "new"
source = "besluit.txt"
section = "Inzet"
line = 6
"""


def take_in(text: str):
    return take_in_plan(text.encode(), name="plan.toml", at=AT)


PLANS = [path for path in bundled.plan_files() if "election" not in path.stem]


def test_wishes_are_kept_whole_and_are_no_plan(db: None) -> None:
    (wishes,) = wish_lists()
    assert (len(wishes.themes), len(wishes.proposals)) == (7, 29)
    path = next(path for path in bundled.plan_files() if "election" in path.stem)
    assert wishes.tables == tomllib.loads(path.read_text(encoding="utf-8"))
    assert wishes.head.id not in {each.head.id for each in plans()}
    assert plan(wishes.head.id) is None


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_what_goes_out_is_what_came_in(db: None, path) -> None:
    came_in = tomllib.loads(path.read_text(encoding="utf-8"))
    held = plan(came_in["plan"]["id"])
    assert held.tables == came_in
    text = tomli_w.dumps(held.tables)
    assert tomllib.loads(text) == came_in
    # And again, byte for byte: what was given out comes in as a new version and goes out the same.
    receipt = take_in_plan(text.encode(), name=path.name, at=AT)
    assert (receipt.is_new, receipt.version) == (True, held.version + 1)
    assert tomli_w.dumps(plan(came_in["plan"]["id"]).tables) == text


def test_the_same_file_again_changes_nothing_and_another_is_a_version(db: None) -> None:
    assert take_in(SMALL).is_new
    assert not take_in(SMALL).is_new
    later = take_in(SMALL.replace('"Sloten"', '"Betere sloten"'))
    assert (later.is_new, later.version) == (True, 2)
    assert plan("amf_klein").measures[0].title_nl == "Betere sloten"
    assert PlanVersion.objects.filter(plan="amf_klein").count() == 2
    first = PlanRow.objects.get(version__plan="amf_klein", version__number=1, table="measure")
    assert first.content["title_nl"] == "Sloten"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "prevention"', 'kind = "prevntion"', 'did you mean "prevention"'),
        ('parent = "e1"', 'parent = "e9"', 'measure 1: "parent" names "e9", which is nowhere'),
        ("line = 6", 'line = "zes"', "measure 1: key \"line\": expected int, given 'zes'"),
        ('status = "new"', 'status = "new"\npartners = ["politei"]', '"politei", which is nowhere'),
        ('status = "new"', 'status = "new"\nkosten = 3', 'measure 1: unknown key "kosten"'),
        ("[[effort]]", "[[efort]]", 'unknown table "efort"'),
        ('id = "e1"', 'id = "g1"', 'effort 1: the id "g1" stands at goal 1 too'),
        ("period_start = 2027", "", 'plan: the key "period_start" is missing'),
        ('"GM0307"', '"GM9999"', 'municipality_code "GM9999" is none of this installation'),
        ("[plan]", "[plan", "this is no TOML"),
    ],
)
def test_a_mistake_is_named_with_file_table_value_and_remedy(
    db: None, old: str, new: str, said: str
) -> None:
    assert old in SMALL
    with pytest.raises(UnusableInputError) as refused:
        take_in(SMALL.replace(old, new))
    assert "plan.toml: " in str(refused.value)
    assert said in str(refused.value)
    assert plan("amf_klein") is None, "nothing of it was kept"


def test_bytes_that_are_no_text_are_told_by_place(db: None) -> None:
    with pytest.raises(UnusableInputError, match="byte 0 is not UTF-8"):
        take_in_plan(b"\xff\xfe", name="plan.toml", at=AT)


def test_taking_a_plan_in_stands_in_the_log(db: None) -> None:
    take_in(SMALL)
    with every_municipality():
        entry = AuditEntry.objects.get(tenant="GM0307", subject="plan amf_klein")
    assert (entry.action, entry.details["version"]) == ("import-plan", "1")


def test_a_bundled_plan_comes_in_once_and_leaves_a_newer_version_alone(db: None) -> None:
    bundled_file = SMALL.encode()
    first = take_in_bundled_plan(bundled_file, name="plan.toml", at=AT)
    assert (first.is_new, first.version) == (True, 1)
    with every_municipality():
        assert not AuditEntry.objects.filter(subject="plan amf_klein").exists()
    take_in(SMALL.replace('"Sloten"', '"Betere sloten"'))
    again = take_in_bundled_plan(bundled_file, name="plan.toml", at=AT)
    assert (again.is_new, again.version) == (False, 1)
    assert plan("amf_klein").measures[0].title_nl == "Betere sloten"
    assert take_in(SMALL).version == 3, "a person may go back to what was"


def test_a_bundled_plan_of_somebody_elses_municipality_stays_away(db: None) -> None:
    elsewhere = SMALL.replace("GM0307", "GM0363").encode()
    assert take_in_bundled_plan(elsewhere, name="plan.toml", at=AT) is None
    assert plan("amf_klein") is None
